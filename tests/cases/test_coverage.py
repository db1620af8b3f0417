"""What the cases try of the rules: so much must fire, and every exception must defeat something."""

from __future__ import annotations

import examples
from dedere.cases.coverage import Covering
from dedere.engine import default_engine

LEAST = 85.0
"""Of a hundred clauses that the question can reach, so many must fire. All cases together reach more; this is quick."""


def test_the_cases_try_the_rules() -> None:
    covering = Covering(default_engine(), conditions=False)
    cases = [case for path in examples.files() for case in examples.read(path).cases]
    # The first case of each rule first: they try most, so that few of the others are needed.
    first = {case.rule: case for case in reversed(cases)}
    for number, case in enumerate(sorted(cases, key=lambda it: first[it.rule] is not it)):
        covering.add(case)
        if number % 20 == 0 and covering.result().share_fired >= LEAST:
            return
    found = covering.result()
    never = [f"{it.file}:{it.line}: {it.rule}" for it in found.each if it.counted and not it.fired]
    assert found.share_fired >= LEAST, "\n".join(["these clauses fire in no case:", *never])
