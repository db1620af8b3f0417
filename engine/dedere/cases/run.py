"""Running cases: their questions are asked, and the answers held against what is expected."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from dedere.asking.query import Query
from dedere.cases.differences import differences
from dedere.cases.files import Example, Expected, Status
from dedere.cases.together import together
from dedere.cases.told import Told, asked
from dedere.cases.validating import faults
from dedere.engine import Engine, default_engine
from dedere.errors import DedereError, UsageError

_CONCLUDED = frozenset({"conclusions", "conclusions_not", "holds", "holds_not", "rules", "rules_not"})
"""The keys that are held against what is concluded, which many questions have from one program."""

_REASONLESS = frozenset({"verdict", "schools", "conclusions", "conclusions_not", "holds", "holds_not"})
"""The keys that are held against what holds alone, so that no reasons need be found for them."""


class Outcome(NamedTuple):
    """How a case went, and what was not as expected, a sentence each."""

    case: Example
    status: Status
    different: tuple[str, ...]


def run(case: Example, engine: Engine | None = None) -> Outcome:
    """Ask the question of a case, and hold the answer against what is expected.

    A case with an expectation that cannot fail, or can never hold, has failed, whatever else is said of it.
    """
    return run_all([case], engine)[0]


def run_all(cases: Iterable[Example], engine: Engine | None = None, *, validated: bool = False) -> list[Outcome]:
    """How each of many cases went, as `run` has it: equal questions are asked once, and many in one program.

    `validated` are cases of which it is known that they could fail and could hold (see `validating`).
    """
    engine = engine or default_engine()
    outcomes: dict[int, Outcome] = {}
    same: dict[Hashable, list[tuple[int, Example, Query]]] = {}
    for at, case in enumerate(cases):
        query = _asked(case, engine)
        wrong = [] if validated else faults(case, engine, None if isinstance(query, Outcome) else query)
        if wrong:
            outcomes[at] = Outcome(case, "failed", tuple(f"it {it.message}" for it in wrong))
        elif isinstance(query, Outcome):
            outcomes[at] = query
        else:
            same.setdefault(_key(query), []).append((at, case, query))
    concluding = [key for key, them in same.items() if any(_concludes(case.expect) for _, case, _ in them)]
    found = dict(zip(concluding, together([same[key][0][2] for key in concluding], engine), strict=True))
    for key, them in same.items():
        reasoned = not all(case.expect.model_fields_set <= _REASONLESS for _, case, _ in them)
        told = Told(them[0][2], found.get(key), reasoned=reasoned)
        for at, case, _ in them:
            try:
                outcomes[at] = _outcome(case, differences(case.expect, told))
            except DedereError as error:
                outcomes[at] = _refused(case, error)
    return [outcomes[at] for at in sorted(outcomes)]


def _asked(case: Example, engine: Engine) -> Query | Outcome:
    """The question of a case; where it is refused, how the case went by that."""
    try:
        return asked(case, engine)
    except DedereError as error:
        return _refused(case, error)


def _key(query: Query) -> Hashable:
    """What tells a question from others."""
    positions = frozenset(query.school.positions.items()) if query.school else None
    return query.question.to_json(None), query.school and query.school.id, positions


def _concludes(expect: Expected) -> bool:
    keys = expect.model_fields_set
    # Verdicts come with what is concluded; where more is asked for than that, they are read off the answer.
    return not keys.isdisjoint(_CONCLUDED) or keys <= _REASONLESS


def _refused(case: Example, error: DedereError) -> Outcome:
    different = [f"the question is refused: {error.message}"]
    # A question with a slip in it tells nothing of the law, and would be open or excused for ever.
    return Outcome(case, "failed", tuple(different)) if isinstance(error, UsageError) else _outcome(case, different)


def _outcome(case: Example, different: list[str]) -> Outcome:
    if case.xfail is not None:
        # A case that is said to fail and does not has to be looked at again.
        status: Status = "open" if different else "failed"
        return Outcome(case, status, tuple(different) or (f"it passes, and is said to fail: {case.xfail}",))
    if different and case.confidence == "recall":
        return Outcome(case, "excused", tuple(different))
    return Outcome(case, "failed" if different else "passed", tuple(different))
