"""The journeys of a wanted person, or those to one State: which were made, what each host had to do, what was found.

>>> found = journeys("putin")
>>> found.since.made, found.since.not_obliged, found.since.contested, found.since.obliged
(31, 27, 4, 0)

All are answered together, and none is asked of `assess` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dedere import dates
from dedere.answers.currency import Keeping
from dedere.batch.visits import Explained, Refused, Visit, explain
from dedere.corpus.content import identify
from dedere.engine import Engine, ready
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.schema.answer import STRENGTH, Verdict
from dedere.schema.journeys import Journey, Journeys, Reach, Share, Tally
from dedere.terms.values import Atom, text
from dedere.version import __version__
from dedere.views.told import Recorded, Row, covered


def journeys(about: str, *, engine: Engine | None = None) -> Journeys:
    """The journeys of a person, or of everybody to a State, each with the duty of its host.

    `about` is an id, a name or an alias of a person or of a State. Raises `UsageError` for what names neither, and
    `CorpusError` for broken rules or facts.
    """
    engine = ready(engine)
    if not isinstance(about, str) or not about.strip():
        given = quoted(about) if about is not None and about != "" else "nothing"
        raise UsageError(f"journeys are asked for of {given}", "name a person or a State")
    declared, _ = engine.leading
    types = tuple(declared.type_of(declared.slot(it)) for it in ("person", "host"))
    kind, id_ = engine.directory(types).locate(about)
    return _View(engine, person=id_ if kind == types[0] else None, host=id_ if kind == types[1] else None).told()


class _View:
    """The journeys of a person, or those to a host, while they are worked out."""

    def __init__(self, engine: Engine, person: str | None, host: str | None) -> None:
        self.engine, self.person, self.host = engine, person, host
        self.phrases = engine.reasoner.phrases
        self.recorded = Recorded(engine)
        self.wanted = self.recorded.wanted_since()
        self.rows = [it for it in self.recorded.rows() if it.person == person or it.host == host]
        declared, _ = engine.leading
        self.host_type = declared.type_of(declared.slot("host"))
        self.usual = str(declared.presets[declared.slot("manner")])

    def told(self) -> Journeys:
        """The whole answer."""
        corpus = self.engine.corpus
        made = [self._journey(row, stays) for row, stays in zip(self.rows, self._stays(), strict=True)]
        pairs = list(zip(self.rows, made, strict=True))
        since = self.wanted.get(self.person) if self.person else None
        kept = self._kept()
        wanted = [it for row, it in pairs if self._since(row)]
        counted = made if self.person and since is None else wanted
        before = self._before(since) if since is not None else None
        who = self.person or str(self.host)
        return Journeys(
            id=identify("dedere.journeys/1", who, corpus.rules_fingerprint, corpus.facts_fingerprint),
            about="person" if self.person else "host",
            person=self.person,
            host=self.phrases.code(self.host, self.host_type) if self.host else None,
            name=self.phrases.name(who),
            wanted_since=None if since is None else dates.as_date(since),
            kept_until=None if kept is None else dates.as_date(kept),
            since=_share(wanted, since, None) if wanted or since is not None else None,
            kept=None if since is None or kept is None or kept < since else self._until(pairs, since, kept),
            before=before,
            comparable=before is not None and self._comparable(before, since),
            journeys=tuple(made),
            by_state=_tallies(counted, lambda it: [(it.host, self.phrases.name(it.host.lower()))]),
            by_year=_tallies(counted, lambda it: [(str(it.first_day.year), str(it.first_day.year))], in_order=True),
            by_court=_tallies(counted, lambda it: [(court, self.phrases.name(court)) for court in it.wanted_by]),
            by_person=_tallies(counted, lambda it: [(it.person, self.phrases.name(it.person))]),
            reach=tuple(self._reach()),
            passed_over=tuple(
                str(fact.atom) for it, host, fact in self.recorded.stays() if it == self.person or host == self.host
            ),
            dedere=__version__,
            rules_fingerprint=corpus.rules_fingerprint,
            facts_fingerprint=corpus.facts_fingerprint,
        ).making(self.engine)

    def _stays(self, on: int | None = None, rows: Sequence[Row] | None = None) -> list[list[Explained]]:
        """The answers to the stays of each journey, one for each part of the host that it led to; maybe of one day."""
        rows = self.rows if rows is None else rows
        visits = [
            Visit(it.person, place, first=on or it.first, last=on or it.last, presence=it.manner)
            for it in rows
            for place in it.areas or (it.host,)
        ]
        answers = explain(visits, engine=self.engine)
        found: list[list[Explained]] = []
        for it in rows:
            stays = [next(answers) for _ in it.areas or (it.host,)]
            for stay in stays:
                if isinstance(stay, Refused):
                    raise stay.error
            found.append([stay for stay in stays if isinstance(stay, Explained)])
        return found

    def _journey(self, row: Row, stays: Sequence[Explained]) -> Journey:
        worst = max(stays, key=lambda it: STRENGTH[it.verdict])
        return Journey(
            id=row.id,
            person=row.person,
            host=self.phrases.code(row.host, self.host_type),
            areas=row.areas,
            presence=row.manner or self.usual,
            first_day=dates.as_date(row.first),
            last_day=dates.as_date(row.last),
            outcome=row.outcome,
            made=row.made,
            capacity=row.capacity,
            occasion=row.occasion,
            wanted_by=self._wanted_by(stays),
            verdict=worst.verdict,
            schools=dict(worst.schools),
            unable=_unable(stays) if worst.verdict != "not_obliged" else (),
            found=tuple(self.phrases.atom(it.atom) for it in self.recorded.found_of(row)),
            sentence=self.phrases.atom(row.fact.atom),
            source=self.phrases.sources(row.fact),
            note=row.fact.note,
            answer=worst.id,
        )

    def _wanted_by(self, stays: Sequence[Explained]) -> tuple[str, ...]:
        worlds = [stay.stay.worlds[0].answer_set for stay in stays]
        said = (Atom(name, row) for world in worlds for name, _ in self.recorded.sought for row in world.rows(name))
        return self.recorded.sought_by(stays[0].person, map(str, said))

    def _since(self, row: Row) -> bool:
        """Whether a journey was made when the person was wanted, or had been."""
        return row.person in self.wanted and self.wanted[row.person] <= row.last

    def _until(self, pairs: Iterable[tuple[Row, Journey]], since: int, kept: int) -> Share:
        return _share([it for row, it in pairs if self._since(row) and row.first <= kept], since, kept)

    def _before(self, since: int) -> Share | None:
        """The journeys before, by what the same hosts had to do on the day on which the person was first wanted."""
        rows = [it for it in self.rows if it.made and it.last < since]
        if not rows:
            return None
        made = [self._journey(row, stays) for row, stays in zip(rows, self._stays(since, rows), strict=True)]
        complete = [it.first for it in self.recorded.spans(self.person) if it.complete and it.first < since]
        first = min([*complete, *(it.first for it in rows)])
        return _share(made, first, dates.previous_day(since), asked_on=since)

    def _comparable(self, before: Share, since: int | None) -> bool:
        if before.first_day is None or since is None:
            return False
        spans = self.recorded.spans(self.person)
        return covered(spans, dates.number(before.first_day), dates.previous_day(since))

    def _kept(self) -> int | None:
        """The day to which the list of the person is kept."""
        keeping = Keeping(self.engine.corpus, self.phrases)
        kinds = {self.engine.corpus.vocabulary.predicates[it.fact.atom.name].group for it in self.rows}
        days = (keeping.days.get((kind, self.person)) for kind in kinds if kind is not None)
        return next((it for it in days if it is not None), None)

    def _reach(self) -> Iterable[Reach]:
        persons = {it.person for it in self.rows}
        for it in self.recorded.spans(self.person):
            if it.person in persons or it.person == self.person:
                yield Reach(
                    person=it.person,
                    first_day=dates.as_date(it.first),
                    last_day=dates.as_date(it.last),
                    complete=it.complete,
                    ground=it.ground,
                    sentence=self.phrases.atom(it.fact.atom),
                )


def _unable(stays: Iterable[Explained]) -> tuple[str, ...]:
    places = (str(row[2]) for it in stays for row in it.stay.worlds[0].answer_set.rows("unable"))
    return tuple(dict.fromkeys(map(text, places)))


def _share(made: Iterable[Journey], first: int | None, last: int | None, asked_on: int | None = None) -> Share:
    its = [it for it in made if it.made]
    many = _many(its)
    return Share(
        first_day=None if first is None else dates.as_date(first),
        last_day=None if last is None else dates.as_date(last),
        asked_on=None if asked_on is None else dates.as_date(asked_on),
        made=len(its),
        unable=sum(set(it.areas) <= set(it.unable) for it in its if it.unable),
        **many,
    )


def _many(its: Iterable[Journey]) -> dict[Verdict, int]:
    found: dict[Verdict, int] = {"obliged": 0, "contested": 0, "not_obliged": 0}
    for it in its:
        found[it.verdict] += 1
    return found


def _tallies(
    made: Iterable[Journey], of: Callable[[Journey], list[tuple[str, str]]], *, in_order: bool = False
) -> tuple[Tally, ...]:
    """The journeys counted under each key: by key where it has an order of its own, else those with most first."""
    under: dict[tuple[str, str], list[Journey]] = {}
    for it in made:
        for key in of(it):
            under.setdefault(key, []).append(it)
    tallies = [
        Tally(key=key, name=name, made=sum(it.made for it in its), other=sum(not it.made for it in its), **counted)
        for (key, name), its in under.items()
        for counted in (_many(it for it in its if it.made),)
    ]
    return tuple(sorted(tallies, key=lambda it: (it.key,) if in_order else (-it.made, -it.other, it.name)))
