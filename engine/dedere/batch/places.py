"""Verdicts for many persons and places on one day, without their reasons: one ground program for some hundreds.

>>> query = ask("putin", "India", on="2025-12-05")
>>> [it.verdict for it in outcomes(query, [query.given, {**query.given, query.declared.slot("host"): "mng"}])]
['not_obliged', 'contested']

What `visits` finds beside (answer sets from which proofs are read) takes most of its time, and whoever looks at all
States at once asks for none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dedere.asking.places import Place
from dedere.asking.query import Query, ask
from dedere.batch.situations import every_place
from dedere.program.known import Known
from dedere.program.slicing import Backward, Goal, sought
from dedere.schema.answer import Verdict
from dedere.solving.cases import Cases, Found, Rewriter, alike, dependent
from dedere.terms.values import Value

__all__ = ["Outcome", "Place", "ask", "every_place", "outcomes", "place_of"]

TOGETHER = 400
"""Cases that are answered in one program, as many as visits are."""


class Outcome(NamedTuple):
    """What a case comes to: the verdict, that of each school, and the atoms that hold on some position.

    `possible` are those of `effective/3`, `beside` those of the predicates that were asked for beside the norms, and
    `certain` whichever of these hold whatever position is taken.
    """

    verdict: Verdict
    schools: Mapping[str, Verdict]
    possible: frozenset[str]
    beside: frozenset[str]
    certain: frozenset[str]


def place_of(query: Query) -> Place:
    """The place that a query asks about, as its slots have it."""
    slot = query.declared.slots
    area = query.given.get(slot["area"]) if "area" in slot else None
    return Place(str(query.given[slot["host"]]), None if area is None else str(area))


def outcomes(
    query: Query, given: Sequence[Mapping[str, Value]], also: Sequence[str] = (), told: Sequence[Goal] = ()
) -> list[Outcome]:
    """What each of some cases comes to: the slots of a query filled otherwise, of the same record and the same day.

    `also` are predicates, as `name/arity`, whose atoms are wanted beside the norms. Of these norms, and of what is in
    `also`, only what meets one of `told` or is sought needs to be there. Raises `Unanswered` where the rules contradict
    one another in one of the cases.
    """
    found: list[Outcome] = []
    for at in range(0, len(given), TOGETHER):
        found += _together(query, given[at : at + TOGETHER], also, told)
    return found


def _together(
    query: Query, given: Sequence[Mapping[str, Value]], also: Sequence[str], told: Sequence[Goal]
) -> Iterable[Outcome]:
    engine, declared = query.engine, query.declared
    _, slicer = engine.question(declared.id)
    plan = [atom for it in given for atom in declared.facts(it)]
    facts = slicer.select(plan, query.supposed, query.withdrawn, Known(engine.corpus, query.known_on).of)
    goals = [*sought(declared), *map(Goal, declared.looked_at), *told]
    law = [it.text for it in Backward(engine.firing(facts)).reach(goals)]
    record = [it for it in facts if it.partition("(")[0] not in declared.planned]
    rewriter = Rewriter(dependent(engine.corpus, declared))
    # What nothing that can fire concludes is not shown: clingo would warn of it.
    known = [it for it in also if it.partition("/")[0] in rewriter.names]
    ground = Cases(
        rewriter, declared, law, record, given, also=known, alike=alike(engine.corpus.clauses, rewriter.names)
    )
    fixed = dict(query.school.positions) if query.school else {}
    overall = _found(ground, fixed)
    schools = engine.schools if query.school is None else (query.school,)
    by_school = {it.id: overall if not ground.contested else _found(ground, it.positions) for it in schools}
    for index, (possible, certain) in enumerate(overall):
        yield Outcome(
            _verdict(possible, certain),
            {id_: _verdict(*its[index]) for id_, its in by_school.items()},
            possible.effective,
            possible.beside,
            certain.effective | certain.beside,
        )


def _found(ground: Cases, positions: Mapping[str, str]) -> list[tuple[Found, Found]]:
    possible = ground.possible(positions)
    return list(zip(possible, ground.certain(positions) if ground.contested else possible, strict=True))


def _verdict(possible: Found, certain: Found) -> Verdict:
    return "obliged" if certain.answered else "contested" if possible.answered else "not_obliged"
