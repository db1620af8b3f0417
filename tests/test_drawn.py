"""Cases are drawn in which a condition decides alone, and lose what decides nothing in them."""

from __future__ import annotations

import drawn
import slips
from bench import look, trial_of
from dedere.cases.files import Example
from dedere.engine import default_engine

ENGINE = default_engine()


def test_a_case_is_drawn_in_which_a_condition_decides_alone_and_made_short() -> None:
    (mutant,) = (
        it
        for it in slips.chosen(ENGINE.corpus, "GV-88")
        if it.kind == "drop" and it.at >= 0 and it.clause.body[it.at].name == "party" and "gravely" in it.clause.text
    )
    place = mutant.clause.index, mutant.at

    def tells(case: Example) -> bool:
        trial = trial_of(ENGINE, case)
        return trial is not None and place in look(ENGINE, trial, [mutant.clause])[1]

    case = next(it for it in drawn.drawn(ENGINE, mutant, 1) if tells(it))
    short = drawn.shortened(case, ENGINE, tells)
    assert tells(short)
    assert short.question.last is None
    assert {*short.suppose} <= {*case.suppose}
    for fact in short.suppose:
        fewer = short.model_copy(update={"suppose": tuple(it for it in short.suppose if it != fact)})
        assert not (drawn._sound(fewer, ENGINE) and tells(fewer)), fact
