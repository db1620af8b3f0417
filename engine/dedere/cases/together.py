"""What is concluded in answer to the questions of many cases, from a few ground programs.

A question costs what reading and grounding the law costs, and that is the same for all. So each of many is given the
case as one more argument of whatever can be supposed (see `solving.cases`): what holds in it is what holds where it is
asked alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

from dedere.answers.solution import solve
from dedere.asking.query import Posed, Query
from dedere.cases.probes import ALONE, FIRED
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.program.known import Known
from dedere.schema.answer import Verdict
from dedere.solving.cases import Cases, Found, Rewriter, dependent
from dedere.terms.values import Atom, split

TOGETHER = 50
"""Questions that are answered in one program."""

FEW = 16
"""Up to so many are sooner answered one by one: giving the clauses their case takes as long."""

ALSO = ("defeated/4", "doubt/2")
"""What is asked for beside the norms: what defeats a norm, and what is in doubt."""


S = TypeVar("S")
T = TypeVar("T")


class Concluded(NamedTuple):
    """The norms, defeats and doubts of a question, as atoms.

    What holds under some position, which norms hold under all, the days that were looked at, and the last of the stay;
    the verdict, and that under each school that is heard.
    """

    ever: frozenset[str]
    certain: frozenset[str]
    days: list[int]
    last: int
    verdict: Verdict
    schools: Mapping[str, Verdict]


def concluded(query: Query) -> Concluded:
    """What is concluded in answer to one question. Raises `Unanswered` where the rules contradict one another."""
    found = solve(query, also=ALSO)
    schools: dict[str, Verdict] = {it.id: found.verdict(it.positions) for it in found.schools}
    return Concluded(found.ever, found.certain, found.days, found.last, found.verdict(found.fixed), schools)


def together(queries: Sequence[Query], engine: Engine) -> list[Concluded | None]:
    """What is concluded in answer to many questions; None of one that has to be asked alone, to say what is wrong."""
    if len(queries) <= FEW:
        return [None] * len(queries)
    chunks = (queries[at : at + TOGETHER] for at in range(0, len(queries), TOGETHER))
    return [it for chunk in chunks for it in halving(chunk, partial(_together, engine))]


def halving(queries: Sequence[S], answer: Callable[[Sequence[S]], Sequence[T]]) -> Iterator[T | None]:
    """What is found of each question in one program; None of one that leaves the program of all without an answer.

    To find those, the questions are tried in halves.
    """
    try:
        yield from answer(queries)
        return
    except DedereError:
        if len(queries) == 1:
            yield None
            return
    middle = len(queries) // 2
    yield from halving(queries[:middle], answer)
    yield from halving(queries[middle:], answer)


@lru_cache(maxsize=4)
def _rewriter(engine: Engine, question: str) -> Rewriter:
    corpus = engine.corpus
    supposable = {it.name for it in corpus.vocabulary.predicates.values() if it.kind == "fact"}
    may_differ = {*supposable, *corpus.by_predicate, FIRED, ALONE}
    return Rewriter(dependent(corpus, engine.question(question)[0], may_differ))


def facts_of(query: Posed) -> list[str]:
    """The facts that a question is answered from, each as it stands in a program."""
    _, slicer = query.engine.question(query.declared.id)
    seen = Known(query.engine.corpus, query.known_on).of
    return list(slicer.select(query.declared.facts(query.given), query.supposed, query.withdrawn, seen))


def grounded(
    queries: Sequence[Posed],
    also: Sequence[str],
    beside: Sequence[Iterable[Atom]] = (),
    *,
    probes: Callable[[str], Iterable[str]] = lambda _: (),
    backwards: bool = False,
) -> Cases:
    """One ground program of some questions of one kind, each with its own facts.

    `beside` has for each of them facts that are added whatever they are about; `probes` gives, for the law that the
    program has, rules that lie beside it.

    With `backwards` the clauses are read from the last to the first: their order says nothing, and this is how that is
    tried.
    """
    engine, declared = queries[0].engine, queries[0].declared
    own = list(map(facts_of, queries))
    for texts, more in zip(own, beside, strict=False):
        texts += [f"{it}." for it in more]
    law = engine.law(dict.fromkeys(text for texts in own for text in texts))
    clauses = law.splitlines()
    return Cases(
        _rewriter(engine, declared.id),
        declared,
        [*(clauses[::-1] if backwards else clauses), *probes(law)],
        (),
        [it.given for it in queries],
        [[Atom(*split(text[:-1])) for text in texts] for texts in own],
        also,
    )


def positions(queries: Sequence[Query]) -> list[Mapping[str, str]]:
    """The positions that each question takes by its school."""
    return [it.school.positions if it.school else {} for it in queries]


def _together(engine: Engine, queries: Sequence[Query]) -> list[Concluded]:
    declared, _ = engine.leading
    looked_at = [f"{it}/{len(engine.corpus.vocabulary.predicates[it].arguments)}" for it in declared.looked_at]
    cases = grounded(queries, (*ALSO, *looked_at))
    fixed = positions(queries)
    possible, certain, some = cases.possible(fixed), cases.certain(fixed), cases.some(fixed)
    heard = {it.id: (cases.possible(it.positions), cases.certain(it.positions)) for it in engine.schools}
    found = []
    for at, query in enumerate(queries):
        rows = [split(it) for it in some[at].beside]
        days = {int(day) for name, (_, *of) in rows if name in declared.looked_at for day in of}
        beside = {it for it in possible[at].beside if it.startswith(("defeated(", "doubt("))}
        verdict = verdict_of(possible[at], certain[at])
        schools: dict[str, Verdict] = {id_: verdict_of(some_[at], sure[at]) for id_, (some_, sure) in heard.items()}
        if query.school:
            schools = {query.school.id: verdict}
        ever = possible[at].effective | beside
        found.append(Concluded(ever, certain[at].effective, sorted(days | {query.first}), query.last, verdict, schools))
    return found


def verdict_of(possible: Found, certain: Found) -> Verdict:
    """Whether the question is answered: on some day on every view, by whatever norm, on some view, or not."""
    return "obliged" if certain.answered else "contested" if possible.answered else "not_obliged"
