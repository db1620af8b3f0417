"""A mutant that changes nothing but what is said is told by a sentence."""

from __future__ import annotations

import examples
import retold
import slips
from dedere.engine import default_engine
from propose import written

ENGINE = default_engine()


def test_a_variable_that_decides_nothing_is_told_by_the_sentence_in_which_it_stands() -> None:
    """The day on which a notice of withdrawal was received, where that on which it was taken back belongs."""
    (mutant,) = (
        it
        for it in slips.chosen(ENGINE.corpus, "RS-127-REV")
        if it.kind == "head" and it.to == "taken_back_later(S,Tr,E2,E2,D)"
    )
    cases = [case for path in examples.files() for case in examples.read(path).cases if case.rule == "RS-127-REV"]
    ((of, proposal),) = retold.told(
        ENGINE, [mutant], [it for it in cases if not it.name.startswith("RS-127-REV, said")]
    )
    assert of == mutant
    assert proposal is not None
    (sentence,) = proposal.says
    assert sentence.endswith(
        "the notice was to take effect on 2 June 2026, and Hungary took it back later, on 29 May 2026"
    )
    assert f"    says:\n      - '{sentence}'" in written(proposal, 1)


def test_a_mutant_of_which_nothing_is_said_is_told_by_none() -> None:
    (mutant,) = (it for it in slips.chosen(ENGINE.corpus, "RS-127-REV") if it.to == "taken_back_later(S,Tr,E2,E2,D)")
    assert list(retold.told(ENGINE, [mutant], [])) == [(mutant, None)]
