"""Clauses made ready: the order of conditions, and which clauses may conclude a goal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import Lab
from dedere.language.records import Clause
from dedere.reasons.clauses import Heads, ReadyLiteral, Reasoner, fixed, ready
from dedere.terms.patterns import term
from dedere.terms.unify import bindings
from dedere.terms.values import Value
from parsed import clause, clauses


@pytest.mark.parametrize(
    ("text", "given", "order"),
    [
        ("h(X) :- p(X), q(X).", None, ["p(X)", "q(X)"]),
        ("h(X) :- not q(X,Y), p(X,Y).", None, ["p(X,Y)", "not q(X,Y)"]),
        ("h(X) :- not q(X), p(X).", None, ["not q(X)", "p(X)"]),
        ("h(X) :- not q(X), p(X).", frozenset(), ["p(X)", "not q(X)"]),
        ("h(X) :- Y < 3, p(X,Y).", None, ["p(X,Y)", "Y < 3"]),
        ("h(X) :- Y = X+1, p(Y).", None, ["Y = (X+1)", "p(Y)"]),
        ("h(X) :- Z = Y+1, Y = X+1, p(Z).", None, ["Y = (X+1)", "Z = (Y+1)", "p(Z)"]),
        ("h :- not q(_), p(X).", None, ["not q(_)", "p(X)"]),
        ("h(X) :- N = #count { Z : r(Z) }, p(X,N).", None, ["N = #count { Z: r(Z) }", "p(X,N)"]),
    ],
)
def test_conditions_wait_for_their_variables(text: str, given: frozenset[str] | None, order: list[str]) -> None:
    assert [it.literal.text for it in ready(clause(text), given).body] == order


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("h :- p.", "positive"),
        ("h :- not p.", "negative"),
        ("h(X) :- p(X), X < 3.", "comparison"),
        ("h(X) :- p(X), 1 < X < 3.", "aggregate"),
        ("h(X) :- p(X), not X = 3.", "aggregate"),
        ("h :- { p } 1.", "aggregate"),
    ],
)
def test_what_can_only_be_quoted_is_so_marked(text: str, kind: str) -> None:
    assert ReadyLiteral(clause(text).body[-1]).kind == kind


def test_an_atom_with_its_values_and_with_what_is_open() -> None:
    literal = ReadyLiteral(clause("h :- p(X,f(Y),X+1,a).").body[0])
    assert literal.ground({"X": 1, "Y": "b"}) == "p(1,f(b),2,a)"
    assert literal.ground({"X": 1}) is None
    assert literal.shown({"X": 1}) == "p(1,_,2,a)"
    assert ReadyLiteral(clause("h :- p.").body[0]).ground({}) == "p"


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


def test_a_clause_is_made_ready_once_for_the_same_variables(lab: Lab) -> None:
    reasoner = Reasoner(lab.load())
    (only,) = reasoner.concluding("present", ("pat", None, None))
    assert reasoner.ready(only) is reasoner.ready(only)
    assert reasoner.ready(only, frozenset({"P"})) is not reasoner.ready(only)
    assert reasoner.concluding("visit", (None, None, None)) == ()
