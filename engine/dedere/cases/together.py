"""What is concluded in answer to the questions of many cases, from a few ground programs.

A question costs what reading and grounding the law costs, and that is the same for all. So each of many is given the
case as one more argument of whatever can be supposed (see `solving.cases`): what holds in it is what holds where it is
asked alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dedere.answers.solution import solve
from dedere.asking.query import Query
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.program.known import Known
from dedere.solving.cases import Cases, Rewriter, dependent
from dedere.terms.values import Atom, split

TOGETHER = 50
"""Questions that are answered in one program."""

FEW = 16
"""Up to so many are sooner answered one by one: giving the clauses their case takes as long."""

ALSO = ("defeated/4", "doubt/2")
"""What is asked for beside the norms: what defeats a norm, and what is in doubt."""


class Concluded(NamedTuple):
    """The norms, defeats and doubts of a question, as atoms.

    What holds under some position, which norms hold under all, the days that were looked at, and the last of the stay.
    """

    ever: frozenset[str]
    certain: frozenset[str]
    days: list[int]
    last: int


def concluded(query: Query) -> Concluded:
    """What is concluded in answer to one question. Raises `Unanswered` where the rules contradict one another."""
    found = solve(query, also=ALSO)
    return Concluded(found.ever, found.certain, found.days, found.last)


def together(queries: Sequence[Query], engine: Engine) -> list[Concluded | None]:
    """What is concluded in answer to many questions; None of one that has to be asked alone, to say what is wrong."""
    if len(queries) <= FEW:
        return [None] * len(queries)
    return [it for at in range(0, len(queries), TOGETHER) for it in _halving(engine, queries[at : at + TOGETHER])]


def _halving(engine: Engine, queries: Sequence[Query]) -> Iterator[Concluded | None]:
    """One question without an answer leaves the program of all without one: so they are tried in halves."""
    try:
        yield from _together(engine, queries)
        return
    except DedereError:
        if len(queries) == 1:
            yield None
            return
    middle = len(queries) // 2
    yield from _halving(engine, queries[:middle])
    yield from _halving(engine, queries[middle:])


@lru_cache(maxsize=2)
def _rewriter(engine: Engine) -> Rewriter:
    corpus = engine.corpus
    supposable = {it.name for it in corpus.vocabulary.predicates.values() if it.kind == "fact"}
    return Rewriter(dependent(corpus, engine.leading[0], supposable | {*corpus.by_predicate}))


def _together(engine: Engine, queries: Sequence[Query]) -> list[Concluded]:
    declared, slicer = engine.leading
    own = [
        slicer.select(declared.facts(it.given), it.supposed, it.withdrawn, Known(engine.corpus, it.known_on).of)
        for it in queries
    ]
    law = engine.law(dict.fromkeys(text for texts in own for text in texts)).splitlines()
    looked_at = [f"{it}/{len(engine.corpus.vocabulary.predicates[it].arguments)}" for it in declared.looked_at]
    cases = Cases(
        _rewriter(engine),
        declared,
        law,
        (),
        [it.given for it in queries],
        [[Atom(*split(text[:-1])) for text in texts] for texts in own],
        (*ALSO, *looked_at),
    )
    fixed = [it.school.positions if it.school else {} for it in queries]
    possible, certain, some = cases.possible(fixed), cases.certain(fixed), cases.some(fixed)
    found = []
    for at, query in enumerate(queries):
        rows = [split(it) for it in some[at].beside]
        days = {int(day) for name, (_, *of) in rows if name in declared.looked_at for day in of}
        beside = {it for it in possible[at].beside if it.startswith(("defeated(", "doubt("))}
        ever = possible[at].effective | beside
        found.append(Concluded(ever, certain[at].effective, sorted(days | {query.first}), query.last))
    return found
