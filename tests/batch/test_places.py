"""Verdicts for many persons and places on one day, without their reasons."""

from __future__ import annotations

from typing import Any

import pytest

import dedere
from dedere.batch import places
from dedere.batch.places import every_place, outcomes
from dedere.engine import default_engine
from dedere.solving.cases import Cases

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
