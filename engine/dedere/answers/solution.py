"""One question being answered: what holds on which days, what is certain, and what depends on a position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Literal, NamedTuple

from dedere import dates
from dedere.asking.query import Posed
from dedere.engine import School
from dedere.program import known
from dedere.program.question import fill, matches
from dedere.reasons.answer_set import AnswerSet
from dedere.reasons.derivations import Derivations
from dedere.reasons.proofs import World
from dedere.schema.answer import Verdict
from dedere.solving.ground import Grounded
from dedere.terms.values import Atom, quote, split, text

DOUBT = "doubt/2"
"""What is in doubt may hang on a position, and is told if it holds under any."""


class Held(NamedTuple):
    """A norm with the rule that founds it, and days on which it holds on equal standing and under the same schools."""

    norm: str
    rule: str
    days: tuple[int, ...]
    first: int
    last: int
    standing: Literal["certain", "contested"]
    schools: tuple[str, ...]


class Solution:
    """One question being answered: the ground program, and what holds in it under which positions.

    Predicates named as `name/arity` in `also` can be asked for beside the norms. With `ground` the question is put to a
    program that stands already; else it has of the law the `part` that is named (see `Engine.law`), or all.
    """

    def __init__(
        self, query: Posed, also: Sequence[str] = (), *, ground: Grounded | None = None, part: str | None = None
    ) -> None:
        self.engine = engine = query.engine
        self.given = query.given
        self.first, self.last = query.first, query.last
        self.supposed = query.supposed
        self.named = query.named
        self.declared = query.declared
        self.withdrawn = query.withdrawn
        self.known = known.Known(engine.corpus, query.known_on)
        self.seeks = [fill(it.pattern, self.given) for it in self.declared.seeks]
        self.ground = ground or Grounded(engine.law(self.facts, part), self.facts, self.seeks, (DOUBT, *also))
        self.school = query.school
        self.fixed = dict(query.school.positions) if query.school else {}
        self.issues = self.ground.issues(self.fixed)
        self.possible = self.ground.possible(self.fixed)
        self.certain = self.ground.certain(self.fixed)
        self._worlds: dict[frozenset[tuple[str, str]], World] = {}
        self._sought: dict[str, bool] = {}
        self._verdicts: dict[frozenset[tuple[str, str]], Verdict] = {}

    @cached_property
    def facts(self) -> list[str]:
        """The facts that matter to the question."""
        _, slicer = self.engine.question(self.declared.id)
        return slicer.select(self.declared.facts(self.given), self.supposed, self.withdrawn, self.known.of)

    @property
    def court_base(self) -> dict[str, str]:
        """The positions on which reasons are told: those of the school that is asked, or else the court's own."""
        told = self.engine.court_positions if self.school is None else self.school.tells
        return {issue: it for issue, it in told.items() if issue not in self.fixed}

    @property
    def schools(self) -> tuple[School, ...]:
        """The schools that are heard: the one that is asked, or else all."""
        return self.engine.schools if self.school is None else (self.school,)

    @cached_property
    def by_school(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """What is possible and what is certain under each school."""
        if self.possible == self.certain and not self.fixed:
            return {school.id: (self.possible, self.certain) for school in self.schools}
        return {
            school.id: (self.ground.possible(school.positions), self.ground.certain(school.positions))
            for school in self.schools
        }

    @property
    def ever(self) -> frozenset[str]:
        """Every atom asked for, also of further predicates, that holds under some position."""
        return self.ground.ever(self.fixed)

    @property
    def doubts(self) -> list[str]:
        """What is in doubt under some position."""
        return sorted(it for it in self.ground.ever(self.fixed) if it.startswith("doubt("))

    @property
    def beyond_doubt(self) -> frozenset[str]:
        """What is in doubt whatever position is taken."""
        return frozenset(it for it in self.ground.always(self.fixed) if it.startswith("doubt("))

    @cached_property
    def days(self) -> list[int]:
        """The days that were looked at, in order."""
        model = self.world({}).answer_set
        found = {int(day) for name in self.declared.looked_at for row in model.rows(name) for day in row[1:]}
        return sorted(found | {self.first})

    def world(self, positions: Mapping[str, str], having: str | None = None, lacking: str | None = None) -> World:
        """An answer set with these positions; kept, so that reasons are read off few."""
        # What is taken on questions that the case does not raise makes no other answer set.
        positions = {issue: option for issue, option in positions.items() if issue in self.issues}
        key = frozenset([*positions.items(), ("having", having or ""), ("lacking", lacking or "")])
        if key not in self._worlds:
            taken = {**self.fixed, **positions}
            atoms = self.ground.world(taken, having, lacking)
            found = Derivations(self.engine.reasoner, AnswerSet(atoms or ()), taken)
            self._worlds[key] = World(found, self.supposed, self.known.ended, self.named)
        return self._worlds[key]

    def forget(self) -> None:
        """Let go of what was told, so that what is told next is told in full."""
        for world in self._worlds.values():
            world.forget()

    def world_with(self, atom: str) -> World:
        """An answer set in which the atom holds, one that is there already if it can be."""
        for world in self._worlds.values():
            if world.holds(atom):
                return world
        return self.world({}, having=atom)

    # --------------------------------------------------------------------------------------------------- what holds

    def sought(self, norm: str) -> bool:
        """Whether a norm is one that answers the question."""
        found = self._sought.get(norm)
        if found is None:
            found = self._sought[norm] = any(matches(pattern, norm) for pattern in self.seeks)
        return found

    def verdict(self, positions: Mapping[str, str]) -> Verdict:
        """The strongest answer over all days: certain on some day, else possible on some day, else neither."""
        key = frozenset(positions.items())
        if key not in self._verdicts:
            # What is so whatever position is taken is so on each view.
            settled = bool(positions) and self.verdict({}) != "contested"
            self._verdicts[key] = self.verdict({}) if settled else self.ground.verdict(positions)
        return self._verdicts[key]

    def held(self) -> list[Held]:
        """Every norm that holds on some day under some position, over the longest days on which nothing changes."""
        by_school = {id_: certain for id_, (_, certain) in self.by_school.items()}
        return windows(self.possible, self.certain, by_school, self.days, self.last)


def solve(query: Posed, also: Sequence[str] = ()) -> Solution:
    """The solution of a question, made once however many ask for it; `also` as for `Solution`."""
    key = tuple(also)
    if key not in query.solved:
        query.solved[key] = Solution(query, also)
    return query.solved[key]  # type: ignore[no-any-return]  # the query stands above and does not know what it keeps


def windows(
    possible: Iterable[str],
    certain: Set[str],
    by_school: Mapping[str, Set[str]],
    days: Sequence[int],
    last: int,
) -> list[Held]:
    """Norms over the longest days on which nothing changes, from the atoms of `effective/3` that hold.

    `by_school` gives what is certain under each school, `days` the days that were looked at, `last` the last day.
    """
    ends = [dates.previous_day(day) for day in days[1:]] + [last]
    found: dict[tuple[str, str], list[tuple[int, Literal["certain", "contested"], tuple[str, ...]]]] = {}
    for atom in possible:
        norm, rule, day = split(atom)[1]
        schools = tuple(id_ for id_, sure in by_school.items() if atom in sure)
        standing: Literal["certain", "contested"] = "certain" if atom in certain else "contested"
        found.setdefault((str(norm), text(rule)), []).append((days.index(int(day)), standing, schools))
    held = []
    for (norm, rule), looked in found.items():
        looked.sort()
        start = 0
        for at in range(1, len(looked) + 1):
            if at < len(looked) and looked[at][0] == looked[at - 1][0] + 1 and looked[at][1:] == looked[start][1:]:
                continue
            indices = [index for index, _, _ in looked[start:at]]
            _, standing, schools = looked[start]
            held.append(
                Held(
                    norm,
                    rule,
                    tuple(days[i] for i in indices),
                    days[indices[0]],
                    ends[indices[-1]],
                    standing,
                    schools,
                )
            )
            start = at
    return sorted(held, key=lambda it: (it.first, it.norm, it.rule))


def norm_of(atom: str) -> str:
    """The norm that an atom of `effective/3` speaks of."""
    return str(split(atom)[1][0])


def effective(norm: str, rule: str, day: int) -> str:
    """The text of the atom that a norm founded by a rule holds on a day."""
    return str(Atom("effective", (norm, quote(rule), day)))
