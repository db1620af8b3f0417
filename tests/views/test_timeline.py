"""How the duty about a person runs, and what will change it, on the real record."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.engine import Engine, default_engine
from dedere.schema.timeline import Band, Changing, Timeline
from dedere.views.timeline import wanted


@cache
def of(*hosts: str) -> Timeline:
    return dedere.timeline("putin", *hosts)


@cache
def coming(days: int = 400) -> Changing:
    return dedere.upcoming("putin", days=days, since="2026-11-29")


def band(found: Timeline, place: str) -> Band:
    return next(it for it in found.bands if place in it.places)


def test_a_band_for_each_host_in_the_order_named() -> None:
    found = of("Mongolia", "Armenia", "ukr", "crimea", "India")
    assert [it.names for it in found.bands] == [("Mongolia",), ("Armenia",), ("Ukraine",), ("Crimea",), ("India",)]
    assert found.hosts == ("MNG", "ARM", "UKR", "crimea", "IND")
    armenia = [(it.first_day, it.last_day, it.schools["court"]) for it in band(found, "ARM").phases]
    assert armenia == [(None, date(2024, 1, 31), "not_obliged"), (date(2024, 2, 1), None, "obliged")]
    assert [it.verdict for it in band(found, "IND").phases] == ["not_obliged"]


def test_each_day_is_answered_as_assess_answers_it() -> None:
    for it in (*band(of("Armenia"), "ARM").phases, *band(of("ukr"), "UKR").phases):
        day = it.first_day or it.last_day
        assert day is not None
        host = "Armenia" if it in band(of("Armenia"), "ARM").phases else "Ukraine"
        alone = dedere.assess("putin", host, on=day)
        assert (it.verdict, it.schools) == (alone.verdict, alone.schools)


def test_what_changed_is_read_off_the_proofs() -> None:
    found = of("Mongolia", "Armenia", "ukr", "crimea", "India")
    assert band(found, "ARM").phases[1].because == (
        "Armenia deposited its instrument of ratification or accession to the Rome Statute on 14 November 2023",
    )
    assert (
        "issued a warrant of arrest against Vladimir Putin on 17 March 2023" in band(found, "MNG").phases[1].because[0]
    )
    assert "Ukraine deposited its instrument" in band(found, "UKR").phases[2].because[0]
    assert band(found, "IND").phases[0].because == ()


def test_journeys_stand_on_their_band() -> None:
    found = of("Mongolia", "Armenia", "ukr", "crimea", "India")
    assert [(it.id, it.made) for it in band(found, "MNG").journeys] == [("put_020", True)]
    assert [it.id for it in band(found, "crimea").journeys] == ["put_048", "put_003"]
    assert {it.made for it in band(found, "IND").journeys} == {True, False}


def test_without_a_host_every_place_is_told_once_with_those_that_run_alike() -> None:
    found = of()
    places = [place for it in found.bands for place in it.places]
    assert len(places) == len(set(places)) == len(dedere.situations("putin").places)
    assert len(found.bands) < 30
    assert {"BDI", "PHL"} == set(band(found, "BDI").places)
    alike = band(found, "MLI")
    assert set(alike.places) == {"BFA", "MLI"}
    told = " ".join(alike.phases[-1].because)
    assert "Mali withdraws" in told
    assert "Burkina Faso withdraws" in told


def test_what_is_true_of_one_place_is_not_told_of_many() -> None:
    many = max(of().bands, key=lambda it: len(it.places))
    for phase in many.phases:
        assert not any(many.names[0] in it for it in phase.because)


def test_what_will_change() -> None:
    days = [(it.day, it.names) for it in coming().changes]
    assert days == sorted(days)
    niger = next(it for it in coming().changes if it.names == ("Niger",))
    assert niger.day == date(2027, 6, 18)
    assert niger.schools_before["court"] == niger.schools_after["court"] == "obliged"
    assert niger.rules_before != niger.rules_after
    assert niger.because == (
        "the depositary received the notice by which Niger withdraws from the Rome Statute on 18 June 2026",
    )
    assert (coming().first_day, coming().last_day) == (date(2026, 11, 30), date(2028, 1, 3))


def test_only_the_days_asked_about_are_told() -> None:
    assert dedere.upcoming("putin", days=1, since="2027-06-17").changes[0].day == date(2027, 6, 18)
    assert dedere.upcoming("putin", days=1, since="2027-06-18").changes == ()
    past = dedere.upcoming("putin", days=1, since="2024-01-31").changes
    assert [(it.names, it.verdict_before, it.verdict_after) for it in past] == [
        (("Armenia",), "not_obliged", "contested")
    ]


def test_everybody_is_who_is_wanted_in_these_days() -> None:
    engine = default_engine()
    found = wanted(engine, date(2026, 11, 29), date(2027, 2, 27))
    assert {"putin", "netanyahu", "kony"} <= set(found)
    assert not {"lavrov", "ntaganda", "bemba"} & set(found)
    before = date(2023, 3, 16)
    assert "putin" not in wanted(engine, before, before)
    assert "putin" in wanted(engine, before, date(2023, 3, 17))


def test_everybody_is_looked_at_where_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def two(*_: Any) -> tuple[str, ...]:
        return ("putin", "netanyahu")

    monkeypatch.setattr("dedere.views.timeline.wanted", two)
    found = dedere.upcoming(days=220, since="2026-11-29")
    assert found.persons == ("putin", "netanyahu")
    assert {it.person for it in found.changes} == {"putin", "netanyahu"}
    assert found.changes == tuple(sorted(found.changes, key=lambda it: (it.day, it.name, it.names)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: dedere.timeline("nobody"), "no person `nobody` is known"),
        (lambda: dedere.timeline("putin", "nowhere"), "no state or area `nowhere` is known"),
        (lambda: dedere.timeline("putin", 3), "the host is `3`"),  # type: ignore[arg-type]
        (lambda: dedere.upcoming("putin", days=0), "`days` is `0`"),
        (lambda: dedere.upcoming("putin", days=True), "`days` is `True`"),
        (lambda: dedere.upcoming("putin", since="2025-02-30"), "2025-02-30"),
    ],
)
def test_what_is_no_timeline(call: Any, message: str) -> None:
    with pytest.raises(dedere.UsageError, match=message) as refused:
        call()
    assert refused.value.hint


def test_they_are_read_back_from_json() -> None:
    assert Timeline.model_validate_json(of("Armenia").to_json()) == of("Armenia")
    assert Changing.model_validate_json(coming().to_json()) == coming()


def test_for_days_to_come_nothing_is_worked_out_of_all_days(programs: list[str]) -> None:
    engine = Engine(default_engine().corpus)
    assert dedere.upcoming(days=90, since="2026-11-29", engine=engine).changes == ()
    # Who is wanted, and for everybody in every place which days are looked at: no more, since nothing changes on them.
    assert len(programs) == 6
    programs.clear()
    assert dedere.upcoming("kony", "barasa", days=220, since="2026-11-29", engine=engine).changes
    # Which days are looked at, what the places come to that change on one of them, and why.
    assert len(programs) == 3


def test_what_was_answered_is_kept(programs: list[str], monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> None:
    monkeypatch.setenv("DEDERE_CACHE", str(cache_folder))
    first, coming = dedere.timeline("putin", "Mongolia"), dedere.upcoming("putin", days=300, since="2026-11-29")
    programs.clear()
    again, same = dedere.timeline("putin", "Mongolia"), dedere.upcoming("putin", days=300, since="2026-11-29")
    assert not programs
    assert (again, same) == (first, coming)
    assert again.to_text() == first.to_text()


def test_in_a_few_places_nothing_is_worked_out_of_all(programs: list[str]) -> None:
    engine = Engine(default_engine().corpus)
    assert dedere.timeline("kony", "Armenia", "Crimea", engine=engine).bands
    assert len(programs) == 2
    assert all("chn" not in it.partition("_case(0)")[2] for it in programs)
