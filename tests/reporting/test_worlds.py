"""What is told of rules that were tried on worlds."""

from __future__ import annotations

import re

from schema.test_worlds import FOUND


def test_counterexamples_are_told_to_be_pasted_and_what_never_fired_is_told() -> None:
    text = FOUND.to_text()
    assert "Not so: what has an end holds no longer on it" in text
    assert '\nperson(person_a,"Person A").\n' in text
    assert "% dedere assess person_a state_a --on 2020-01-01" in text
    assert "Not tried: 1 rule fired in no world" in text
    assert "R-2: The second" in text
    assert "R-1: in 3 worlds" in text
    # What is looked for and not found is told as that, and not as not tried.
    assert "1 clause for which no world was found: read whether they can fire at all" in text
    assert "rules/mine/duty.lp:7: R-3: The third" in text
    assert text.count("R-3") == 1
    assert "1 issue that turned nothing where raised" in text
    assert "ISS-1: in 2 worlds" in text
    assert "1 rule fired, and of those that were to fire 2 never did" in " ".join(text.split())
    assert "R-1: in 3 worlds" not in FOUND.to_text(explain="none")
    assert "1 counterexample in 8 worlds, held against 2 properties each" in text
    assert "No expectation of a case file tells this" in text
    (without,) = FOUND.counterexamples
    with_case = FOUND.model_copy(update={"counterexamples": (without.model_copy(update={"case": "- name: a"}),)})
    assert re.search(r"A case that fails for as long as it is so:\s+- name: a\n", with_case.to_text())
    assert "half" not in FOUND.model_copy(update={"counterexamples": ()}).to_text()
