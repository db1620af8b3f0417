"""What clauses lacked: which, the nearest first, and the exceptions that themselves met with one."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.reasons.answer_set import AnswerSet
from dedere.reasons.clauses import Reasoner
from dedere.reasons.why_not import Goal, Misses

DECLARED = """\
%@ fact asked(A: term) of acts
%@ says "{A} is asked"
%@ fact able(A: term) of acts
%@ says "{A} is able"
%@ fact excused(A: term) of acts
%@ says "{A} is excused"
%@ fact waived(A: term) of acts
%@ says "{A} waived"
%@ derived must(A: term, Act: term)
%@ says "{A} must {Act}"
%@ derived immune(A: term)
%@ says "{A} is immune"
%@ derived covered(A: term)
%@ says "{A} is covered"
%@ rule A-1 "Who is asked and able must help"
%@ authority "C" "1" checked(text)
must(A,help) :- asked(A), able(A), not immune(A).
%@ rule A-2 "Who is able must tell"
%@ authority "C" "2" checked(text)
must(A,tell) :- able(A), asked(A), not excused(A).
%@ rule A-3 "Who waived must do anything"
%@ authority "C" "3" checked(text)
must(A,Act) :- waived(A), asked(Act).
%@ rule A-4 "Who is covered is immune"
%@ authority "C" "4" checked(text)
immune(A) :- covered(A).
%@ rule A-5 "Who is excused is covered"
%@ authority "C" "5" checked(text)
covered(A) :- excused(A), not waived(A).
%@ fact due(A: term, Day: date) of acts
%@ says "{A} is to leave on {Day}"
%@ fact on(Day: date) of acts
%@ says "{Day} is looked at"
%@ derived gone(A: term, Day: date)
%@ says "{A} is gone from {Day}"
%@ derived gone_by(A: term, Day: date)
%@ says "{A} had gone by {Day}"
%@ rule A-6 "Who is to leave is gone then, unless it is waived"
%@ authority "C" "6" checked(text)
gone(A,D) :- due(A,D), not waived(A).
gone_by(A,D) :- on(D), gone(A,E), E <= D.
"""


@pytest.fixture
def reasoner(lab: Lab) -> Reasoner:
    return Reasoner(lab.load(rules__acts=DECLARED))


@pytest.mark.parametrize(
    ("goal", "atoms", "lacked"),
    [
        (("must", ("x", "help")), "asked(x)", [("A-1", "able(A)"), ("A-3", "waived(A)")]),
        (("must", ("x", "help")), "asked(x) able(x) immune(x)", [("A-1", "not immune(A)"), ("A-3", "waived(A)")]),
        (("must", ("x", "tell")), "able(x) asked(x) excused(x)", [("A-2", "not excused(A)"), ("A-3", "waived(A)")]),
        (("must", ("x", "sing")), "able(x)", [("A-3", "waived(A)")]),
        (
            ("must", (None, None)),
            "waived(x) able(y)",
            [("A-3", "asked(Act)"), ("A-2", "asked(A)"), ("A-1", "asked(A)")],
        ),
        (("covered", ("x",)), "", [("A-5", "excused(A)")]),
    ],
)
def test_what_was_missing_first_in_each_clause_the_nearest_first(
    reasoner: Reasoner, goal: Goal, atoms: str, lacked: list[tuple[str, str]]
) -> None:
    found = Misses(reasoner, AnswerSet(atoms.split())).of(goal)
    assert [(it.clause.rule_id, it.first.literal.text) for it in found] == lacked


def test_a_clause_that_concludes_the_goal_missed_nothing(reasoner: Reasoner) -> None:
    atoms = ["asked(x)", "able(x)", "must(x,help)"]
    assert [it.clause.rule_id for it in Misses(reasoner, AnswerSet(atoms)).of(("must", ("x", "help")))] == ["A-3"]


def test_values_are_those_of_the_conditions_that_held(reasoner: Reasoner) -> None:
    (nearest, *_) = Misses(reasoner, AnswerSet(["waived(x)"])).of(("must", (None, "sing")))
    assert nearest.bound == {"Act": "sing", "A": "x"}
    assert nearest.held == 1


@pytest.mark.parametrize(
    ("atoms", "depth", "found"),
    [
        ("excused(x) waived(x)", 4, ["not waived(A)"]),
        ("excused(x) waived(x)", 2, ["not waived(A)"]),
        ("excused(x) waived(x)", 1, []),
        ("excused(x) covered(x) immune(x)", 4, []),
        ("waived(x)", 4, []),
    ],
)
def test_exceptions_that_met_with_one(reasoner: Reasoner, atoms: str, depth: int, found: list[str]) -> None:
    given = AnswerSet(atoms.split())
    assert [it.first.literal.text for it in Misses(reasoner, given).exceptions(("immune", ("x",)), depth)] == found


@pytest.mark.parametrize(
    ("day", "found"), [(20260601, []), (20260602, ["not waived(A)"]), (20260603, ["not waived(A)"])]
)
def test_what_would_have_come_too_late_is_no_reason(reasoner: Reasoner, day: int, found: list[str]) -> None:
    given = AnswerSet(["due(x,20260602)", "waived(x)", f"on({day})"])
    assert [it.first.literal.text for it in Misses(reasoner, given).exceptions(("gone_by", ("x", day)), 4)] == found
    (above,) = Misses(reasoner, given).of(("gone_by", ("x", day)))
    assert [it.first.literal.text for it in Misses(reasoner, given).lacking(above)] == found


def test_a_fact_has_no_exceptions(reasoner: Reasoner) -> None:
    assert list(Misses(reasoner, AnswerSet([])).exceptions(("asked", ("x",)), 4)) == []
