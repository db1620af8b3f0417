"""Running a case: its question is asked, and the answer held against what is expected."""

from __future__ import annotations

from typing import NamedTuple

from dedere.cases.differences import differences
from dedere.cases.files import Example, Status
from dedere.cases.told import Told, asked
from dedere.cases.validating import faults
from dedere.engine import Engine, default_engine
from dedere.errors import DedereError


class Outcome(NamedTuple):
    """How a case went, and what was not as expected, a sentence each."""

    case: Example
    status: Status
    different: tuple[str, ...]


def run(case: Example, engine: Engine | None = None) -> Outcome:
    """Ask the question of a case, and hold the answer against what is expected.

    A case with an expectation that cannot fail, or can never hold, has failed, whatever else is said of it.
    """
    engine = engine or default_engine()
    wrong = faults(case, engine)
    if wrong:
        return Outcome(case, "failed", tuple(f"it {it.message}" for it in wrong))
    try:
        different = differences(case.expect, Told(asked(case, engine)))
    except DedereError as refused:
        different = [f"the question is refused: {refused.message}"]
    if case.xfail is not None:
        # A case that is said to fail and does not has to be looked at again.
        status: Status = "open" if different else "failed"
        return Outcome(case, status, tuple(different) or (f"it passes, and is said to fail: {case.xfail}",))
    if different and case.confidence == "recall":
        return Outcome(case, "excused", tuple(different))
    return Outcome(case, "failed" if different else "passed", tuple(different))
