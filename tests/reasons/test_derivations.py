"""What atoms follow from: the lowest proof, and never an atom from itself."""

from __future__ import annotations

import clingo
import pytest

from corpora import Lab
from dedere.reasons.answer_set import AnswerSet
from dedere.reasons.clauses import Reasoner
from dedere.reasons.derivations import Derivations

DECLARED = """\
%@ fact edge(A: term, B: term) of edges
%@ says "{A} to {B}"
%@ fact open(A: term) of edges
%@ says "{A} is open"
%@ fact size(A: term, N: number) of edges
%@ says "{A} is {N}"
%@ derived half(A: term, N: number)
%@ says "{A} is half of {N}"
%@ rule R-HALF "A half"
%@ authority "C" "5" checked(text)
half(A,N / 2 + 1) :- size(A,N), N > 4.
%@ derived reach(A: term, B: term)
%@ says "{A} reaches {B}"
%@ derived both(A: term)
%@ says "both {A}"
%@ derived either(A: term)
%@ says "either {A}"
%@ rule R-EDGE "An edge"
%@ authority "C" "1" checked(text)
reach(A,B) :- edge(A,B).
%@ rule R-WAY "A way"
%@ authority "C" "2" checked(text)
reach(A,C) :- reach(A,B), edge(B,C).
%@ rule R-BOTH "Two reasons"
%@ authority "C" "3" checked(text)
both(A) :- either(A), open(A).
%@ rule R-EITHER "One of two"
%@ authority "C" "4" checked(text)
either(A) :- both(A).
either(A) :- open(A).
"""


def found(lab: Lab, facts: str) -> Derivations:
    corpus = lab.load(rules__graph=DECLARED, facts__graph=f"%@ by src recall\n{facts}\n")
    control = clingo.Control(["--warn=none"])
    control.add("base", [], corpus.program_text())
    control.ground([("base", [])])
    atoms = [str(it.symbol) for it in control.symbolic_atoms]
    return Derivations(Reasoner(corpus), AnswerSet(atoms))


def test_the_lowest_proof_is_found(lab: Lab) -> None:
    derivations = found(lab, "edge(a,b). edge(b,c). edge(c,d). edge(a,d).")
    instance = derivations.lowest("reach(a,d)")
    assert instance is not None
    assert (instance.positive, instance.height) == (("edge(a,d)",), 1)
    assert instance.ready.clause.rule_id == "R-EDGE"
    far = derivations.lowest("reach(b,d)")
    assert far is not None
    assert (far.positive, far.height, far.bound["B"]) == (("reach(b,c)", "edge(c,d)"), 2, "c")


def test_a_fact_follows_from_nothing(lab: Lab) -> None:
    derivations = found(lab, "edge(a,b).")
    assert derivations.lowest("edge(a,b)") is None
    assert derivations.rules("edge(a,b)") == frozenset()


@pytest.mark.parametrize(
    ("atom", "rules"),
    [
        ("reach(a,b)", {"R-EDGE"}),
        ("reach(a,c)", {"R-EDGE", "R-WAY"}),
        ("either(x)", {"R-EITHER"}),
        ("both(x)", {"R-BOTH", "R-EITHER"}),
    ],
)
def test_the_rules_that_a_proof_rests_on(lab: Lab, atom: str, rules: set[str]) -> None:
    assert found(lab, "edge(a,b). edge(b,c). open(x).").rules(atom) == rules


CHOICE = """\
%@ fact open(A: term) of edges
%@ says "{A} is open"
%@ derived taken(A: term, B: term)
%@ says "{A} is taken as {B}"
%@ derived way(A: term)
%@ says "way {A}"
%@ derived step(A: term)
%@ says "step {A}"
%@ derived done(A: term)
%@ says "done {A}"
%@ rule R-TAKE "One is taken"
%@ authority "C" "1" checked(text)
{ taken(one,a); taken(two,a) } = 2 :- open(_).
%@ rule R-SHORT "A short way by what was chosen"
%@ authority "C" "2" checked(text)
done(A) :- taken(two,a), open(A).
%@ rule R-LONG "A long way by what was asked for"
%@ authority "C" "3" checked(text)
way(A) :- taken(one,a), open(A).
step(A) :- way(A).
done(A) :- step(A).
"""


@pytest.mark.parametrize(
    ("taken", "rule"),
    [({}, "R-SHORT"), ({"one": "a"}, "R-LONG"), ({"one": "b"}, "R-SHORT"), ({"one": "a", "two": "a"}, "R-SHORT")],
)
def test_a_proof_rests_on_positions_that_are_taken_before_those_that_are_merely_chosen(
    lab: Lab, taken: dict[str, str], rule: str
) -> None:
    atoms = [*(f"{it}(x)" for it in ("open", "way", "step", "done")), "taken(one,a)", "taken(two,a)"]
    corpus = lab.load(rules__graph=CHOICE, facts__graph="%@ by src recall\nopen(x).\n")
    derivations = Derivations(Reasoner(corpus), AnswerSet(atoms), taken)
    instance = derivations.lowest("done(x)")
    assert instance is not None
    assert instance.ready.clause.rule_id == rule


@pytest.mark.parametrize("first", ["either(x)", "both(x)"])
def test_no_atom_rests_on_itself_whichever_is_asked_first(lab: Lab, first: str) -> None:
    derivations = found(lab, "open(x).")
    derivations.lowest(first)
    either = derivations.lowest("either(x)")
    assert either is not None
    assert (either.positive, either.height) == (("open(x)",), 1)
    both = derivations.lowest("both(x)")
    assert both is not None
    assert (both.positive, both.height) == (("either(x)", "open(x)"), 2)


def test_a_way_round_a_circle_is_no_reason(lab: Lab) -> None:
    derivations = found(lab, "edge(a,b). edge(b,a). edge(b,c).")
    instance = derivations.lowest("reach(a,a)")
    assert instance is not None
    assert instance.positive == ("reach(a,b)", "edge(b,a)")
    assert instance.height == 2


def test_what_is_computed_in_a_head_is_a_conclusion_and_no_fact(lab: Lab) -> None:
    derivations = found(lab, "size(a,9). size(b,4).")
    instance = derivations.lowest("half(a,5)")
    assert instance is not None
    assert (instance.positive, instance.bound["N"]) == (("size(a,9)",), 9)
    assert derivations.lowest("half(a,6)") is None


EQUAL = """\
%@ fact open(A: term) of edges
%@ says "{A} is open"
%@ fact wide(A: term) of edges
%@ says "{A} is wide"
%@ derived way(A: term)
%@ says "way {A}"
%@ rule R-LATE "By being wide"
%@ authority "C" "1" checked(text)
way(A) :- wide(A).
%@ rule R-EARLY "By being open"
%@ authority "C" "2" checked(text)
way(A) :- open(A).
way(A) :- open(A), wide(A).
"""


def test_of_proofs_that_are_as_low_the_shortest_is_found_and_of_those_the_first(lab: Lab) -> None:
    corpus = lab.load(rules__graph=EQUAL, facts__graph="%@ by src recall\nopen(x). wide(x).\n")
    instance = Derivations(Reasoner(corpus), AnswerSet(["open(x)", "wide(x)", "way(x)"])).lowest("way(x)")
    assert instance is not None
    assert (instance.ready.clause.rule_id, instance.positive) == ("R-LATE", ("wide(x)",))
    without = Derivations(Reasoner(corpus), AnswerSet(["open(x)", "way(x)"])).lowest("way(x)")
    assert without is not None
    assert (without.ready.clause.rule_id, without.positive) == ("R-EARLY", ("open(x)",))
