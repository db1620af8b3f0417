"""What is told of how a duty runs, and of what is to come."""

from __future__ import annotations

import csv
from functools import cache

import dedere
from dedere.schema.timeline import Changing, Timeline


@cache
def of(*hosts: str) -> Timeline:
    return dedere.timeline("putin", *hosts)


@cache
def coming() -> Changing:
    return dedere.upcoming("putin", days=400, since="2026-11-29")


def said(found: Timeline | Changing, explain: str = "short") -> str:
    return " ".join(found.to_text(explain=explain).split())


def test_a_band_says_from_when_to_when_and_why() -> None:
    text = said(of("Armenia", "Ukraine"))
    assert text.startswith("When must Armenia and Ukraine arrest and surrender Vladimir Putin?")
    assert "Until 31 January 2024: not obliged on any view." in text
    # An answer tells the earliest day of all that it rests on.
    assert "The warrants are kept until 6 October 2026, and what else an answer rests on until the day that it" in text
    assert "From 1 February 2024: obliged in the view of the Court; not obliged in the view of" in text
    assert (
        "Armenia deposited its instrument of ratification or accession to the Rome Statute on 14 November 2023." in text
    )
    assert "Journeys: 23 November 2022 (took place, not obliged)." in text
    assert "From 17 March 2023 to 31 December 2024:" in text
    assert "what comes later rests on what is known now" in text
    assert "RS-89-1: Rome Statute, arts 59(1), 89(1)" in said(of("Armenia"), "full")
    assert "deposited" not in said(of("Armenia"), "none")


def test_obliged_is_said_of_the_arrest() -> None:
    """All that is known to have gone out against him is a request for provisional arrest."""
    line = "`Obliged` is said of the arrest; what becomes of the surrender is told by each answer."
    assert line in said(of("Armenia", "Ukraine"))
    assert line not in said(of("India"))


def test_places_that_run_alike_are_counted_and_journeys_named() -> None:
    text = said(of())
    assert "places: Afghanistan, Albania," in text
    assert "Burundi and the Philippines" in text
    assert "Mongolia 2 to 3 September 2024 (took place, contested)" in text


def test_what_is_to_come_day_by_day() -> None:
    text = said(coming())
    assert text.startswith(
        f"{len(coming().changes)} changes of an answer about Vladimir Putin from 30 November 2026 to "
    )
    assert "18 June 2027 - Vladimir Putin in Niger: as before obliged in the view of the Court;" in text
    assert "from then on by Rome Statute, art. 127(2), second sentence." in text
    nothing = said(dedere.upcoming("putin", days=1, since="2026-11-29"))
    assert nothing.startswith("Nothing in the record changes an answer about Vladimir Putin from 30 November 2026.")
    assert "Armenia: not obliged on any view -> obliged in the view of the Court;" in said(
        dedere.upcoming("putin", days=1, since="2024-01-31")
    )


def test_the_tables() -> None:
    rows = list(csv.DictReader(of("Armenia").to_csv().splitlines()))
    assert [(it["from"], it["until"], it["the Court"]) for it in rows] == [
        ("", "2024-01-31", "not obliged"),
        ("2024-02-01", "", "obliged"),
    ]
    rows = list(csv.DictReader(coming().to_csv().splitlines()))
    assert len(rows) == sum(len(it.places) for it in coming().changes)
