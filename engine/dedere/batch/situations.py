"""What a stay of a person comes to, looked up: the days on which the answer is the same, worked out once a person.

>>> of = situations("putin")
>>> of.on("Mongolia", "2024-09-02").verdict
'contested'
>>> of.over("Mongolia", "2024-09-02", "2024-09-03").schools["court"]
'obliged'
>>> [(str(it.first_day), it.verdict) for it in of.changes("Armenia")]
[('None', 'not_obliged'), ('2024-02-01', 'contested')]

The answer to a question depends on the person, the place, the manner of presence and the legal situation of the day,
and a stay has the strongest answer of its days (see `batch.deriving`). So a row of a table is looked up, not solved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from dedere import dates
from dedere.asking import persons, places
from dedere.asking.period import Day, period, read_day
from dedere.asking.places import Place
from dedere.asking.query import manner_of
from dedere.batch import keeping
from dedere.batch.deriving import AFTER, AS_IT_IS, FIRST, Changes, Derived, Deriver, Footing, Outcome
from dedere.engine import Engine, ready
from dedere.errors import UsageError
from dedere.given import named, quoted
from dedere.schema.answer import STRENGTH, Verdict


class Situation(NamedTuple):
    """What days come to on which the answer is the same: the verdict, that of each school, the rules that carry it.

    `first_day` is None where the days have no beginning, `last_day` where they have no end. The rules are those that
    found a duty whatever position is taken, else those that do on some; there are none where nothing is owed.
    """

    first_day: date | None
    last_day: date | None
    verdict: Verdict
    schools: Mapping[str, Verdict]
    rules: tuple[str, ...]


class Situations:
    """The situations of a person who is present in one manner, by place; made by `situations`.

    A place is a State or an area of the record, by its id, a name or an alias, or as a `Place`. Days are given as
    everywhere. Where the rules do not speak of single days, a stay in a place is asked about by itself: `by_row` has
    these places.
    """

    def __init__(self, deriver: Deriver, person: str, manner: str, derived: Mapping[Place, Derived]) -> None:
        ours = isinstance(deriver, Deriver) and isinstance(derived, Mapping)
        if not ours or not all(isinstance(it, Derived) for it in derived.values()):
            raise UsageError(
                f"the situations are {quoted(derived)} by {quoted(deriver)}", "have `situations` make them"
            )
        self.person = person
        self.manner = manner
        self._deriver = deriver
        self._derived = derived
        self._days = {place: [day for day, _ in it.changes] for place, it in derived.items()}
        self._found: dict[str, Place] = {}
        self._schools = [it.id for it in deriver.engine.schools]

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place: the States, and the areas that are part of one."""
        return tuple(self._derived)

    @property
    def by_row(self) -> frozenset[Place]:
        """The places in which a stay is asked about by itself."""
        return frozenset(place for place, it in self._derived.items() if not it.changes)

    def outcomes(self, place: Place) -> Changes:
        """The days from which on there is another outcome, in order; none where stays are asked about by themselves."""
        return self._derived[place].changes if self._has(place) else ()

    def _has(self, place: object) -> bool:
        try:
            return place in self._derived
        except TypeError:  # What has no hash is no place.
            return False

    def place(self, given: str | Place) -> Place:
        """The place that a name means. Raises `UsageError` for one that is not known or not clear."""
        if isinstance(given, str):
            if given not in self._found:
                self._found[given] = _place(self._deriver.engine, given)
            given = self._found[given]
        if not self._has(given):
            raise UsageError(f"no place {quoted(given)} is known", "give a State or an area of the record")
        return given

    def on(self, host: str | Place, day: Day) -> Situation:
        """The situation on a day, with the days on which it is the same.

        Raises `UsageError` for a host or a day that is none, `Unanswered` where the rules contradict one another.
        """
        place, at = self.place(host), read_day(day)
        days = self._days[place]
        if not days:
            return self.over(place, day, day)
        index = bisect_right(days, at) - 1
        after = days[index + 1] if index + 1 < len(days) else AFTER
        return self._situation(days[index], after, self._derived[place].changes[index][1])

    def over(self, host: str | Place, first: Day, last: Day) -> Situation:
        """What a stay comes to, both days included: its strongest verdict, in all and for each school.

        The days are the first on end of the stay on which there is that verdict, the rules those that carry it on the
        first of them. Raises as `on` does, and `UsageError` for a period that is none.
        """
        begin, end = period(None, first, last)
        return self._situation(*self.stay(self.place(host), begin, dates.next_day(end)))

    def stay(self, place: Place, begin: int, after: int) -> tuple[int, int, Outcome]:
        """The same as `over`, of a place of `places` and days as the engine writes them: from one on, before another.

        Gives the first of the days, the day after the last, and what they come to.
        """
        days = self._days[place]
        if days:
            index = bisect_right(days, begin) - 1
            if index + 1 == len(days) or after <= days[index + 1]:
                return begin, after, self._derived[place].changes[index][1]
        found = list(self._during(place, begin, after))
        strongest = _strongest(it.verdict for _, it in found)
        at = next(index for index, (_, it) in enumerate(found) if it.verdict == strongest)
        until = next((day for day, it in found[at:] if it.verdict != strongest), after)
        each = zip(*(it.schools for _, it in found), strict=True)
        schools: tuple[Verdict, ...] = tuple(_strongest(it) for it in each)
        return found[at][0], until, Outcome(strongest, schools, found[at][1].rules)

    def changes(self, host: str | Place) -> tuple[Situation, ...]:
        """The situations in a place one after the other, without a gap. Raises as `on` does."""
        place = self.place(host)
        changes: Changes = self._derived[place].changes or tuple(self._one_by_one(place))
        ends = [day for day, _ in changes[1:]] + [AFTER]
        return tuple(self._situation(day, end, it) for (day, it), end in zip(changes, ends, strict=True))

    def _during(self, place: Place, begin: int, after: int) -> Iterator[tuple[int, Outcome]]:
        days = self._days[place]
        if not days:
            yield from self._deriver.stay(self.person, self.manner, place, begin, after)
            return
        changes = self._derived[place].changes
        for index in range(bisect_right(days, begin) - 1, len(days)):
            if days[index] >= after:
                return
            yield max(days[index], begin), changes[index][1]

    def _one_by_one(self, place: Place) -> Iterator[tuple[int, Outcome]]:
        """What a stay of one day comes to, from each day on on which something may change."""
        last: Outcome | None = None
        for day in self._derived[place].looked_at or (FIRST,):
            ((_, outcome),) = self._deriver.stay(self.person, self.manner, place, day, dates.next_day(day))
            if outcome != last:
                yield day, outcome
            last = outcome

    def _situation(self, first: int, after: int, outcome: Outcome) -> Situation:
        return Situation(
            None if first == FIRST else dates.as_date(first),
            None if after == AFTER else dates.as_date(dates.previous_day(after)),
            outcome.verdict,
            dict(zip(self._schools, outcome.schools, strict=True)),
            outcome.rules,
        )


