"""What the cases try of the rules: so much must fire, and every exception must defeat something."""

from __future__ import annotations

import examples
from casing import INDIA, NORWAY, case_of, told_of
from dedere.cases.coverage import Covering
from dedere.cases.together import TOGETHER
from dedere.engine import default_engine

LEAST = 85.0
"""Of a hundred clauses that the question can reach, so many must fire. All cases together reach more; this is quick."""


def test_the_cases_try_the_rules() -> None:
    covering = Covering(default_engine(), conditions=False)
    cases = [case for path in examples.files() for case in examples.read(path).cases]
    # The first case of each rule first: they try most, so that few of the others are needed.
    first = {case.rule: case for case in reversed(cases)}
    cases.sort(key=lambda it: first[it.rule] is not it)
    for at in range(0, len(cases), TOGETHER):
        covering.add(*cases[at : at + TOGETHER])
        if covering.result().share_fired >= LEAST:
            return
    found = covering.result()
    never = [f"{it.file}:{it.line}: {it.rule}" for it in found.each if it.counted and not it.fired]
    assert found.share_fired >= LEAST, "\n".join(["these clauses fire in no case:", *never])


def test_what_is_tried_is_what_the_answer_rests_on() -> None:
    covering = Covering(default_engine())
    covering.add(case_of("verdict: not_obliged", INDIA))
    found = covering.result()
    assert told_of(INDIA).founding <= {it.rule for it in found.each if it.fired}
    # India is no party: that alone keeps the duty from arising.
    alone = [
        it.condition for clause in found.each if clause.rule == "RS-89-1" for it in clause.conditions if it.decisive
    ]
    assert "party(H,rome,D)" in alone


def test_a_question_that_is_refused_tries_nothing() -> None:
    covering = Covering(default_engine())
    covering.add(case_of("verdict: obliged", "person: nobody at all, host: ind, first: 2025-12-05"))
    found = covering.result()
    assert (found.cases, found.fired, found.decisive, found.defeating) == (0, 0, 0, 0)
    assert found.share_fired == 0


def test_what_no_question_of_its_kind_can_reach_is_not_counted() -> None:
    found = Covering(default_engine()).result()
    assert found.clauses == sum(it.counted for it in found.each) < len(found.each)
    assert not any(it.counted for it in found.each if it.rule == "CHK-KEY")


def test_only_the_clauses_of_some_files_are_looked_at() -> None:
    covering = Covering(default_engine(), conditions=False, files={"rules/rome_statute/duty.lp"})
    covering.add(case_of("verdict: contested", NORWAY))
    found = covering.result()
    assert {it.file for it in found.each} == {"rules/rome_statute/duty.lp"}
    assert 0 < found.fired < found.clauses
