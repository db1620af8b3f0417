"""Every State on one day, or all wanted persons in one State, on the real record."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

import dedere
from dedere.batch import places
from dedere.schema.survey import Survey, SurveyArea, SurveyState
from dedere.solving.cases import Cases

INDIA = "deposited(ind,rome,20250901)"


@cache
def of(*persons: str, suppose: tuple[str, ...] = ()) -> Survey:
    return dedere.survey(*persons, on="2025-12-05", suppose=suppose)


@cache
def in_(host: str, on: str = "2025-12-05") -> Survey:
    return dedere.survey(host=host, on=on)


def state(found: Survey, id_: str) -> SurveyState:
    return next(it for it in found.states if it.state == id_)


def area(found: Survey, id_: str) -> SurveyArea:
    return next(it for it in found.areas if it.area == id_)


def test_putin_in_new_delhi_and_everywhere_else_on_that_day() -> None:
    found = of("putin")
    assert len(found.states) == 199
    court = found.schools["court"]
    assert (court.obliged, court.contested, court.not_obliged) == (125, 2, 72)
    assert found.schools["horizontal"].not_obliged == 199
    assert (found.counts.obliged, found.counts.contested, found.counts.not_obliged) == (0, 127, 72)


def test_every_answer_is_that_of_assess() -> None:
    found = of("putin")
    for it in (state(found, "IND"), state(found, "MNG"), state(found, "PHL")):
        alone = dedere.assess("putin", it.state, on="2025-12-05")
        assert (it.verdict, it.schools, it.answers[0].answer) == (alone.verdict, alone.schools, alone.id)
    crimea = area(found, "crimea")
    assert crimea.answers[0].answer == dedere.assess("putin", "crimea", on="2025-12-05").id


def test_the_ground_in_a_few_words() -> None:
    found = of("putin")
    assert (state(found, "MNG").rule, state(found, "MNG").ground) == ("RS-89-1", "Rome Statute, arts 59(1), 89(1)")
    assert state(found, "IND").ground == "never signed"
    assert state(found, "USA").ground == "declared non party"
    assert state(found, "MYS").ground == "instrument withdrawn"
    assert area(found, "guernsey").ground == "Vienna Convention on the Law of Treaties, art. 29"
    assert all(it.ground for it in found.states)


def test_areas_are_what_the_record_says_of_them() -> None:
    found = of("putin")
    assert (area(found, "crimea").state, area(found, "crimea").unable) == ("UKR", True)
    assert "Crimea is claimed by Russia" in area(found, "crimea").status
    assert area(found, "western_sahara").state is None
    assert area(found, "western_sahara").verdict is None
    assert area(found, "western_sahara").status[0] == "Western Sahara is claimed by Morocco"
    assert (area(found, "northern_cyprus").state, area(found, "northern_cyprus").unable) == ("CYP", True)
    assert (area(found, "somaliland").state, area(found, "somaliland").verdict) == ("SOM", "not_obliged")
    assert (area(found, "greenland").state, area(found, "greenland").schools["court"]) == ("DNK", "obliged")
    assert (area(found, "hong_kong").state, area(found, "hong_kong").verdict) == ("CHN", "not_obliged")
    assert (area(found, "golan_heights").state, area(found, "golan_heights").verdict) == ("SYR", "not_obliged")
    assert area(found, "guernsey").schools["court"] == "not_obliged" != state(found, "GBR").schools["court"]
    assert state(found, "TWN").status == ("China claims all of Taiwan as its own territory",)
    assert state(found, "XKX").status == ("Serbia claims all of Kosovo as its own territory",)


def test_an_area_is_told_as_it_was_on_the_day() -> None:
    before = dedere.survey("bashir", on="2010-01-01")
    assert "Ukraine does not control Crimea from 27 February 2014" not in area(before, "crimea").status
    assert not area(before, "crimea").unable
    assert (
        "the membership of Denmark in the Rome Statute does not cover Greenland" not in area(before, "greenland").status
    )


def test_what_is_supposed_turns_and_is_listed() -> None:
    found = of("putin", suppose=(INDIA,))
    assert [(it.place, it.schools_before["court"], it.schools_after["court"]) for it in found.turned] == [
        ("IND", "not_obliged", "obliged")
    ]
    assert found.schools["court"].obliged == 126
    assert of("putin").turned == ()
    assert found.id != of("putin").id


def test_of_several_persons_it_is_counted_how_many_each_state_must_arrest() -> None:
    found = of("putin", "bashir")
    assert [it.person for it in found.persons] == ["putin", "bashir"]
    assert state(found, "MNG").bound["court"] == 2
    assert state(found, "IND").bound["court"] == 0
    assert state(found, "SDN").bound["court"] == 1
    assert [it.person for it in state(found, "SDN").answers] == ["putin", "bashir"]
    assert state(found, "SDN").verdict == max(
        (it.verdict for it in state(found, "SDN").answers), key=["not_obliged", "contested", "obliged"].index
    )


def test_all_who_are_wanted_in_a_state() -> None:
    found = in_("Mongolia")
    assert found.host == "MNG"
    assert found.states == ()
    assert len({it.person for it in found.persons}) == len(found.persons)
    by = {it.person: it for it in found.persons}
    putin, kony = by["putin"].answer, by["kony"].answer
    assert putin is not None
    assert kony is not None
    assert (putin.schools["court"], putin.schools["horizontal"]) == ("obliged", "not_obliged")
    assert kony.verdict == "obliged"
    assert by["putin"].wanted_by == ("icc",)
    assert sum(it.answer is not None and it.answer.verdict == "obliged" for it in found.persons) == found.counts.obliged


def test_nobody_is_wanted_before_or_after_a_warrant() -> None:
    assert "putin" not in {it.person for it in in_("mng", "2023-03-16").persons}
    assert "putin" in {it.person for it in in_("mng", "2023-03-17").persons}
    assert "ntaganda" not in {it.person for it in in_("Mongolia").persons}


def test_one_ground_program_for_all_and_one_more_for_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def counting(*args: Any, **more: Any) -> Any:
        made.append(args)
        return Cases(*args, **more)

    monkeypatch.setenv("DEDERE_CACHE", "off")
    monkeypatch.setattr(places, "Cases", counting)
    dedere.survey("putin", on="2025-12-05")
    assert len(made) == 1
    dedere.survey("putin", on="2025-12-05", suppose=INDIA)
    assert len(made) == 3
    dedere.survey(host="mng", on="2025-12-05")
    assert len(made) == 4


def test_no_state_is_asked_alone_by_whatever_way(programs: list[str]) -> None:
    dedere.survey("putin", on="2025-12-05")
    assert len(programs) == 1
    dedere.survey(host="mng", on="2025-12-05")
    assert len(programs) == 2


def test_what_was_answered_is_kept_and_reads_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = [
        {"on": "2025-12-05"},
        {"on": "2025-12-06"},
        {"on": "2025-12-05", "suppose": INDIA},
        {"on": "2025-12-05", "school": "court"},
        {"on": "2025-12-05", "known_on": "2023-01-01"},
    ]
    first = [dedere.survey("putin", **it) for it in asked] + [dedere.survey(host="mng", on="2025-12-05")]

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("it is answered anew")

    monkeypatch.setattr(places, "Cases", never)
    again = [dedere.survey("putin", **it) for it in asked] + [dedere.survey(host="mng", on="2025-12-05")]
    assert again == first
    assert len({it.id for it in again}) == len(again)
    assert [it.to_text() for it in again] == [it.to_text() for it in first]
    monkeypatch.setenv("DEDERE_CACHE", "off")
    with pytest.raises(AssertionError, match="anew"):
        dedere.survey("putin", on="2025-12-05")


def test_up_to_which_day_the_warrants_are_kept() -> None:
    (putin,) = of("putin").persons
    assert putin.kept_until is not None
    assert putin.kept_until >= date(2026, 1, 1)


@pytest.mark.parametrize(
    ("persons", "more", "message"),
    [
        ((), {"on": "2025-12-05"}, "nobody is asked about"),
        (("putin",), {"host": "ind", "on": "2025-12-05"}, "both persons and a host"),
        (("putin",), {}, "no day is given"),
        (("nobody",), {"on": "2025-12-05"}, "no person `nobody` is known"),
        ((3,), {"on": "2025-12-05"}, "the person is `3`"),
        ((), {"host": "nowhere", "on": "2025-12-05"}, "no state or area `nowhere` is known"),
        (("putin",), {"on": "2025-02-30"}, "2025-02-30"),
    ],
)
def test_what_is_no_survey(persons: Any, more: Any, message: str) -> None:
    with pytest.raises(dedere.UsageError, match=message) as refused:
        dedere.survey(*persons, **more)
    assert refused.value.hint


def test_it_is_read_back_from_json() -> None:
    for found in (of("putin", suppose=(INDIA,)), in_("Mongolia")):
        assert Survey.model_validate_json(found.to_json()) == found