def _place(engine: Engine, given: str) -> Place:
    return places.find(engine, engine.leading[0], given)._replace(said=())


def _strongest(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts, key=lambda it: STRENGTH[it])


class _Found:
    """What a corpus was asked for: its derivers by what it is taken for, and the situations that they derived."""

    def __init__(self) -> None:
        self.derivers: dict[Footing, Deriver] = {}
        self.derived: dict[str, Mapping[Place, Derived]] = {}


_FOUND: WeakKeyDictionary[Engine, _Found] = WeakKeyDictionary()


def situations(
    person: str, presence: str | None = None, *, known_on: Day | None = None, engine: Engine | None = None
) -> Situations:
    """The situations of a person who is present in one manner, by default that which the rules name first.

    They are worked out when they are first asked for, which takes some seconds, and kept between runs. Raises
    `UsageError` for a person, a manner or a day that is none, `CorpusError` for broken rules or facts.
    """
    engine = ready(engine)
    known = None if known_on is None else read_day(known_on)
    return situations_of(engine, *_asked(engine, person, presence, known), Footing(known))


def situations_in(hosts: Sequence[str], person: str, *, engine: Engine) -> Situations:
    """The same in some places, or in all where none is named: a few are worked out alone unless all are there.

    Raises `UsageError` for a person or a place that is none.
    """
    id_, manner = _asked(engine, person, None, None)
    those = [_place(engine, it) for it in hosts]
    if not those or known(engine, id_, manner, AS_IT_IS):
        return situations_of(engine, id_, manner)
    deriver = _deriver(engine, AS_IT_IS)
    return Situations(deriver, id_, manner, deriver.derive(id_, manner, those))


