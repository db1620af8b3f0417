"""The law followed backwards from conclusions: what they cannot hang on is left out, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora import Lab
from dedere.asking.query import ask
from dedere.engine import default_engine
from dedere.program.question import fill
from dedere.program.slicing import Backward, Goal, goal
from dedere.solving.ground import Grounded
from dedere.terms.patterns import term

LAW = """\
%@ derived holds(Norm: term, Day: date) folded
%@ says "{Norm} on {Day}"
%@ derived stopped(Norm: term, Day: date) folded
%@ says "{Norm} is stopped"
%@ derived odd(Host: state) folded
%@ says "{Host} is odd"
%@ derived part(Host: state, Number: number) folded
%@ says "{Host} has the part {Number}"
%@ rule R-2 "Norms hold"
%@ authority "Convention" "art. 2" checked(text)
%@ says "a norm holds"
holds(N,D) :- duty_on(N,D), not stopped(N,D).
%@ says "there is a duty to arrest"
duty_on(duty(H,arrest,P),D) :- present(P,H,D).
%@ says "there is a duty to feed"
duty_on(duty(H,feed,P),D) :- present(P,H,D), odd(H).
%@ says "one may leave"
duty_on(may(P,leave,H),D) :- present(P,H,D).
%@ says "an odd host is stopped from arresting"
stopped(duty(H,arrest,P),D) :- present(P,H,D), count(H,1).
%@ says "odd is what has one"
odd(H) :- count(H,N), N = #sum { M : part(H,M) }.
%@ says "what is counted is a part"
part(H,M) :- count(H,M).
"""


@pytest.fixture(name="law")
def _law(tmp_path: Path) -> Backward:
    return Backward(Lab(tmp_path).load(rules__more=LAW).clauses)


def _heads(law: Backward, *goals: Goal, but: tuple[str, ...] = ()) -> list[str]:
    return sorted(it.head or "" for it in law.reach(goals, but))


def test_only_what_a_norm_of_this_act_can_hang_on_is_followed(law: Backward) -> None:
    arrest = ["duty_on(duty(H,arrest,P),D)", "holds(N,D)", "present(P,H,D)", "stopped(duty(H,arrest,P),D)"]
    assert _heads(law, goal("holds", [term("duty(H,arrest,P)")])) == arrest
    # What an aggregate adds up is hung on as well.
    feed = ["duty_on(duty(H,feed,P),D)", "holds(N,D)", "odd(H)", "part(H,M)", "present(P,H,D)"]
    assert _heads(law, goal("holds", [term("duty(H,feed,P)")])) == feed
    assert len(_heads(law, Goal("holds"))) == 8


def test_what_is_left_out_is_not_followed_further(law: Backward) -> None:
    assert _heads(law, goal("holds", [term("duty(H,feed,P)")]), but=("duty_on",)) == ["holds(N,D)"]


def test_a_constraint_counts_whatever_is_looked_for(tmp_path: Path) -> None:
    more = '%@ says "no odd host"\n:- odd(H), count(H,3).\n'
    law = Backward(Lab(tmp_path).load(rules__more=LAW + more).clauses)
    assert sorted(it.head_name for it in law.reach([Goal("present")])) == ["", "odd", "part", "present"]


def test_a_third_of_the_law_is_what_a_duty_to_arrest_hangs_on() -> None:
    clauses = default_engine().corpus.clauses
    found = Backward(clauses).reach([goal("effective", [term("duty(H,arrest_and_surrender,P,X)")])])
    assert {"RS-89-1", "EFFECT", "IM-OFFICIAL"} <= {it.rule_id for it in found}
    assert "TRADE" not in {it.rule_id[:5] for it in found}
    assert len(found) < 0.7 * len(clauses)


@pytest.mark.parametrize(
    ("person", "host", "day", "verdict"),
    [
        ("putin", "ind", "2025-12-05", "not_obliged"),
        ("netanyahu", "hun", "2025-04-03", "contested"),
        ("kony", "uga", "2020-01-01", "obliged"),
        ("bashir", "zaf", "2015-06-13", "contested"),
    ],
)
def test_what_a_question_seeks_hangs_on_its_part_of_the_law_alone(
    person: str, host: str, day: str, verdict: str
) -> None:
    query = ask(person, host, on=day)
    declared, slicer = query.engine.question(query.declared.id)
    facts = slicer.select(declared.facts(query.given), (), ())
    whole, part = (query.engine.law(facts, it) for it in (None, declared.id))
    assert len(part.splitlines()) < 0.8 * len(whole.splitlines())
    seeks = [fill(it.pattern, query.given) for it in declared.seeks]
    grounds = [Grounded(it, facts, seeks) for it in (whole, part)]
    for positions in ({}, *(it.positions for it in query.engine.schools)):
        told = [it.verdict(positions) for it in grounds]
        assert told[0] == told[1]
    assert grounds[1].verdict({}) == verdict
