"""The journeys of a wanted person, or those to one State, on the real record."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

import dedere
from dedere.schema.journeys import Journey, Journeys
from dedere.solving.cases import Cases


@cache
def of(about: str) -> Journeys:
    return dedere.journeys(about)


def journey(about: str, id_: str) -> Journey:
    return next(it for it in of(about).journeys if it.id == id_)


def test_the_claim_of_the_news_is_counted_from_the_record() -> None:
    since = of("putin").since
    assert since is not None
    assert (since.made, since.not_obliged, since.contested, since.obliged, since.unable) == (31, 27, 4, 0, 2)
    others = {(it.host, it.first_day) for it in of("putin").journeys if it.made and it.verdict != "not_obliged"}
    assert others == {
        ("UKR", date(2023, 3, 18)),
        ("UKR", date(2023, 4, 17)),
        ("MNG", date(2024, 9, 2)),
        ("TJK", date(2025, 10, 8)),
    }


def test_the_time_before_is_asked_of_the_day_of_the_first_warrant() -> None:
    found = of("putin")
    before = found.before
    assert found.wanted_since == date(2023, 3, 17)
    assert before is not None
    assert (before.first_day, before.last_day) == (date(2022, 1, 1), date(2023, 3, 16))
    assert before.asked_on == found.wanted_since
    # Tajikistan was a Party then, and Crimea lies in Ukraine, which had accepted the jurisdiction.
    assert (before.made, before.not_obliged, before.contested, before.unable) == (10, 8, 2, 1)
    assert found.comparable
    assert all(it.verdict == "not_obliged" and not it.wanted_by for it in found.journeys if it.last_day.year == 2022)


def test_a_list_that_is_not_complete_before_cannot_be_compared() -> None:
    assert of("netanyahu").before is not None
    assert not of("netanyahu").comparable
    assert not of("bashir").comparable
    assert of("bashir").before is None


def test_what_is_counted_up_to_the_day_to_which_the_list_is_kept() -> None:
    found = of("putin")
    assert found.kept_until == date(2026, 3, 4)
    assert found.kept is not None
    assert (found.kept.made, found.kept.not_obliged) == (26, 22)
    assert of("bashir").kept is None


def test_each_journey_is_answered_as_assess_answers_it() -> None:
    for it in (journey("putin", "put_020"), journey("putin", "put_005"), journey("netanyahu", "net_007")):
        alone = dedere.assess(it.person, it.host, first=it.first_day, last=it.last_day, presence=it.presence)
        assert (it.verdict, it.schools, it.answer) == (alone.verdict, alone.schools, alone.id)
    crimea = journey("putin", "put_048")
    assert crimea.answer == dedere.assess("putin", "crimea", on=crimea.first_day).id


def test_where_a_bound_host_could_not_act_is_told() -> None:
    assert journey("putin", "put_003").unable == ("crimea", "mariupol")
    assert journey("putin", "put_020").unable == ()
    # Where nothing was owed nothing could not be done.
    assert journey("putin", "put_048").areas == ("crimea",)
    assert journey("putin", "put_048").unable == ()


def test_what_was_found_stands_with_the_stay_it_is_about() -> None:
    told = {it.id: it.found for it in of("bashir").journeys if it.found}
    assert sum(map(len, told.values())) == 8
    assert "24 October 2024 that Mongolia had not complied" in journey("putin", "put_020").found[0]
    assert journey("putin", "put_026").found == ()  # Brazil, by video


def test_journeys_that_were_not_made_have_the_duty_that_there_would_have_been() -> None:
    brazil = journey("putin", "put_022")
    assert (brazil.made, brazil.outcome, brazil.verdict) == (False, "cancelled", "contested")
    assert brazil.schools["court"] == "obliged"


def test_counts_by_state_year_and_court_leave_out_the_time_before() -> None:
    found = of("putin")
    assert found.since is not None
    for tallies in (found.by_state, found.by_year, found.by_court, found.by_person):
        assert sum(it.made for it in tallies) == found.since.made
    by = {it.key: it for it in found.by_state}
    assert (by["UKR"].made, by["UKR"].contested) == (2, 2)
    assert by["ZAF"].made == 0
    assert by["ZAF"].other == 2
    assert [it.key for it in found.by_year] == ["2023", "2024", "2025", "2026"]
    courts = {it.key: it.made for it in of("netanyahu").by_court}
    assert courts["icc"] > courts["tur_courts"] > 0


def test_journeys_to_a_state_are_those_of_everybody() -> None:
    found = of("Hungary")
    assert (found.about, found.person, found.host, found.name) == ("host", None, "HUN", "Hungary")
    assert {it.person for it in found.journeys} == {"netanyahu", "putin"}
    assert found.before is None
    assert {it.person for it in found.reach} == {"netanyahu", "putin"}


def test_nobody_who_is_not_wanted_is_counted_as_wanted() -> None:
    found = of("lavrov")
    assert (found.wanted_since, found.since, found.before, found.kept) == (None, None, None, None)
    assert [it.made for it in found.by_state] == [1]
    assert found.by_court == ()


def test_no_journey_is_asked_alone_by_whatever_way(programs: list[str]) -> None:
    assert len(dedere.journeys("putin").journeys) > 40
    assert len(programs) == 2  # Those of the record, and those of the time before as if made on the day of the warrant.


def test_all_are_answered_together(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def counting(*args: Any, **more: Any) -> Any:
        made.append(args)
        return Cases(*args, **more)

    monkeypatch.setattr("dedere.batch.visits.Cases", counting)
    assert len(dedere.journeys("putin").journeys) == 50
    assert len(made) == 2  # those of the time before are asked once more


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ("nobody", "no person or state `nobody` is known"),
        ("", "journeys are asked for of nothing"),
        (None, "journeys are asked for of nothing"),
        (3, "journeys are asked for of `3`"),
    ],
)
def test_what_names_neither_a_person_nor_a_state(about: Any, message: str) -> None:
    with pytest.raises(dedere.UsageError, match=message) as refused:
        dedere.journeys(about)
    assert refused.value.hint


def test_it_is_read_back_from_json() -> None:
    found = of("putin")
    assert Journeys.model_validate_json(found.to_json()) == found
    assert found.schema_ == "dedere.journeys/1"
    assert found.id == dedere.journeys("Vladimir Putin").id
