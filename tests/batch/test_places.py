"""Verdicts for many persons and places on one day, without their reasons."""

from __future__ import annotations

from typing import Any

import pytest

import dedere
from dedere.batch import places
from dedere.batch.places import every_place, outcomes
from dedere.engine import default_engine
from dedere.program.slicing import Goal
from dedere.solving.cases import Cases
from small_law import SOUGHT, law

QUERY = dedere.ask("putin", "India", on="2025-12-05")


def given(host: str, area: str | None = None, query: dedere.Query = QUERY) -> dict[str, Any]:
    slot = query.declared.slot
    return {**query.given, slot("host"): host, **({slot("area"): area} if area else {})}


def test_every_state_and_every_area_of_a_state_is_a_place() -> None:
    found = every_place(default_engine())
    assert sum(it.area is None for it in found) == 199
    areas = {it.area: it.state for it in found if it.area is not None}
    assert areas["crimea"] == "ukr"
    assert areas["greenland"] == "dnk"
    assert "western_sahara" not in areas  # it is part of no State


def test_they_are_the_answers_of_assess() -> None:
    cases = [given("mng"), given("bdi"), given("ukr", "crimea"), given("gbr", "guernsey")]
    for case, found in zip(cases, outcomes(QUERY, cases), strict=True):
        alone = dedere.assess("putin", str(case.get("area", case["host"])), on="2025-12-05")
        assert (found.verdict, dict(found.schools)) == (alone.verdict, alone.schools)


def test_what_is_supposed_and_withdrawn_counts() -> None:
    supposed = dedere.ask("putin", "India", on="2025-12-05", suppose="deposited(ind,rome,20250901)")
    assert outcomes(supposed, [supposed.given])[0].schools["court"] == "obliged"
    without = dedere.ask("putin", "Mongolia", on="2025-12-05", withdraw="deposited(mng,rome,20020411)")
    assert outcomes(without, [without.given])[0].verdict == "not_obliged"


def test_one_school_alone() -> None:
    query = dedere.ask("putin", "Mongolia", on="2025-12-05", school="court")
    assert outcomes(query, [query.given])[0].schools == {"court": "obliged"}


def test_what_is_asked_for_beside_the_norms() -> None:
    (found,) = outcomes(QUERY, [given("ukr", "crimea")], also=["unable/4", "nothing/2"])
    assert "unable(ukr,putin,crimea,20251205)" in found.beside & found.certain
    assert any(it.startswith("effective(duty(ukr,arrest,putin,icc)") for it in found.possible - found.certain)


def test_many_are_answered_in_one_program_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def counting(*args: Any, **more: Any) -> Any:
        made.append(args)
        return Cases(*args, **more)

    monkeypatch.setattr(places, "Cases", counting)
    monkeypatch.setattr(places, "TOGETHER", 2)
    cases = [given(it) for it in ("ind", "mng", "chn")]
    assert [it.verdict for it in outcomes(QUERY, cases)] == ["not_obliged", "contested", "not_obliged"]
    assert len(made) == 2


def test_the_place_that_a_query_asks_about() -> None:
    assert places.place_of(QUERY) == dedere.Place("ind")
    crimea = dedere.ask("putin", "Crimea", on="2025-12-05")
    assert places.place_of(crimea) == dedere.Place("ukr", "crimea")


SMALL = law(record=SOUGHT)


@pytest.mark.parametrize("together", [1, 2, 400])
def test_many_cases_of_one_day_however_many_stand_in_one_program(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "TOGETHER", together)
    query = dedere.ask("ada", "bbb", on="2006-06-01", engine=SMALL)
    cases = [given("bbb", query=query), given("aaa", query=query), {**given("bbb", query=query), "person": "ben"}]
    bound, free, other = outcomes(query, cases, also=["here/3", "nothing/1"], told=[Goal("here")])
    assert [it.verdict for it in (bound, free, other)] == ["contested", "not_obliged", "not_obliged"]
    assert dict(bound.schools) == {"wide": "obliged", "narrow": "not_obliged"}
    assert dict(free.schools) == {"wide": "not_obliged", "narrow": "not_obliged"}
    duty = 'effective(duty(bbb,arrest,ada,none),"DUTY",20060601)'
    assert bound.possible == frozenset({duty})
    assert bound.certain == frozenset({"here(ada,bbb,20060601)"})
    assert [it.beside for it in (bound, free, other)] == [
        {"here(ada,bbb,20060601)"},
        {"here(ada,aaa,20060601)"},
        {"here(ben,bbb,20060601)"},
    ]
    assert outcomes(query, []) == []


def test_one_school_and_what_is_supposed_hold_in_all_cases() -> None:
    asked: dict[str, Any] = {"on": "2006-06-01", "engine": SMALL}
    narrow = dedere.ask("ada", "bbb", school="narrow", **asked)
    (found,) = outcomes(narrow, [narrow.given])
    assert (found.verdict, dict(found.schools)) == ("not_obliged", {"narrow": "not_obliged"})
    wide = dedere.ask("ada", "bbb", school="wide", **asked)
    (found,) = outcomes(wide, [wide.given])
    assert (found.verdict, dict(found.schools), len(found.certain)) == ("obliged", {"wide": "obliged"}, 1)
    supposed = dedere.ask("ada", "aaa", suppose=["joined(aaa,20050101)"], **asked)
    assert [it.verdict for it in outcomes(supposed, [given("aaa", query=supposed), given("bbb", query=supposed)])] == [
        "obliged",
        "contested",
    ]
    earlier = dedere.ask("ada", "bbb", known_on="2005-12-31", **asked)
    assert outcomes(earlier, [earlier.given])[0].verdict == "obliged"
    gone = dedere.ask("ada", "bbb", withdraw=["joined(bbb,20050401)"], **asked)
    assert outcomes(gone, [gone.given])[0].verdict == "not_obliged"