def _asked(engine: Engine, person: str, presence: str | None, known: int | None) -> tuple[str, str]:
    """The id of a person and a manner as the rules write it."""
    named(person=person)
    declared, _ = engine.leading
    today = dates.number(datetime.now().astimezone())
    id_ = persons.find(engine, declared.type_of(declared.slot("person")), person, known or today)
    return id_, manner_of(engine.corpus, declared, presence)


def situations_of(engine: Engine, person: str, manner: str, footing: Footing = AS_IT_IS) -> Situations:
    """The same for the id of a person and a manner as the rules write them, of a record taken for something else."""
    found = derived(engine, person, manner, footing)
    return Situations(_deriver(engine, footing), person, manner, found)


def situations_at(engine: Engine, person: str, manner: str, footing: Footing, places: Iterable[Place]) -> Situations:
    """The same in some places alone, worked out now and not kept: what few rows suppose is not asked of all."""
    deriver = _deriver(engine, AS_IT_IS).on(footing)
    return Situations(deriver, person, manner, deriver.derive(person, manner, places))


def turning(engine: Engine, persons: Iterable[str], manner: str, first: int, last: int) -> Iterator[Situations]:
    """The situations of each person on some days, in the places at least in which they can change on one of them.

    They are looked up where those of all days are there; else only these days are worked out, of all persons together.
    """
    ids = list(persons)
    deriver = _deriver(engine, AS_IT_IS)
    missing = [it for it in ids if not known(engine, it, manner, AS_IT_IS)]
    by_person: dict[str, dict[Place, Derived]] = {it: {} for it in missing}
    found = deriver.turning(missing, manner, every_place(engine), first, dates.next_day(last)) if missing else {}
    for (person, place), those in found.items():
        by_person[person][place] = those
    for it in ids:
        yield Situations(deriver, it, manner, by_person[it]) if it in by_person else situations_of(engine, it, manner)


def derived(engine: Engine, person: str, manner: str, footing: Footing) -> Mapping[Place, Derived]:
    """What was derived for a person and a manner; it is derived now where it is not there yet."""
    if not known(engine, person, manner, footing):
        keep(engine, person, manner, footing, _deriver(engine, footing).derive(person, manner, every_place(engine)))
    return _FOUND[engine].derived[keeping.name(engine.corpus, person, manner, footing)]


def known(engine: Engine, person: str, manner: str, footing: Footing) -> bool:
    """Whether the situations of a person and a manner are there already, in this process or kept from another."""
    found = _FOUND.setdefault(engine, _Found()).derived
    name = keeping.name(engine.corpus, person, manner, footing)
    if name not in found and (kept := keeping.load(name)) is not None:
        found[name] = kept
    return name in found


def keep(engine: Engine, person: str, manner: str, footing: Footing, derived: Mapping[Place, Derived]) -> None:
    """Keep what was derived for a person and a manner, for this process and for others."""
    name = keeping.name(engine.corpus, person, manner, footing)
    _FOUND.setdefault(engine, _Found()).derived[name] = derived
    keeping.store(name, derived)


def _deriver(engine: Engine, footing: Footing) -> Deriver:
    derivers = _FOUND.setdefault(engine, _Found()).derivers
    if footing not in derivers:
        derivers[footing] = Deriver(engine, footing)
    return derivers[footing]


def every_place(engine: Engine) -> Sequence[Place]:
    """Every place that a host may be given as: the States, and the areas of which one fact says whose part they are."""
    corpus = engine.corpus
    declared, _ = engine.leading
    found = [Place(str(it)) for it in corpus.named_as(declared.type_of(declared.slot("host")))]
    for asked, kind, by in (it.atom.args for it in corpus.by_predicate.get("host_given_as", ())):
        if asked == declared.id:
            owners: dict[str, list[str]] = {}
            for fact in corpus.by_predicate.get(str(by), ()):
                owners.setdefault(str(fact.atom.args[0]), []).append(str(fact.atom.args[1]))
            areas = {str(it) for it in corpus.named_as(str(kind))}
            found += [Place(of, area) for area, (of, *more) in owners.items() if area in areas and not more]
    return sorted(found, key=lambda it: (it.state, it.area or ""))
