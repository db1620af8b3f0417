"""Sets of facts in one program, each answered as it would be alone."""

from __future__ import annotations

from dedere.solving.alternatives import Alternatives
from dedere.solving.ground import Grounded

LAW = """
{ adopt(I,O) : option(I,O) } = 1 :- at_issue(I).
at_issue(view) :- disputed(_).
effective(duty(X),"A",D) :- bound(X,D).
effective(duty(X),"B",D) :- disputed(X), day(D), adopt(view,yes).
"""
FACTS = ["option(view,yes).", "option(view,no).", "day(1).", "day(2)."]
SETS = [["bound(x,1)"], ["disputed(x)"], ["bound(y,1)"], [], ["disputed(x)", "bound(x,2)"]]


def test_each_set_has_the_verdict_it_has_alone() -> None:
    found = Alternatives(LAW, FACTS, [(facts, ["duty(x)"]) for facts in SETS])
    for positions in ({}, {"view": "yes"}, {"view": "no"}):
        alone = [Grounded(LAW, [*FACTS, *(f"{it}." for it in facts)], ["duty(x)"]) for facts in SETS]
        assert found.verdicts(positions) == [it.verdict(positions) for it in alone]
    assert found.verdicts({}) == ["obliged", "contested", "not_obliged", "not_obliged", "obliged"]
