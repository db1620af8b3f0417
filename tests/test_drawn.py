"""Cases are drawn in which a condition decides alone, and lose what decides nothing in them."""

from __future__ import annotations

import pytest

import drawn
import slips
from bench import look, trial_of
from dedere.cases.files import Example
from dedere.cases.told import asked
from dedere.engine import default_engine
from laboratory import Laboratory, Trial

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

    # Which worlds a seed draws hangs on all the rules there are.
    case = next(it for seed in range(1, 26) for it in drawn.drawn(ENGINE, mutant, seed) if tells(it))
    short = drawn.shortened(case, ENGINE, tells)
    assert tells(short)
    assert short.question.last is None
    assert {*short.suppose} <= {*case.suppose}
    for fact in short.suppose:
        fewer = short.model_copy(update={"suppose": tuple(it for it in short.suppose if it != fact)})
        assert not (drawn._sound(fewer, ENGINE) and tells(fewer)), fact


@pytest.mark.parametrize(("kind", "rule", "concluding"), [("other", "EX-TRT", "treaty_binds(")])
def test_a_case_is_drawn_in_which_what_was_exchanged_decides_alone(kind: str, rule: str, concluding: str) -> None:
    tried = [
        it for it in slips.chosen(ENGINE.corpus, rule) if it.kind == kind and it.clause.text.startswith(concluding)
    ]
    assert tried

    def differs(mutant: slips.Mutant, case: Example) -> bool:
        """Whether the law with the mutant concludes something else of what its clause concludes."""
        (touched,) = Laboratory(ENGINE).touched([Trial(case, asked(case, ENGINE))], [mutant])
        return bool(touched.changing)

    assert any(differs(it, case) for it in tried[:4] for case in drawn.drawn(ENGINE, it, 1))
