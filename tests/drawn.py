"""Cases drawn by clingo in which the law and a mutant of it tell not the same, and as little as can be is supposed.

Where no example comes near a clause, none of its variants does either. A world with such a goal is drawn as the test
kit draws worlds for the rules of authors (`dedere.testing`), and is asked as a case; facts that decide nothing in it
are left out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from bench import conditioned, steps
from dedere.cases.files import Example, parse
from dedere.cases.told import asked
from dedere.checks.contradictions import contradictions
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language import syntax
from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.program.clauses import reach
from dedere.program.facts import read_by
from dedere.solving.cases import CASE, Rewriter
from dedere.testing.drawing import GOALS, Source
from slips import NEXT, Mutant

DOMAINS = 6
"""Domains in which a world is looked for."""

OF_ONE = 2
"""Worlds that are drawn in each."""

MOST_BETWEEN = 8
"""Clauses between the changed one and one that concludes something that is told."""

YEARS = 19450101, 20401231
"""The first and the last day on which something may be made up to happen."""

_DIFFERS = "_differs"
_AS_IT_IS, _CHANGED = f"{CASE} = 0", f"{CASE} = 1"


def drawn(engine: Engine, mutant: Mutant, seed: int) -> Iterator[Example]:
    """Cases in which something that is told is not the same by the law and by a mutant of it, if such are found."""
    question, _ = engine.leading
    random = Random(f"{seed} {mutant.name}")  # it draws worlds
    for at in range(DOMAINS):
        between = _between(engine, mutant.clause, random)
        if between is None:
            return
        twice = _Twice(engine, mutant, between[-1] if between else mutant.clause)
        try:
            source = Source(engine, question, twice.goal, seed * DOMAINS + at, mutant.clause, *between, law=twice.law)
        except (IndexError, RuntimeError):  # The domain has nothing to choose from, or nothing binds a variable.
            continue
        for _ in range(OF_ONE):
            world = source.draw()
            if world is None:
                break
            text = world.as_case("drawn", {"verdict": "obliged"})
            if text is not None:
                yield parse(Path("drawn.yaml"), text).cases[0]


def _between(engine: Engine, clause: Clause, random: Random) -> Sequence[Clause] | None:
    """Clauses by which something that is told may rest on a clause, one way of many; None where there is none."""
    reading = _reading(engine)
    found: list[Clause] = []
    at = clause
    while at.head_name not in GOALS:
        further = [it for it in reading.get(at.head_name, ()) if it not in found]
        if not further or len(found) == MOST_BETWEEN:
            return None
        at = random.choice(further)
        found.append(at)
    return found


@cache
def _reading(engine: Engine) -> Mapping[str, Sequence[Clause]]:
    """The clauses that a question reaches, by what they read, where something that is told may rest on them."""
    within = reach(engine.corpus, engine.leading[0].id)
    clauses = [it for it in engine.corpus.clauses if it.index in within and it.kind == "derive"]
    useful = {*GOALS}
    while more := {name for it in clauses if it.head_name in useful for name in read_by([it])} - useful:
        useful |= more
    found: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.head_name in useful:
            for name in read_by([clause]):
                found.setdefault(name, []).append(clause)
    return found


class _Twice:
    """The law twice in one program, as it is and with a mutant, with the same facts and positions in both.

    What depends on the changed clause has for its first argument which law it is of, as the cases of a program of many
    have theirs (`solving.cases`); the goal is that what is told is not the same.
    """

    def __init__(self, engine: Engine, mutant: Mutant, told: Clause) -> None:
        self._mutant = mutant
        names = {mutant.clause.head_name}
        waiting = [*names]
        while waiting:
            for clause in _reading(engine).get(waiting.pop(), ()):
                if clause.head_name not in names:
                    names.add(clause.head_name)
                    waiting.append(clause.head_name)
        self._names = frozenset(names)
        self._rewriter = Rewriter(self._names)
        self._told = told
        self.goal = replace(mutant.clause, body=_body(mutant.clause.file, _DIFFERS), text=f"{_DIFFERS}.")

    def law(self, texts: Sequence[str]) -> Sequence[str]:
        """The clauses of a program twice, and what is wanted of them."""
        made = [self._rewriter.clause(it) for it in texts if it != self._mutant.clause.text]
        for text, which in ((self._mutant.clause.text, _AS_IT_IS), (self._mutant.text, _CHANGED)):
            if text:
                made.append(self._rewriter.clause(conditioned(text, which)))
        name, places = self._told.head_name, ",".join(f"A{at}" for at in range(len(self._told.head_args)))
        made.append("_case(0..1).")
        if self._told.head_name in self._names:
            made += [f"{_DIFFERS} :- {name}({at},{places}), not {name}({1 - at},{places})." for at in (0, 1)]
        if NEXT in self._mutant.text:
            made.append(_every_day())
        return made


@cache
def _every_day() -> str:
    """The days that follow one another, of all years in which something may be made up to happen."""
    return steps((), YEARS)


def _body(file: str, text: str) -> tuple[Condition, ...]:
    parsed = syntax.parse(file, f"{_DIFFERS} :- {text}.")
    (new,) = [it.clause for it in parsed if isinstance(it, syntax.ClauseStatement)]
    return new.body


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
