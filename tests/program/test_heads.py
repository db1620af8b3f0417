"""Clauses found by the constants in their heads: no clause is left out that may conclude a goal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.language.records import Clause
from dedere.program.heads import Heads, fixed
from dedere.terms.patterns import term
from dedere.terms.unify import bindings
from dedere.terms.values import Value
from parsed import clauses

HEADS = clauses(
    "p(a,1) :- q. p(a,2) :- q. p(X,1) :- q(X). p(f(a),X) :- q(X). p(f(X),3) :- q(X). p(g(a,b),1) :- q.p(X,Y) :- q(X,Y)."
)


def _found(goal: Sequence[Value | None]) -> list[Clause]:
    numbered = [(at, constants) for at, (_, constants) in enumerate(fixed(HEADS))]
    return [HEADS[it] for it in Heads(numbered).for_goal(goal)]


@pytest.mark.parametrize(
    ("goal", "heads"),
    [
        (("a", 1), ["p(a,1)", "p(X,1)", "p(X,Y)"]),
        (("b", 1), ["p(X,1)", "p(X,Y)"]),
        (("f(a)", 3), ["p(f(a),X)", "p(f(X),3)", "p(X,Y)"]),
        (("f(b)", None), ["p(f(X),3)", "p(X,1)", "p(X,Y)"]),
        (("g(_,b)", None), ["p(g(a,b),1)", "p(X,1)", "p(X,Y)"]),
        (("_", 2), ["p(a,2)", "p(f(a),X)", "p(X,Y)"]),
    ],
)
def test_no_clause_that_may_conclude_a_goal_is_left_out(goal: tuple[str, int | None], heads: list[str]) -> None:
    found = _found(goal)
    assert [it for it in found if bindings([term(arg) for arg in it.head_args], goal) is not None] == [
        it for it in HEADS if it.head in heads
    ]


def test_clauses_that_cannot_conclude_a_goal_are_not_looked_at() -> None:
    assert [it.head for it in _found(("a", 2))] == ["p(a,2)", "p(f(a),X)", "p(X,Y)"]
    assert len(_found((None, None))) == len(HEADS)


VALUES = st.sampled_from([None, "_", "a", "b", 1, 2, 3, "f(a)", "f(b)", "f(_)", "g(a,b)", "g(_,b)", "g(c,_)"])


@given(st.tuples(VALUES, VALUES))
def test_finding_by_constants_agrees_with_looking_at_all(goal: tuple[str | int | None, ...]) -> None:
    fitting = [it for it in HEADS if bindings([term(arg) for arg in it.head_args], goal) is not None]
    assert [it for it in _found(goal) if it in fitting] == fitting
