"""Clauses made ready: the order of conditions."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.reasons.clauses import ReadyLiteral, Reasoner, ready
from parsed import clause


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


def test_a_clause_is_made_ready_once_for_the_same_variables(lab: Lab) -> None:
    reasoner = Reasoner(lab.load())
    (only,) = reasoner.concluding("present", ("pat", None, None))
    assert reasoner.ready(only) is reasoner.ready(only)
    assert reasoner.ready(only, frozenset({"P"})) is not reasoner.ready(only)
    assert reasoner.concluding("visit", (None, None, None)) == ()
