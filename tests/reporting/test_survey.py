"""What is told of a survey."""

from __future__ import annotations

import csv
from functools import cache

import dedere
from dedere.schema.survey import Survey


@cache
def of(*persons: str, suppose: str = "", school: str | None = None) -> Survey:
    return dedere.survey(*persons, on="2025-12-05", suppose=suppose or (), school=school)


@cache
def mongolia() -> Survey:
    return dedere.survey(host="mng", on="2025-12-05")


def said(found: Survey, explain: str = "short") -> str:
    return " ".join(found.to_text(explain=explain).split())


def test_the_court_comes_first_and_no_view_stands_for_all() -> None:
    text = said(of("putin"))
    assert text.startswith(
        "Which States must arrest and surrender Vladimir Putin on 5 December 2025? Of the 199 States of the record, in "
        "the view of the Court: 125 obliged, 2 contested, 72 not obliged."
    )
    assert text.index("the Court 125 2 72") < text.index("the school of horizontal immunity 0 0 199")
    assert "all views together 0 127 72" in text


def test_states_stand_under_their_answer_and_ground() -> None:
    text = said(of("putin"))
    assert "125 States obliged in the view of the Court; not obliged in the view of the school of" in text
    assert "Rome Statute, art. 127(2), second sentence: Burundi, the Philippines" in text
    assert "72 States not obliged on any view" in text
    assert "declared non party: Israel, Russia, Sudan, the United States" in text


def test_areas_that_stand_apart() -> None:
    text = said(of("putin"))
    assert "Western Sahara: no State of the record answers for it." in text
    assert "Cyprus is bound, but cannot act in Northern Cyprus." in text
    assert "Guernsey, Jersey" in text
    assert "(the United Kingdom): not obliged on any view [Vienna Convention on the Law of Treaties, art. 29]." in text
    assert "China claims all of Taiwan as its own territory." in text
    assert "Greenland" not in text  # the same as Denmark
    assert "Denmark extended the Rome Statute to Greenland from 1 October 2004" in said(of("putin"), "full")


def test_what_a_change_turns() -> None:
    text = said(of("putin", suppose="deposited(ind,rome,20250901)"))
    assert "What the change turns ~ India: not obliged on any view -> obliged in the view of the Court;" in text
    nothing = said(of("putin", suppose="signed(ind,rome,20001231)"))
    assert "What is supposed or withdrawn changes the answer of no place." in nothing


def test_one_school_is_no_every_view() -> None:
    text = said(of("putin", school="court"))
    assert "125 States obliged in the view of the Court" in text
    assert "every view" not in text
    assert "all views together" not in text


def test_several_persons() -> None:
    assert "Each person" in said(of("putin", "bashir"))
    assert "one of Vladimir Putin and Omar al-Bashir" in said(of("putin", "bashir"))


def test_the_wanted_in_a_state() -> None:
    text = said(mongolia())
    assert text.startswith("Must Mongolia arrest and surrender whoever is wanted on 5 December 2025? Of the ")
    assert "Vladimir Putin, wanted by the International Criminal Court: Rome Statute, arts 59(1), 89(1)" in text
    assert "persons: obliged on every view" in text


def test_each_answer_says_what_it_is_and_to_when() -> None:
    for found in (of("putin"), mongolia()):
        text = said(found)
        assert f"Answer {found.id}" in text
        assert "`Obliged` is said of the arrest; what becomes of the surrender is told by each answer." in text
        assert "The warrants are kept until" in text
        assert "not legal advice" in text
        assert "implies no opinion on its legal status" in text


def test_the_tables() -> None:
    rows = list(csv.DictReader(of("putin").to_csv().splitlines()))
    assert len(rows) == len(of("putin").states) + sum(it.state is not None for it in of("putin").areas)
    india = next(it for it in rows if it["place"] == "IND")
    assert (india["answer"], india["the Court"], india["ground"]) == ("not obliged", "not obliged", "never signed")
    assert next(it for it in rows if it["place"] == "crimea")["cannot act"] == "yes"
    assert len(list(csv.DictReader(mongolia().to_csv().splitlines()))) == len(mongolia().persons)
