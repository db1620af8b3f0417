"""Rules that lie beside a clause and tell whether it fired, and whether a condition alone kept it from that."""

from __future__ import annotations

import clingo
import pytest

from corpora import Lab
from dedere.cases.probes import probe
from dedere.language.records import Clause

HEADER = """\
%@ rule R-1 "Who visits is present"
%@ authority "Convention" "art. 1" checked(text)
%@ says "{P} is in {H} on {D}"
"""


def _clause(lab: Lab, body: str) -> Clause:
    return lab.load(rules__rules=f"{HEADER}present(P,H,D) :- {body}.\n").clauses[0]


def _told(clause: Clause, facts: str) -> set[str]:
    control = clingo.Control(["--warn=none"], logger=lambda _code, _text: None)
    control.add("base", [], f"{' '.join(probe(clause).texts)} {facts} #show _fired/1. #show _alone/2.")
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        return {str(it) for model in handle for it in model.symbols(shown=True)}


@pytest.mark.parametrize(
    ("body", "facts", "told"),
    [
        ("visit(P,H,D)", "visit(pat,bbb,1).", {"_fired(0)"}),
        ("visit(P,H,D)", "", {"_alone(0,0)"}),
        ("visit(P,H,D), state(H,_)", "visit(pat,bbb,1).", {"_alone(0,1)"}),
        ("visit(P,H,D), state(H,_)", "state(bbb,x).", {"_alone(0,0)"}),
        ("visit(P,H,D), not office(P,head,H,_,_)", "visit(pat,bbb,1).", {"_fired(0)"}),
        ("visit(P,H,D), not office(P,head,H,_,_)", "visit(pat,bbb,1). office(pat,head,bbb,1,2).", {"_alone(0,1)"}),
        ("visit(P,H,D), D >= 20250101", "visit(pat,bbb,20250101).", {"_fired(0)"}),
        ("visit(P,H,D), D >= 20250101", "visit(pat,bbb,20241231).", {"_alone(0,1)"}),
        # A count that needs what the condition would have given goes with it.
        ("visit(P,H,D), count(H,N), 1 <= #sum { M : count(H,M), N <= M }", "visit(pat,bbb,1).", {"_alone(0,1)"}),
        # What one condition computes from another goes with it.
        ("count(H,N), visit(P,H,D), M = N+1, M > 3", "count(bbb,1). visit(pat,bbb,1).", {"_alone(0,3)"}),
        (
            "count(H,N), visit(P,H,D), count(S,N+1), state(S,_)",
            "count(bbb,1). visit(pat,bbb,1). state(aaa,x).",
            {"_alone(0,2)"},
        ),
    ],
)
def test_what_fired_and_what_alone_decided(lab: Lab, body: str, facts: str, told: set[str]) -> None:
    assert _told(_clause(lab, body), facts) == told


def test_conditions_that_give_values_are_not_asked_about(lab: Lab) -> None:
    assert probe(_clause(lab, "visit(P,H,D), count(H,N), M = N+1, M > 3")).asked == {0, 1, 3}


def test_sums_of_what_is_missing_are_anything(lab: Lab) -> None:
    texts = probe(_clause(lab, "visit(P,H,D), count(H,N), count(H,N*2+1)")).texts
    assert "_alone(0,2) :- visit(P,H,D); count(H,N); not count(H,((N*2)+1))." in texts
    clause = _clause(lab, "visit(P,H,D), count(H,N), count(S,N*2+1), state(S,_)")
    assert "_alone(0,1) :- visit(P,H,D); not count(H,_)." not in probe(clause).texts


def test_only_whether_it_fired_may_be_asked(lab: Lab) -> None:
    asked = probe(_clause(lab, "visit(P,H,D), state(H,_)"), conditions=False)
    assert [it.partition(" ")[0] for it in asked.texts] == ["_fired(0)"]
    assert not asked.asked
