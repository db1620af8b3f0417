"""Legs that one person cannot make together."""

from __future__ import annotations

from datetime import date

import pytest

import dedere
from dedere.engine import default_engine
from dedere.schema.plan import PlanLeg
from dedere.views.overlaps import overlaps
from plans import of

BY_AIR = ("overflight", "remote")


def leg(
    name: str,
    first: int,
    last: int,
    host: str = "MNG",
    person: str = "putin",
    presence: str = "visit",
    area: str | None = None,
    instead: str | None = None,
) -> PlanLeg:
    of_leg = of().legs[0]
    days = {"first_day": date(2024, 9, first), "last_day": date(2024, 9, last)}
    asked = {"host": host, "person": person, "presence": presence, "area": area, **days}
    question = of_leg.question.model_copy(update=asked)
    return of_leg.model_copy(
        update={"leg": name, "host": host, "name": person, "alternative_to": instead, "question": question}
    )


def pairs(*legs: PlanLeg) -> list[tuple[tuple[str, str], int, int]]:
    return [(it.legs, it.first_day.day, it.last_day.day) for it in overlaps(legs, BY_AIR)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((2, 3), (3, 5), None),  # The last day of one is the first of the next.
        ((2, 2), (2, 2), None),  # Two places on a day, one after the other.
        ((2, 2), (2, 4), None),
        ((2, 4), (2, 2), None),
        ((2, 4), (4, 4), None),
        ((2, 3), (4, 5), None),
        ((2, 4), (3, 3), (3, 3)),
        ((2, 4), (3, 6), (3, 4)),
        ((3, 6), (2, 4), (3, 4)),
        ((2, 4), (2, 4), (2, 4)),
        ((2, 6), (3, 4), (3, 4)),
    ],
)
def test_days_that_two_legs_share(one: tuple[int, int], other: tuple[int, int], found: tuple[int, int] | None) -> None:
    told = [] if found is None else [(("1", "2"), *found)]
    assert pairs(leg("1", *one), leg("2", *other, "IND")) == told


def test_another_person_is_elsewhere_and_a_flight_is_no_stay() -> None:
    stay = leg("1", 2, 5)
    assert pairs(stay, leg("2", 3, 4, "IND", "netanyahu")) == []
    assert pairs(stay, leg("2", 3, 4, "IND", presence="overflight")) == []
    assert pairs(stay, leg("2", 3, 4, "IND", presence="remote")) == []
    assert pairs(stay, leg("2", 3, 4, "IND", presence="stopover")) == [(("1", "2"), 3, 4)]


def test_one_state_is_one_place_and_two_areas_of_it_are_two() -> None:
    stay = leg("1", 2, 5, "UKR")
    assert pairs(stay, leg("2", 3, 4, "UKR")) == []
    assert pairs(stay, leg("2", 3, 4, "UKR", area="crimea")) == []
    both = [leg("1", 2, 5, "UKR", area="sevastopol"), leg("2", 3, 4, "UKR", area="crimea")]
    assert pairs(*both) == [(("1", "2"), 3, 4)]


def test_an_alternative_is_held_against_the_other_legs_alone() -> None:
    plan = [leg("1", 2, 5), leg("1a", 2, 5, "CHN", instead="1"), leg("1b", 2, 5, "KAZ", instead="1")]
    assert pairs(*plan) == []
    assert pairs(*plan, leg("2", 4, 8, "IND")) == [(("1", "2"), 4, 5), (("1a", "2"), 4, 5), (("1b", "2"), 4, 5)]


def test_the_rules_say_in_which_manner_one_may_be_elsewhere_too() -> None:
    declared, _ = default_engine().leading
    assert declared.elsewhere_too == {*BY_AIR}


def test_a_plan_warns_in_every_form_and_answers_each_leg() -> None:
    stays = {"Mongolia": ("2024-09-02", "2024-09-05"), "Kazakhstan": ("2024-09-04", "2024-09-06")}
    legs = [{"host": host, "from": first, "until": last} for host, (first, last) in stays.items()]
    found = dedere.plan({"person": "putin", "legs": legs})
    assert [(it.legs, it.hosts, it.name) for it in found.overlaps] == [
        (("1", "2"), ("Mongolia", "Kazakhstan"), "Vladimir Putin")
    ]
    assert [it.verdict for it in found.legs] == ["contested", "not_obliged"]
    told = " ".join(found.to_text(explain="none").split())
    assert (
        "In two places on the same days - Vladimir Putin, 4 to 5 September 2024: in Mongolia (leg 1) and in Kazakhstan"
        " (leg 2) Each leg is answered as it stands."
    ) in told
    assert [row.rpartition(",")[2] for row in found.to_csv().splitlines()] == ["overlaps with", "2", "1"]
    assert of().overlaps == ()
    assert "In two places" not in of().to_text()
