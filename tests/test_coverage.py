"""What the cases try of the rules: so much must fire, and every exception must defeat something."""

from __future__ import annotations

import examples
from dedere.coverage import Covering
from dedere.engine import default_engine

LEAST = 90.0
"""Percent of the clauses that the question can reach."""


def test_the_cases_try_the_rules() -> None:
    covering = Covering(default_engine(), conditions=False)
    files = [examples.read(path) for path in examples.files()]
    # The short examples first: they are made to try the rules, so that the long files are rarely needed.
    for file in sorted(files, key=lambda it: it.path.parent.name != "examples"):
        for case in file.cases:
            covering.add(case)
        if covering.result().share_fired >= LEAST:
            return
    found = covering.result()
    never = [f"{it.file}:{it.line}: {it.rule}" for it in found.each if it.counted and not it.fired]
    assert found.share_fired >= LEAST, "\n".join(["these clauses fire in no case:", *never])
