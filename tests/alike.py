"""Tries mutants on worlds that must be answered alike (see `kin.py`): one that tells them apart is killed.

Nothing is expected here that was read off the rules. A pair of worlds is tried where the mutant concludes something
else than its clause in one of them and not in the other, or at least in one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial

import kin
from dedere.cases.files import Example
from dedere.cases.together import Concluded
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, default_engine
from dedere.language.records import Clause
from dedere.language.vocabulary import DAYS
from dedere.terms.patterns import term, variables
from dedere.terms.values import split
from kin import Kin
from laboratory import PAIRS, Laboratory, Trial, _far
from slips import Mutant

MOST = 6
"""So many pairs of worlds of a kind and predicate are kept, of cases about as many rules."""

MOST_TRIED = 40
"""On so many pairs of worlds a mutant is tried."""

MOST_CASES = 3
"""Of the cases in which a mutant concludes something so many are looked at, those about its rule first."""

MOST_BESIDE = 10
"""Of the worlds beside one of them so many are tried."""

OF_DAYS = frozenset({"flip", "shift", "drop", "other"})
"""Ways in which a day is read wrongly."""

DAY_KINDS: tuple[kin.Kind, ...] = ("begun", "ended", "ahead", "lasting", "over", "happened")

DEEP = 2
"""A pair counts for a mutant where what was changed in it is read by its clause, or through so many others."""


class Pair:
    """Two worlds that must be answered alike, ready to be tried."""

    def __init__(self, them: Kin) -> None:
        self.kin = them
        self.sides = tuple(Trial(them, it.posed, it.strangers) for it in (them.one, them.other))

    @property
    def about(self) -> frozenset[str]:
        """The rules that the case is about beside which they stand."""
        return self.sides[0].about

    def alike(self, one: Concluded | None, other: Concluded | None) -> bool:
        """Whether what is concluded in one is what is concluded in the other, as far as it must be."""
        if one is None or other is None:
            return one is other
        return self._of(one) == self._of(other)

    def _of(self, found: Concluded) -> tuple[frozenset[str], frozenset[str]]:
        """What is concluded on the day, on some view and on every."""
        person = str(self.kin.one.given[self.kin.one.question.slots["person"]])
        day = max(it for it in found.days if it <= self.kin.day)

        def held(atoms: Iterable[str]) -> frozenset[str]:
            rows = ((it, split(it)) for it in atoms)
            # A question that another day of the stay raises may let more than one rule found the same.
            return frozenset(
                f"{name} {args[:1] if self.kin.kind == 'stay' else args[:-1]}"
                for it, (name, args) in rows
                if args[-1] == day
                and (self.kin.kind not in ("stay", "ahead", "over") or name == "effective")
                and (self.kin.kind not in ("ahead", "over") or person in it)
            )

        return held(found.ever), held(found.certain)


def pairs(cases: Sequence[Example], engine: Engine, most: int = MOST) -> list[Pair]:
    """The worlds that mutants are tried on, of each kind and predicate some, of cases about many rules."""
    return list(map(Pair, chosen(cases, engine, most)))


def chosen(cases: Sequence[Example], engine: Engine, most: int) -> list[Kin]:
    """Of all worlds beside some cases those of which each kind and predicate has so many, of cases of many rules."""
    by: dict[tuple[str, str], list[Kin]] = {}
    for case in cases:
        for it in kin.kin_of(case, engine):
            by.setdefault((it.kind, it.predicate), []).append(it)
    found: list[Kin] = []
    for them in by.values():
        seen: Counter[str] = Counter()
        ranked = []
        for it in them:
            rule = it.case.rule or it.case.name.partition(":")[0]
            ranked.append((seen[rule], it))
            seen[rule] += 1
        # The first of each rule come before the second of any.
        ranked.sort(key=lambda row: row[0])
        found += [it for _, it in ranked[:most]]
    return found


class Alike(Laboratory):
    """Tries mutants on pairs of worlds."""

    def killers_of(self, found: Sequence[Mutant], of: Sequence[Pair]) -> dict[Mutant, str]:
        """What kills each of some mutants that a pair of worlds kills."""
        corpus = self._engine.corpus
        near = {it: read_from(corpus, it.clause) for it in found}
        wanted = frozenset().union(*near.values(), {"person", "host"})
        of = [it for it in of if it.kin.predicate in wanted]
        sides = [side for it in of for side in it.sides]
        touched = self.touched(sides, found)
        where: dict[Mutant, list[tuple[bool, Pair]]] = {it: [] for it in found}
        for number, it in enumerate(of):
            one, other = it.sides
            if not it.alike(one.base, other.base):
                continue  # Of this the tests tell.
            first, second = touched[2 * number].changing, touched[2 * number + 1].changing
            for at in first | second:
                mutant = found[at]
                if it.kin.kind == "stranger" or it.kin.predicate in near[mutant]:
                    where[mutant].append((at in first & second, it))
        return self._told(
            {
                mutant: [it for _, it in sorted(them, key=lambda row: (row[0], _far(mutant, row[1].sides[0])))]
                for mutant, them in where.items()
            }
        )

    def killers_beside(self, found: Sequence[Mutant], fired: Mapping[Mutant, Sequence[Trial]]) -> dict[Mutant, str]:
        """What kills each of some mutants that worlds beside the cases in which it concludes something kill."""
        made: dict[tuple[str, frozenset[str]], list[Pair]] = {}
        where: dict[Mutant, list[Pair]] = {it: [] for it in found if it.kind in OF_DAYS}
        for mutant, them in where.items():
            dated = dated_by(mutant)
            names = dated or read_from(self._engine.corpus, mutant.clause, 1)
            cases = [it.what for it in fired.get(mutant, ()) if isinstance(it.what, Example)]
            for case in cases[:MOST_CASES]:
                if (case.name, dated) not in made:
                    beside = kin.kin_of(case, self._engine, DAY_KINDS, dated)
                    made[case.name, dated] = [Pair(it) for it in beside if not dated or it.predicate in dated]
                them.extend([it for it in made[case.name, dated] if it.kin.predicate in names][:MOST_BESIDE])
        every = list(dict.fromkeys(it for them in where.values() for it in them))
        sides = [side for it in every for side in it.sides]
        self.touched(sides, [])
        return self._told(
            {
                mutant: [it for it in them if it.alike(*(side.base for side in it.sides))]
                for mutant, them in where.items()
            }
        )

    def _told(self, where: Mapping[Mutant, Sequence[Pair]]) -> dict[Mutant, str]:
        killers: dict[Mutant, str] = {}
        for at in range(0, MOST_TRIED, 4):
            wanted = [
                (mutant, it) for mutant, them in where.items() if mutant not in killers for it in them[at : at + 4]
            ]
            wanted.sort(key=lambda row: row[1].kin.name)
            for start in range(0, len(wanted), PAIRS // 2):
                part = wanted[start : start + PAIRS // 2]
                found = self._sides([(mutant, side) for mutant, it in part for side in it.sides])
                for (mutant, it), one, other in zip(part, found[::2], found[1::2], strict=True):
                    if not it.alike(one, other):
                        killers.setdefault(mutant, it.kin.name)
        return killers

    def _sides(self, sides: Sequence[tuple[Mutant, Trial]]) -> Sequence[Concluded | None]:
        try:
            return self._concluded(sides)
        except (RuntimeError, ValueError):  # A day that is none is looked at: of whom must be found out.
            if len(sides) == 1:
                return [None]
            half = len(sides) // 2
            return [*self._sides(sides[:half]), *self._sides(sides[half:])]


def dated_by(mutant: Mutant) -> frozenset[str]:
    """The facts whose days the changed condition of a mutant is about."""
    declared = default_engine().corpus.vocabulary.predicates
    changed = {*variables(map(term, mutant.clause.body[mutant.at].args))}
    days = {it for it in changed if mutant.clause.variable_types.get(it) in DAYS}
    return frozenset(
        it.name
        for it in mutant.clause.body
        if it.kind == "positive" and declared[it.name].kind == "fact" and days & {*variables(map(term, it.args))}
    )


@cache
def _read_by(corpus: Corpus, name: str, deep: int) -> frozenset[str]:
    found = {name}
    if deep:
        for clause in corpus.by_head.get(name, ()):
            for it in clause.body:
                if it.kind in ("positive", "negative"):
                    found |= _read_by(corpus, it.name, deep - 1)
    return frozenset(found)


def read_from(corpus: Corpus, clause: Clause, deep: int = DEEP) -> frozenset[str]:
    """What a clause reads, itself or through some others."""
    return frozenset().union(
        *(
            map(
                partial(_read_by, corpus, deep=deep),
                (it.name for it in clause.body if it.kind in ("positive", "negative")),
            )
        )
    )
