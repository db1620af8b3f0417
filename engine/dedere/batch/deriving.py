"""Situations derived from rules and record: for a person and a manner of presence the days on which an answer changes.

One stay is asked about for each place, as long as days are counted, all of them in one program that has no more of the
law than a sought norm can hang on (`program.slicing`); what holds on each day that is looked at is read off it. That
is the answer of any stay because rules speak of a day: a stay is looked at on its first day, on which nothing has
changed since the last change before it, and on each change within it.

Where that is not so it is found, and the place is left to be answered row by row: where a clause on which a sought norm
can hang reads the first or the last day of the stay, or a day that is not looked at; where the days looked at are given
otherwise; and where the rules contradict one another somewhere in the long stay. What is not found is a conclusion
that leaves out the day of its conditions and is read on other days of the stay (which issues a case raises, for one):
that this changes no verdict is held by tests against answers row by row.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, TypeAlias, TypeVar

from dedere import dates
from dedere.asking import suppositions
from dedere.asking.period import Day, read_day
from dedere.asking.places import Place
from dedere.batch.daywise import DayWise
from dedere.engine import Engine
from dedere.errors import Unanswered
from dedere.language.records import Clause
from dedere.program.known import Known
from dedere.program.slicing import Backward, Goal, sought
from dedere.schema.answer import Verdict
from dedere.solving.cases import Rewriter, alike, dependent
from dedere.solving.days import Days, Founded
from dedere.terms.values import Atom, Value

FIRST, AFTER = dates.FIRST_YEAR * 10000 + 101, (dates.LAST_YEAR + 1) * 10000 + 101
"""The first day that is looked at, and the day after the last."""


TOGETHER = 90
"""Places that stand in one program: enough to share the cost of the law, few enough to keep little in memory."""

DAYS_TOGETHER = 3000
"""The same where only the days are asked for that are looked at."""

K = TypeVar("K", bound=Hashable)


class Outcome(NamedTuple):
    """What a day comes to: the verdict in all, that of each school in their order, and the rules that carry it.

    They are those that found a duty whatever position is taken, else those that do on some, in the order in which
    duties are told; none where there is none.
    """

    verdict: Verdict
    schools: tuple[Verdict, ...]
    rules: tuple[str, ...]


Changes: TypeAlias = tuple[tuple[int, Outcome], ...]
"""The days from which on there is another outcome, in order."""


class Derived(NamedTuple):
    """The outcomes of a place for every day; or, where stays in it must be asked about one by one, none.

    `looked_at` are then the days on which something changes in the longest stay there is, as far as they are known.
    """

    changes: Changes
    looked_at: tuple[int, ...] = ()


class Footing(NamedTuple):
    """What a record is taken for: as it was known on a day, with facts added and left out."""

    known_on: int | None = None
    supposed: tuple[Atom, ...] = ()
    withdrawn: tuple[Atom, ...] = ()

    @classmethod
    def read(
        cls,
        engine: Engine,
        suppose: str | Sequence[str] = (),
        withdraw: str | Sequence[str] = (),
        known_on: Day | None = None,
    ) -> Footing:
        """The same as `ask` reads it. Raises `UsageError` for what is no fact, and for a day that is none."""
        gone = suppositions.withdraw(engine.corpus, withdraw)
        added = suppositions.suppose(engine.corpus, suppose, withdrawn=gone)
        return cls(None if known_on is None else read_day(known_on), tuple(added), tuple(gone))

    def supposing(self, engine: Engine, texts: Sequence[str]) -> Footing:
        """The same with more facts added. Raises `UsageError` for what is no fact."""
        added = suppositions.suppose(engine.corpus, texts, self.supposed, self.withdrawn)
        return self._replace(supposed=tuple(suppositions.ordered((*self.supposed, *added))))


AS_IT_IS = Footing()
"""The record as it is known today."""


class Deriver:
    """Derives situations from a corpus; what does not depend on the person is worked out once.

    `rewriter` gives clauses their case; `goals`, `given` and `facts` say what it asks and from what it derives.
    """

    def __init__(self, engine: Engine, footing: Footing = AS_IT_IS) -> None:
        self.engine = engine
        self._footing = footing
        self._declared, self._slicer = engine.leading
        self.rewriter = Rewriter(dependent(engine.corpus, self._declared))

    def on(self, footing: Footing) -> Deriver:
        """The same of a record that is taken for something else; what was worked out without it is kept."""
        made = copy(self)
        made._footing = footing
        return made

    @cached_property
    def goals(self) -> list[Goal]:
        """What is sought of the law: that a norm which answers the question holds."""
        return sought(self._declared)

    @cached_property
    def _daywise(self) -> DayWise:
        return DayWise(self.engine.corpus, self._declared)

    def derive(self, person: str, manner: str, places: Iterable[Place]) -> dict[Place, Derived]:
        """What the days come to in each of some places."""
        return self._each({it: self.given(person, manner, it, FIRST, AFTER) for it in places})

    def turning(
        self, persons: Iterable[str], manner: str, places: Sequence[Place], first: int, after: int
    ) -> dict[tuple[str, Place], Derived]:
        """What the days from one on, before another, come to for each person in each place in which that can change.

        Which places these are says a program that has no more of the law than names the days to look at.
        """
        asked = {(it, place): self.given(it, manner, place, first, after) for it in persons for place in places}
        return self._each({it: asked[it] for it, days in self._looked_at(asked) if len(days) > 1})

    def stay(self, person: str, manner: str, place: Place, first: int, after: int) -> Changes:
        """What the days of one stay come to, asked about by itself. Raises `Unanswered`."""
        (found,) = self._together({place: self.given(person, manner, place, first, after)}, whole=True).values()
        return found

    def given(self, person: str, manner: str, place: Place, first: int, after: int) -> dict[str, Value]:
        """The values of the slots of the question, for a stay in a place from a day on, before another."""
        slot = self._declared.slot
        given: dict[str, Value] = {slot("person"): person, slot("host"): place.state, slot("manner"): manner}
        given |= {slot("first"): first, slot("after"): after}
        return given if place.area is None else {**given, slot("area"): place.area}

    # ----------------------------------------------------------------------------------------- what cannot be looked up

    def facts(self, asked: Iterable[Mapping[str, Value]]) -> list[str]:
        """The facts that matter to some stays, given by their slots, and those that the stays are."""
        plan = [atom for it in asked for atom in self._declared.facts(it)]
        known = Known(self.engine.corpus, self._footing.known_on)
        return self._slicer.select(plan, self._footing.supposed, self._footing.withdrawn, known.of)

    def _unlike(self, asked: Iterable[Mapping[str, Value]]) -> bool:
        """Whether the answer for some day of a stay can hang on which other days the stay has."""
        fired = list(self.engine.firing(self.facts(asked)))
        looking = [it for it in fired if it.head_name in self._declared.looked_at]
        hung_on = Backward(fired).reach(self.goals, (*self._declared.looked_at, *self._daywise.only_asking))
        return not all(map(self._daywise.looks_at_days, looking)) or any(map(self._daywise.speaks_of_more, hung_on))

    # ---------------------------------------------------------------------------------------------------- what is found

    def _each(self, asked: Mapping[K, Mapping[str, Value]]) -> dict[K, Derived]:
        apart = {}
        if asked and self._unlike(asked.values()):
            apart = {key: given for key, given in asked.items() if self._unlike([given])}
        found = self._derive({key: given for key, given in asked.items() if key not in apart})
        return found | {
            key: Derived((), tuple(day for day, _ in it.changes)) for key, it in self._derive(apart).items()
        }

    def _looked_at(self, asked: Mapping[K, Mapping[str, Value]]) -> Iterator[tuple[K, Sequence[int]]]:
        """The days of each stay that are looked at."""
        every = list(asked)
        for at in range(0, len(every), DAYS_TOGETHER):
            some = every[at : at + DAYS_TOGETHER]
            given = [asked[it] for it in some]
            facts = self.facts(given)
            law = Backward(self.engine.firing(facts)).reach(map(Goal, self._declared.looked_at))
            yield from zip(some, self._days(law, facts, given).looked_at, strict=True)

    def _days(
        self, law: Iterable[Clause], facts: Iterable[str], given: Sequence[Mapping[str, Value]], *, alike: bool = False
    ) -> Days:
        predicates = self.engine.corpus.vocabulary.predicates
        return Days(
            self.rewriter,
            self._declared,
            [it.text for it in law],
            [it for it in facts if it.partition("(")[0] not in self._declared.planned],
            given,
            [(it, len(predicates[it].arguments)) for it in self._declared.looked_at],
            alike=alike,
        )

    def _derive(self, asked: Mapping[K, Mapping[str, Value]]) -> dict[K, Derived]:
        """Where the rules contradict one another of one place there is no answer for any: they are tried in halves."""
        every = list(asked.items())
        found: dict[K, Derived] = {}
        for at in range(0, len(every), TOGETHER):
            found |= self._in_halves(every[at : at + TOGETHER])
        return found

    def _in_halves(self, every: list[tuple[K, Mapping[str, Value]]]) -> dict[K, Derived]:
        try:
            return {key: Derived(them) for key, them in self._together(dict(every)).items()}
        except Unanswered:
            if len(every) == 1:
                return {key: Derived(()) for key, _ in every}
        middle = len(every) // 2
        return self._in_halves(every[:middle]) | self._in_halves(every[middle:])

    def _together(self, asked: Mapping[K, Mapping[str, Value]], *, whole: bool = False) -> dict[K, Changes]:
        """What the days of some stays come to. With `whole` nothing of the law is left out."""
        facts = self.facts(asked.values())
        law = list(self.engine.firing(facts))
        if not whole:
            law = Backward(law).reach([*self.goals, *map(Goal, self._declared.looked_at)])
        days = self._days(law, facts, list(asked.values()), alike=not whole and alike(law, self.rewriter.names))
        overall = self._found(days, {})
        schools = [self._found(days, it.positions) if days.contested else overall for it in self.engine.schools]
        return {
            key: tuple(
                next(group)
                for _, group in groupby(
                    ((day, _outcome(day, overall[at], [it[at] for it in schools])) for day in days.looked_at[at]),
                    key=lambda it: it[1],
                )
            )
            for at, key in enumerate(asked)
        }

    def _found(self, days: Days, positions: Mapping[str, str]) -> list[tuple[Founded, Founded]]:
        possible = days.possible(positions)
        return list(zip(possible, days.certain(positions) if days.contested else possible, strict=True))


def _verdict(day: int, possible: Founded, certain: Founded) -> Verdict:
    return "obliged" if day in certain.days else "contested" if day in possible.days else "not_obliged"


def _outcome(day: int, overall: tuple[Founded, Founded], schools: Sequence[tuple[Founded, Founded]]) -> Outcome:
    possible, certain = overall
    rules = certain.rules.get(day) or possible.rules.get(day, frozenset())
    return Outcome(
        _verdict(day, possible, certain),
        tuple(_verdict(day, *it) for it in schools),
        tuple(dict.fromkeys(rule for _, rule in sorted(rules))),
    )
