"""Cases drawn by clingo in which one condition of a clause decides alone, and as little as can be is supposed.

Where no example comes near a clause, none of its variants does either. A world with such a goal is drawn as the test
kit draws worlds for the rules of authors (`dedere.testing`), and is asked as a case; facts that decide nothing in it
are left out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dedere.cases.files import Example, parse
from dedere.cases.probes import ALONE, probe
from dedere.cases.told import asked
from dedere.checks.contradictions import contradictions
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language import syntax
from dedere.language.records import Clause
from dedere.testing.drawing import Source
from slips import Mutant

DOMAINS = 5
"""Domains in which a world is looked for."""

OF_ONE = 2
"""Worlds that are drawn in each."""


def drawn(engine: Engine, mutant: Mutant, seed: int, above: Clause | None = None) -> Iterator[Example]:
    """Cases in which the changed condition of a clause decides alone, or in which the clause fires.

    A clause `above` it, which reads what it concludes, is to fire too where that can be.
    """
    question, _ = engine.leading
    goal = _goal(mutant)
    for at in range(DOMAINS):
        try:
            source = Source(engine, question, goal, seed * DOMAINS + at, above)
        except IndexError:  # The domain has nothing to choose from.
            continue
        for _ in range(OF_ONE):
            world = source.draw()
            if world is None:
                break
            text = world.as_case("drawn", {"verdict": "obliged"})
            if text is not None:
                yield parse(Path("drawn.yaml"), text).cases[0]


def _goal(mutant: Mutant) -> Clause:
    """A clause that fires where the condition decides alone; its own where that cannot be asked."""
    clause = mutant.clause
    told = f"{ALONE}({clause.index},{mutant.at}) :- "
    bodies = [it.removeprefix(told) for it in probe(clause).texts if it.startswith(told)]
    if not bodies:
        return clause
    parsed = syntax.parse(clause.file, f"{ALONE} :- {bodies[0]}")
    (statement,) = [it for it in parsed if isinstance(it, syntax.ClauseStatement)]
    return replace(clause, body=statement.clause.body, text=statement.clause.text)


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
