"""What is told of situations: for one person where and since when a duty arises, for many how many places these are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from dedere import dates
from dedere.batch import listing
from dedere.batch.deriving import AFTER, FIRST
from dedere.reporting import phrases
from dedere.reporting.document import Block, Document, Heading, Item, Items, Note, Paragraph, Table
from dedere.reporting.names import Names, named, sought
from dedere.reporting.record import counted

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.situations import Situated, SituationRow

_BEGINNING, _END = dates.as_date(FIRST), dates.as_date(AFTER)
_OWING = ("obliged", "contested")


class _Place(NamedTuple):
    """What the days of a person in a place come to."""

    person: str
    presence: str
    place: str
    rows: tuple[SituationRow, ...]

    def ever(self, *verdicts: str) -> bool:
        """Whether any of the days has one of these verdicts."""
        return any(it.verdict in verdicts for it in self.rows)


def document(found: Situated, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The days on which a duty arises, with the places where it does; of many persons in how many places it does."""
    name = engine.reasoner.phrases.name
    who = name(found.persons[0]) if len(found.persons) == 1 else counted(len(found.persons), "person")
    places = _places(found.rows)
    owing = sum(it.ever(*_OWING) for it in places)
    manner = phrases.listed(name(it) for it in found.presences)
    of = "place" if len(found.persons) == 1 == len(found.presences) else "combination"
    title = (
        f"A duty to {sought(engine, who)} ({manner}) arises, or is contested, in {owing} of {counted(len(places), of)}"
    )
    one = len(found.persons) == 1
    blocks: list[Block] = [_many(found, places, engine)]
    if one:
        blocks = [*_one(found, places, engine, named(engine, only=only))]
    by_row = [it for it in places if it.rows[0].verdict is None]
    if by_row:
        said = (
            f"In {counted(len(by_row), of)} a rule speaks of the stay and not of its days: ask about each stay there."
        )
        blocks.append(Paragraph(said))
    return Document(title, tuple(blocks))


def _places(rows: Iterable[SituationRow]) -> list[_Place]:
    by = groupby(rows, key=lambda it: (it.person, it.presence, it.area or it.host.lower()))
    return [_Place(*key, tuple(them)) for key, them in by]


def _one(found: Situated, places: Sequence[_Place], engine: Engine, names: Names) -> Iterable[Block]:
    """The places with the same days together, those with the most places first; by manner where there are several."""
    name = engine.reasoner.phrases.name
    for presence in found.presences:
        alike: dict[str, list[_Place]] = {}
        for it in places:
            if it.presence == presence and it.ever(*_OWING):
                alike.setdefault("; ".join(_stretches(it.rows, names)), []).append(it)
        items = tuple(
            Item(
                f"{said[:1].upper()}{said[1:]}: {', '.join(name(it.place) for it in them)}.",
                tuple(Note(it, "rests") for it in _authorities(them)),
            )
            for said, them in sorted(alike.items(), key=lambda it: -len(it[1]))
        )
        if len(found.presences) > 1:
            yield Heading(f"{phrases.sentence(name(presence)).rstrip('.')}")
        if items:
            yield Items(items)
        never = sum(
            it.presence == presence and not it.ever(*_OWING) and it.rows[0].verdict is not None for it in places
        )
        yield Paragraph(f"In {counted(never, 'place')} nothing of the kind is owed on any day.", soft=True)


def _stretches(rows: Iterable[SituationRow], names: Names) -> Iterator[str]:
    """What is owed on which days, those together on which the same is said of it."""
    for said, them in groupby(rows, key=lambda it: _owed(it, names)):
        if said:
            first, *_ = every = list(them)
            begins = "" if first.first == _BEGINNING else dates.words(first.first)
            after = every[-1].after
            ends = "" if after == _END else dates.words(dates.previous_day(dates.number(after)))
            days = f"from {begins} to {ends}" if begins and ends else f"since {begins}" if begins else f"until {ends}"
            yield f"{days if begins or ends else 'on every day'} {said}"


def _owed(row: SituationRow, names: Names) -> str:
    if row.verdict == "obliged":
        return "there is a duty"
    holding = [it for it, verdict in row.schools.items() if verdict == "obliged"]
    return f"a duty is contested, and owed {names.view(holding)}" if row.verdict == "contested" else ""


def _authorities(places: Iterable[_Place]) -> list[str]:
    return list(dict.fromkeys(row.authority for it in places for row in it.rows if row.authority))


def table(found: Situated, engine: Engine) -> str:
    """The rows as CSV, which names nothing but by its id."""
    return listing.as_csv(found).rstrip("\n")


def _many(found: Situated, places: Sequence[_Place], engine: Engine) -> Table:
    name = engine.reasoner.phrases.name
    counts: dict[tuple[str, ...], list[int]] = {}
    for it in places:
        key = (name(it.person), name(it.presence)) if len(found.presences) > 1 else (name(it.person),)
        of = counts.setdefault(key, [0, 0, 0])
        of[0 if it.ever("obliged") else 1 if it.ever("contested") else 2] += 1
    headers = ("person", *(("presence",) if len(found.presences) > 1 else ()), "obliged", "contested", "never")
    return Table(headers, tuple((*key, *map(str, of)) for key, of in counts.items()))
