"""Cases drawn by clingo in which one condition of a clause decides alone, and as little as can be is supposed.

Where no example comes near a clause, none of its variants does either. A world with such a goal is drawn as the test
kit draws worlds for the rules of authors (`dedere.testing`), and is asked as a case; facts that decide nothing in it
are left out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import laboratory
from dedere.cases.files import Example, parse
from dedere.cases.probes import ALONE, FIRED, probe
from dedere.cases.told import asked
from dedere.checks.contradictions import contradictions
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language import syntax
from dedere.language.records import Clause
from dedere.testing.drawing import Source
from slips import NEXT, Mutant

DOMAINS = 5
"""Domains in which a world is looked for."""

OF_ONE = 2
"""Worlds that are drawn in each."""


def drawn(engine: Engine, mutant: Mutant, seed: int, above: Clause | None = None) -> Iterator[Example]:
    """Cases in which the changed condition of a clause decides alone, or in which the clause fires.

    A clause `above` it, which reads what it concludes, is to fire too where that can be.
    """
    question, _ = engine.leading
    goals = _goals(mutant)
    for at in range(DOMAINS):
        try:
            source = Source(engine, question, goals[at % len(goals)], seed * DOMAINS + at, above)
        except (IndexError, RuntimeError):  # The domain has nothing to choose from, or the goal binds nothing.
            continue
        for _ in range(OF_ONE):
            world = source.draw()
            if world is None:
                break
            text = world.as_case("drawn", {"verdict": "obliged"})
            if text is not None:
                yield parse(Path("drawn.yaml"), text).cases[0]


def _goals(mutant: Mutant) -> Sequence[Clause]:
    """Clauses that fire where the change decides alone; the changed one itself where that cannot be asked."""
    clause = mutant.clause
    told = f"{ALONE}({clause.index},{mutant.at}) :- ", f"{FIRED}(0) :- "
    alone = [it for it in probe(clause).texts if it.startswith(told[0])] if mutant.kind in ("drop", "negate") else []
    texts = alone or [it for it in _differing(mutant) if it.startswith(told[1])]
    found = [_with(clause, it.partition(" :- ")[2]) for it in texts]
    return [it for it in found if it is not None] or [clause]


def _differing(mutant: Mutant) -> Iterator[str]:
    """Where the mutant concludes what its clause does not, or the other way round."""
    if mutant.kind == "shift" and NEXT in mutant.text:
        # By a day it differs where both are the same day; which day is the next one no drawn world says.
        left, right = mutant.clause.body[mutant.at].args
        others = [it.text for at, it in enumerate(mutant.clause.body) if at != mutant.at]
        yield f"{FIRED}(0) :- {'; '.join((*others, f'{left} = {right}'))}."
    else:
        yield from laboratory.probe(mutant, 0).texts


def _with(clause: Clause, body: str) -> Clause | None:
    """A clause with another body; None where it cannot be so."""
    try:
        parsed = syntax.parse(clause.file, f"{FIRED} :- {body}")
    except DedereError:
        return None
    (new,) = [it.clause for it in parsed if isinstance(it, syntax.ClauseStatement)]
    return replace(clause, body=new.body, text=new.text)


def shortened(case: Example, engine: Engine, tells: Callable[[Example], bool]) -> Example:
    """A case with as few facts and days as it can have and still tell what it is to tell, and contradict no check."""
    ends = {case.question.first, case.question.last or case.question.first}
    days = (case.question.model_copy(update={"first": it, "last": None}) for it in sorted(ends))
    shorter = (case.model_copy(update={"question": it}) for it in days)
    best = next((it for it in shorter if tells(it)), case)
    size = max(1, len(best.suppose) // 2)
    while True:
        at, smaller = 0, False
        while at < len(best.suppose):
            fewer = best.model_copy(update={"suppose": (*best.suppose[:at], *best.suppose[at + size :])})
            if _sound(fewer, engine) and tells(fewer):
                best, smaller = fewer, True
            else:
                at += size
        if size == 1 and not smaller:
            return best
        size = max(1, size // 2)


def _sound(case: Example, engine: Engine) -> bool:
    try:
        query = asked(case, engine)
    except DedereError:
        return False
    return not contradictions(engine, query.supposed, query.withdrawn)
