"""Which conclusions can meet a condition, without evaluating anything."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.checks.meeting import Meeting
from dedere.language.records import Literal
from laws import CLEAN, LAW


@pytest.fixture
def meeting(lab: Lab) -> Meeting:
    more = (
        "%@ derived kind(Act: term, Kind: term)\n"
        '%@ says "{Act} is {Kind}"\n'
        'kind(greet,"kind"). kind(wave,"kind").\n'
        "%@ derived other_regime(Day: date) open\n"
        '%@ says "{Day}"\n'
        '%@ rule R-4 "Another duty"\n%@ authority "Convention" "art. 4" checked(text)\n'
        'applicable(duty(H,A,P,none),"R-4",D) :- present(P,H,D), kind(A,_), A = wave.\n'
    )
    return Meeting(lab.load(rules__vocabulary=CLEAN, rules__law=LAW, rules__more=more))


def positive(name: str, *args: str) -> Literal:
    return Literal("positive", f"{name}({','.join(args)})", name, args, ())


def test_clauses_are_found_by_what_they_conclude(meeting: Meeting) -> None:
    assert [it.clause.rule_id for it in meeting.concluding["applicable"]] == ["R-2", "R-4"]
    assert {"applicable", "state", "kind"} <= meeting.known
    assert "other_regime" not in meeting.known


def test_a_variable_is_known_to_be_what_is_listed_and_what_it_is_compared_with(meeting: Meeting) -> None:
    (node,) = (it for it in meeting.concluding["applicable"] if it.clause.rule_id == "R-4")
    assert node.known["A"] == {"wave"}


@pytest.mark.parametrize(
    ("args", "met_by"),
    [
        (("N", "R", "D"), ["R-2", "R-4"]),
        (("duty(_,greet,_,none)", "_", "D"), ["R-2"]),
        (("duty(_,wave,_,none)", "_", "D"), ["R-4"]),
        (("duty(_,bow,_,none)", "_", "D"), []),
        (("_", '"R-4"', "D"), ["R-4"]),
    ],
    ids=["anything", "greet", "wave", "bow", "by-id"],
)
def test_which_clauses_meet_a_condition(meeting: Meeting, args: tuple[str, ...], met_by: list[str]) -> None:
    node = meeting.concluding["beaten"][0]
    condition = positive("applicable", *args)
    assert [it.clause.rule_id for it in meeting.meets(node, condition)] == met_by
    assert meeting.meetable(node, condition) == bool(met_by)


def test_what_may_be_supposed_or_concluded_elsewhere_can_be_met(meeting: Meeting) -> None:
    node = meeting.concluding["beaten"][0]
    assert meeting.meetable(node, positive("office", "nobody", "head", "S", "F", "T"))
    assert meeting.meetable(node, positive("other_regime", "D"))
    assert meeting.meetable(node, positive("kind", "greet", "K"))
    assert not meeting.meetable(node, positive("kind", "bow", "K"))
