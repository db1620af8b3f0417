"""How the duty about a person runs, from before the first warrant on, and what will change it.

>>> found = timeline("putin", "Armenia")
>>> [(str(it.first_day), it.verdict) for it in found.bands[0].phases]
[('None', 'not_obliged'), ('2024-02-01', 'contested')]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from dedere import dates
from dedere.answers.kept import between_runs
from dedere.asking import persons as naming
from dedere.asking.period import Day, read_day
from dedere.asking.places import Place
from dedere.asking.query import Query, ask, manner_of
from dedere.batch.deriving import Deriver, Footing
from dedere.batch.places import outcomes, place_of
from dedere.batch.situations import Situation, Situations, every_place, situations_in, situations_of, turning
from dedere.corpus.content import identify
from dedere.engine import Engine, ready
from dedere.errors import UsageError
from dedere.given import named, quoted
from dedere.schema.timeline import Band, Changing, Phase, Timeline, Trip, Upcoming
from dedere.version import __version__
from dedere.views.because import because, turned
from dedere.views.evidence import Proved
from dedere.views.told import Recorded, Row


def timeline(person: str, *hosts: str, engine: Engine | None = None) -> Timeline:
    """How the duty about a person runs in the hosts named, each a band; without any, in all places that run alike.

    Persons and hosts are named as `ask` takes them. What a person comes to in all places is worked out when that is
    first asked for, and kept (see `situations`). Raises `UsageError` for a person or a host that is none.
    """
    engine = ready(engine)
    named(person=person)
    for it in hosts:
        named(host=it)
    line = _Line(engine, situations_in(hosts, person, engine=engine), hosts)
    return between_runs(engine.corpus, line.id, Timeline, line.told).making(engine)


def upcoming(*persons: str, days: int = 90, since: Day | None = None, engine: Engine | None = None) -> Changing:
    """What in the record will change an answer about some persons, or about all who are wanted, in days to come.

    `days` are counted from the day after `since`, by default today. Raises `UsageError` for a person, a day or a
    number that is none.
    """
    engine = ready(engine)
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 36_500:
        raise UsageError(f"`days` is {quoted(days)}", "give how many days to come are looked at, from 1 to 36500")
    for it in persons:
        named(person=it)
    first = dates.as_date(read_day(since)) if since is not None else datetime.now().astimezone().date()
    last = first + timedelta(days=days)
    declared, _ = engine.leading
    type_, day = declared.type_of(declared.slot("person")), dates.number(first)
    ids = list(dict.fromkeys(naming.find(engine, type_, it, day) for it in persons)) or [*wanted(engine, first, last)]
    corpus = engine.corpus
    id_ = identify("dedere.upcoming/1", str([first, last, ids]), corpus.rules_fingerprint, corpus.facts_fingerprint)
    return between_runs(corpus, id_, Changing, lambda: _upcoming(engine, id_, ids, first, last)).making(engine)


def _upcoming(engine: Engine, id_: str, ids: Sequence[str], first: date, last: date) -> Changing:
    declared, _ = engine.leading
    manner = manner_of(engine.corpus, declared, None)
    within = dates.number(first), dates.number(last)
    found = [it for of in turning(engine, ids, manner, *within) for it in _turns(of, first, last)]
    told = because(engine, [(person, _id(places[0]), day) for person, day, places, _, _ in found])
    phrases, corpus = engine.reasoner.phrases, engine.corpus
    changes = (
        Upcoming(
            day=day,
            person=person,
            name=phrases.name(person),
            places=tuple(_code(engine, it) for it in places),
            names=tuple(phrases.name(_id(it)) for it in places),
            verdict_before=before.verdict,
            verdict_after=after.verdict,
            schools_before=dict(before.schools),
            schools_after=dict(after.schools),
            rules_before=tuple(before.rules),
            rules_after=tuple(after.rules),
            because=why,
        )
        for (person, day, places, before, after), why in zip(found, told, strict=True)
    )
    return Changing(
        id=id_,
        first_day=first + timedelta(days=1),
        last_day=last,
        persons=tuple(ids),
        changes=tuple(sorted(changes, key=lambda it: (it.day, it.name, it.names))),
        dedere=__version__,
        rules_fingerprint=corpus.rules_fingerprint,
        facts_fingerprint=corpus.facts_fingerprint,
    )


def wanted(engine: Engine, first: date, last: date) -> tuple[str, ...]:
    """Everybody who is wanted on the first of some days, or will be first wanted on another of them.

    About anybody else nothing changes: nothing is owed to those who look for nobody.
    """
    recorded = Recorded(engine)
    since = recorded.wanted_since()
    if not since:
        return ()
    host = str(every_place(engine)[0].state)
    query = ask(min(since), host, on=first, engine=engine)
    slot = query.declared.slot("person")
    ids = sorted(since)
    given = [{**query.given, slot: it} for it in ids]
    found = outcomes(query, given, recorded.sought_predicates, recorded.sought_goals)
    now = {id_ for id_, it in zip(ids, found, strict=True) if recorded.sought_by(id_, it.beside)}
    return tuple(it for it in ids if it in now or first < dates.as_date(since[it]) <= last)


FEW = 12
"""Places that run alike of which each is asked why its answer turns."""

_At = tuple[Place, date | None]
_Turn = tuple[str, date, list[Place], Situation, Situation]


def _turns(of: Situations, first: date, last: date) -> list[_Turn]:
    """The days on which an answer or its ground changes, each with the State and its areas that change alike."""
    found: dict[tuple[date, str, str], _Turn] = {}
    for place in of.places:
        for before, after in pairwise(of.changes(place)):
            day = after.first_day
            if day is not None and first < day <= last:
                key = day, place.state, str([before[2:], after[2:]])
                found.setdefault(key, (of.person, day, [], before, after))[2].append(place)
    return list(found.values())


def _id(place: Place) -> str:
    return place.area or place.state


def _code(engine: Engine, place: Place) -> str:
    declared, _ = engine.leading
    return place.area or engine.reasoner.phrases.code(place.state, declared.type_of(declared.slot("host")))


class _Line:
    """A timeline while it is worked out."""

    def __init__(self, engine: Engine, of: Situations, hosts: Sequence[str]) -> None:
        self.engine, self.of = engine, of
        self.recorded = Recorded(engine)
        self.phrases = engine.reasoner.phrases
        self.hosts = tuple(dict.fromkeys(of.place(it) for it in hosts))
        self.named = tuple(_code(engine, it) for it in self.hosts)
        self.rows = [it for it in self.recorded.rows() if it.person == of.person]
        corpus = engine.corpus
        self.id = identify(
            "dedere.timeline/1",
            str([of.person, *self.named]),
            corpus.rules_fingerprint,
            corpus.facts_fingerprint,
        )

    def told(self) -> Timeline:
        """The whole answer."""
        alike = self._alike()
        whys = self._whys(alike)
        bands = []
        for places, changes in alike:
            because_ = {
                it.first_day: tuple(
                    dict.fromkeys(why for place in places for why in whys.get((place, it.first_day), ()))
                )
                for it in changes
            }
            bands.append(_band(self.engine, self.of, self.rows, places, changes, because_))
        corpus, since = self.engine.corpus, self.recorded.wanted_since().get(self.of.person)
        kept = self.recorded.wanted_kept(self.of.person)
        return Timeline(
            id=self.id,
            person=self.of.person,
            name=self.phrases.name(self.of.person),
            wanted_since=None if since is None else dates.as_date(since),
            kept_until=None if kept is None else dates.as_date(kept),
            hosts=self.named,
            bands=tuple(bands),
            dedere=__version__,
            rules_fingerprint=corpus.rules_fingerprint,
            facts_fingerprint=corpus.facts_fingerprint,
        )

    def _whys(self, alike: Iterable[tuple[list[Place], tuple[Situation, ...]]]) -> dict[_At, tuple[str, ...]]:
        """What changed where on the days on which the answer turns.

        Of many places that run alike one is asked about, and what is told of that one alone is left out.
        """
        at: list[tuple[Place, date, bool]] = []
        for places, changes in alike:
            days = [it.first_day for it in changes if it.first_day is not None]
            many = len(places) > FEW
            at += [(place, day, many) for place in (places[:1] if many else places) for day in days]
        found = because(self.engine, [(self.of.person, _id(place), day) for place, day, _ in at])
        return {
            (place, day): tuple(it for it in told if not (many and self.phrases.name(place.state) in it))
            for (place, day, many), told in zip(at, found, strict=True)
        }

    def _alike(self) -> list[tuple[list[Place], tuple[Situation, ...]]]:
        """The places with the situations of each; where no host was named those that run alike stand together."""
        if self.hosts:
            return [([it], self.of.changes(it)) for it in self.hosts]
        together: dict[str, tuple[list[Place], tuple[Situation, ...]]] = {}
        for place in self.of.places:
            changes = self.of.changes(place)
            together.setdefault(str(changes), ([], changes))[0].append(place)
        return sorted(together.values(), key=lambda it: (-len(it[0]), _id(it[0][0])))


def running(query: Query) -> tuple[Situations, Place]:
    """The situations of the person of a question, on the record as it is taken for that, and the place asked about.

    What a person comes to in all places is worked out when it is first asked for, and kept (see `situations`).
    """
    engine, asked = query.engine, query.question
    place = place_of(query)
    footing = Footing(query.known_on, query.supposed, query.withdrawn)
    of = situations_of(engine, asked.person, asked.presence, footing)
    if place not in of.places:  # One that is only supposed.
        deriver = Deriver(engine, footing)
        of = Situations(deriver, asked.person, asked.presence, deriver.derive(asked.person, asked.presence, [place]))
    return of, place


def line(query: Query) -> Band:
    """How the duty runs about the person and in the place of a question, on the record as it is taken for that.

    Raises `Unanswered` where the rules contradict one another on the record as it is changed.
    """
    of, place = running(query)
    changes = of.changes(place)
    told: dict[date | None, tuple[str, ...]] = {}
    for it in changes:
        if it.first_day is not None:
            before, after = (query.on_day(dates.number(it.first_day - timedelta(days=back))) for back in (1, 0))
            told[it.first_day] = turned(Proved(before), Proved(after))
    rows = [it for it in Recorded(query.engine).rows() if it.person == query.question.person]
    return _band(query.engine, of, rows, [place], changes, told)


def _band(
    engine: Engine,
    of: Situations,
    rows: Iterable[Row],
    places: Sequence[Place],
    changes: Iterable[Situation],
    told: Mapping[date | None, tuple[str, ...]],
) -> Band:
    """The situations of places that run alike, with what changed on the first day of each, and the journeys there."""
    return Band(
        places=tuple(_code(engine, it) for it in places),
        names=tuple(engine.reasoner.phrases.name(_id(it)) for it in places),
        phases=tuple(
            Phase(
                first_day=it.first_day,
                last_day=it.last_day,
                verdict=it.verdict,
                schools=dict(it.schools),
                rules=tuple(it.rules),
                because=told.get(it.first_day, ()),
            )
            for it in changes
        ),
        journeys=tuple(_trips(engine, of, rows, places)),
    )


def _trips(engine: Engine, of: Situations, rows: Iterable[Row], places: Sequence[Place]) -> Iterable[Trip]:
    within = {_id(it): it for it in places}
    for row in rows:
        # A journey to parts of a State stands with them where they are told, else with the State.
        areas = [within[it] for it in row.areas if it in within]
        place = areas[0] if areas else within.get(row.host)
        if place is not None:
            yield Trip(
                id=row.id,
                host=_code(engine, place),
                first_day=dates.as_date(row.first),
                last_day=dates.as_date(row.last),
                outcome=row.outcome,
                made=row.made,
                verdict=of.over(place, row.first, row.last).verdict,
            )
