"""The answers to the questions of many worlds, from a few ground programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from dedere.cases.together import TOGETHER, grounded, halving, verdict_of
from dedere.engine import Engine
from dedere.program.question import fill, matches, slot_of
from dedere.schema.answer import Verdict
from dedere.terms.values import Atom, split
from dedere.testing.world import World

ALSO = ("applicable/3", "defeated/4", "doubt/2", "at_issue/1")
"""What is asked for beside what holds."""

ALL = ""
"""What stands for every position in the place of a school."""


class Answer(NamedTuple):
    """What is concluded in a world: on some view, and on every one, in all (`ALL`) and by school.

    `ever` has the atoms of `applicable`, `defeated` and `doubt` that hold on some view, `raised` those of `at_issue`;
    `days` were looked at.
    """

    world: World
    possible: Mapping[str, frozenset[str]]
    certain: Mapping[str, frozenset[str]]
    ever: frozenset[str]
    raised: frozenset[str]
    days: tuple[int, ...]
    verdicts: Mapping[str, Verdict]
    """Whether the question is answered, in all (`ALL`) and by school."""
    assumed: frozenset[str] = frozenset()
    """What is taken to have been so on the first day of the stay, because that is its first."""

    def by_day(
        self, of: Mapping[str, frozenset[str]], school: str = ALL
    ) -> Iterator[tuple[int, frozenset[tuple[str, str]]]]:
        """The norms with their rules from each day that was looked at on."""
        held: dict[int, set[tuple[str, str]]] = {day: set() for day in self.days}
        for atom in of[school]:
            norm, rule, day = split(atom)[1]
            held.setdefault(int(day), set()).add((str(norm), str(rule)))
        return ((day, frozenset(held[day])) for day in sorted(held))

    def on(self, day: int) -> tuple[tuple[str, frozenset[tuple[str, str]], frozenset[tuple[str, str]]], ...]:
        """What holds on a day on some view and on every one, in all and by school."""
        found = []
        for school in self.possible:
            some, every = (
                [held for start, held in self.by_day(of, school) if start <= day]
                for of in (self.possible, self.certain)
            )
            found.append((school, some[-1] if some else frozenset(), every[-1] if every else frozenset()))
        return tuple(found)

    def sought(self, norm: str) -> bool:
        """Whether a norm answers the question."""
        return any(matches(fill(it.pattern, self.world.given), norm) for it in self.world.question.seeks)


def answers(worlds: Sequence[World], *, backwards: bool = False) -> list[Answer | None]:
    """What is concluded in each of some worlds of one engine and question; None where nothing consistent is.

    With `backwards` the clauses of the law are read from the last to the first, which must change nothing.
    """
    found: list[Answer | None] = []
    for at in range(0, len(worlds), TOGETHER):
        found += halving(worlds[at : at + TOGETHER], partial(_together, backwards=backwards))
    return found


@lru_cache(maxsize=8)
def of_the_first_day(engine: Engine, question: str) -> frozenset[str]:
    """The predicates by which an assumption says that something was so on the first day of a stay.

    Two stays of which that is taken of other days are no parts of one.
    """
    declared, _ = engine.question(question)
    laid = [split(it) for it in declared.plan]
    slot = declared.slots.get("first")
    first = {(name, at) for name, args in laid for at, it in enumerate(args) if slot and slot_of(it) == slot}
    return frozenset(
        clause.head_name
        for rule in engine.corpus.rules.values()
        if rule.kind == "assumption"
        for clause in map(engine.corpus.clauses.__getitem__, rule.clauses)
        for literal in clause.body
        for name, at in first
        if literal.kind == "positive" and literal.name == name and literal.args[at] in clause.head_args
    )


def _together(worlds: Sequence[World], backwards: bool) -> list[Answer]:
    if not worlds:
        return []
    engine: Engine = worlds[0].engine
    declared = worlds[0].question
    looked_at = [f"{it}/{len(engine.corpus.vocabulary.predicates[it].arguments)}" for it in declared.looked_at]
    beside = [it.strangers for it in worlds]
    first_days = of_the_first_day(engine, declared.id)
    taken = [f"{it}/{len(engine.corpus.vocabulary.predicates[it].arguments)}" for it in first_days]
    cases = grounded([it.posed for it in worlds], (*ALSO, *looked_at, *taken), beside, backwards=backwards)
    views: dict[str, Mapping[str, str]] = {ALL: {}, **{it.id: it.positions for it in engine.schools}}
    first = cases.possible({})
    possible = {ALL: first}
    certain = {ALL: cases.certain({}) if cases.contested else first}
    for school, positions in views.items():
        if school != ALL:
            possible[school] = cases.possible(positions) if cases.contested else first
            certain[school] = cases.certain(positions) if cases.contested else first
    some = cases.some({})
    made = []
    for at, world in enumerate(worlds):
        rows = [split(it) for it in some[at].beside]
        days = {int(day) for name, (_, *of) in rows if name in declared.looked_at for day in of}
        made.append(
            Answer(
                world,
                {school: them[at].effective for school, them in possible.items()},
                {school: them[at].effective for school, them in certain.items()},
                frozenset(it for it in first[at].beside if it.startswith(("applicable(", "defeated(", "doubt("))),
                frozenset(it for it in first[at].beside if it.startswith("at_issue(")),
                tuple(sorted(days | {world.first})),
                {school: verdict_of(possible[school][at], certain[school][at]) for school in views},
                frozenset(str(Atom(*it)) for it in rows if it[0] in first_days),
            )
        )
    return made
