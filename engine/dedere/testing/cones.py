"""On what a clause may rest: clauses chosen at random, from a goal down to facts, and no more than are needed.

What a law reads in all is far too much to choose from. Any one way to a conclusion rests on few predicates; here one is
picked, the shorter the likelier, so that over many worlds all are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from random import Random

from dedere.engine import Engine
from dedere.language.records import Clause
from dedere.program.clauses import reach

FAR = 10_000
"""The distance of what cannot be had at all."""

_WAYS = (1, 1, 1, 2)
"""How many clauses are taken for one condition."""

_CONSTANT = re.compile(r'-?[0-9]+\Z|"|#|[a-z][A-Za-z0-9_]*\Z')

Wanted = tuple[str, tuple[str | None, ...]]
"""A predicate, and the constants that must stand at its arguments; None where anything may."""


def _constant(arg: str) -> str | None:
    return arg if _CONSTANT.match(arg) else None


def _texts(args: Iterable[str | None]) -> tuple[str, ...]:
    """The texts among arguments: what one rule concludes, and what is taken on one issue, is not what another is."""
    return tuple(it for it in args if it is not None and it[:1] == '"')


_Key = tuple[str, tuple[str, ...] | None]
"""A predicate with the texts that stand in it; None stands for whatever texts."""


class Cones:
    """The clauses that a question reaches, with how far each is from facts; `free` are the predicates of facts."""

    def __init__(self, engine: Engine, question: str, free: Collection[str]) -> None:
        reached = reach(engine.corpus, question)
        self._of: dict[str, list[Clause]] = {}
        for clause in engine.corpus.clauses:
            if clause.index in reached and clause.kind != "constraint":
                self._of.setdefault(clause.head_name, []).append(clause)
        self._free = frozenset(free)
        self._far = self._distances()

    def _distances(self) -> Mapping[_Key, int]:
        """For each predicate the fewest facts that have to be chosen for it, counted along one way."""
        far: dict[_Key, int] = {(name, texts): 1 for name in self._free for texts in ((), None)}
        while True:
            found = dict(far)
            for name, clauses in self._of.items():
                for clause in clauses:
                    needs = 1 + self._needs(clause, far)
                    for texts in (None, _texts(clause.head_args)):
                        found[name, texts] = min(found.get((name, texts), FAR), needs)
            if found == far:
                return far
            far = found

    @staticmethod
    def _needs(clause: Clause, far: Mapping[_Key, int]) -> int:
        own = clause.head_name if clause.kind == "choice" else ""
        total = 0
        for it in clause.body:
            if it.kind == "positive" and it.name != own:
                texts = _texts(it.args)
                # A head without a text of its own may have any.
                total += min(far.get((it.name, key), FAR) for key in ((texts, ()) if texts else (None,)))
        return min(FAR, total)

    def can_fire(self, clause: Clause) -> bool:
        """Whether there is any way to it at all."""
        return self._needs(clause, self._far) < FAR

    def below(self, goal: Clause, random: Random) -> list[Clause]:
        """The goal and clauses on which it may rest, by one way or few."""
        found = {goal.index: goal}
        waiting = list(_conditions(goal, {}))
        done: set[Wanted] = set()
        while waiting:
            wanted = waiting.pop()
            name, constants = wanted
            if wanted in done or name not in self._of:
                continue
            done.add(wanted)
            clauses = [it for it in self._of[name] if self.can_fire(it) and _fits(it, constants)]
            if not clauses or (name in self._free and random.random() < 0.5):
                continue
            weights = [1 / (1 + self._needs(it, self._far)) ** 2 for it in clauses]
            for clause in random.choices(clauses, weights, k=random.choice(_WAYS)):
                given = {arg: it for arg, it in zip(clause.head_args, constants, strict=True) if it is not None}
                found[clause.index] = clause
                waiting += _conditions(clause, given)
        return list(found.values())


def _fits(clause: Clause, constants: Iterable[str | None]) -> bool:
    """Whether the head of a clause can have these constants."""
    given = zip(map(_constant, clause.head_args), constants, strict=True)
    return all(mine is None or it is None or mine == it for mine, it in given)


def _conditions(clause: Clause, given: Mapping[str, str]) -> Iterator[Wanted]:
    """The positive conditions of a clause, with the constants that are known to stand in them."""
    bound = dict(given)
    for it in clause.body:
        if it.kind == "comparison" and it.name == "=" and len(it.args) == 2:
            for one, other in (it.args, it.args[::-1]):
                if _constant(one) is None and (value := _constant(other)) is not None:
                    bound[one] = value
    own = clause.head_name if clause.kind == "choice" else ""
    for it in clause.body:
        if it.kind == "positive" and it.name != own:
            yield it.name, tuple(bound.get(arg, _constant(arg)) for arg in it.args)


def facts_in(clauses: Iterable[Clause], among: Collection[str]) -> list[str]:
    """The predicates of facts whose holding some clauses wait for."""
    read = (it.name for clause in clauses for it in clause.body if it.kind == "positive")
    return [it for it in dict.fromkeys(read) if it in among]


@lru_cache(maxsize=8)
def cones(engine: Engine, question: str, free: frozenset[str]) -> Cones:
    """The clauses that a question reaches, looked through once."""
    return Cones(engine, question, free)
