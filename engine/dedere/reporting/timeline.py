"""What is told of how a duty runs: a band for each host with what changed on which day; and of what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases, sheet
from dedere.reporting.document import Block, Document, Footer, Heading, Item, Items, Note, Paragraph
from dedere.reporting.names import named, sought
from dedere.reporting.survey import views
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from dedere.engine import Engine
    from dedere.schema.timeline import Band, Changing, Phase, Timeline, Trip, Upcoming

NAMED = 8
"""How many of the places that run alike are named where not everything is told."""


def document(found: Timeline, engine: Engine, explain: str, only: str | None = None) -> Document:
    """Each band with its days, what changed on the first of them, and the journeys."""
    called = named(engine)
    blocks: list[Block] = []
    for band in found.bands:
        items = [
            Item(f"{days(it)}: {views(it.schools, called)}.", tuple(_notes(it, explain, engine))) for it in band.phases
        ]
        blocks += [Heading(title_of(band, explain == "full")), Items(tuple(items))]
        if band.journeys and explain != "none":
            names = dict(zip(band.places, band.names, strict=True)) if len(band.places) > 1 else {}
            told = (f"{f'{names[it.host]} ' if names else ''}{trip(it)}" for it in band.journeys)
            blocks.append(Paragraph(f"Journeys: {'; '.join(told)}.", soft=True))
    blocks.append(Footer(tuple(_foot(found, engine))))
    return Document(title(found, engine), tuple(blocks))


def title(found: Timeline, engine: Engine) -> str:
    """The question."""
    act = sought(engine, found.name)
    if not found.hosts:
        return f"Since when, and until when, must which States {act}?"
    return f"When must {phrases.listed(name for it in found.bands for name in it.names)} {act}?"


def title_of(band: Band, whole: bool = False) -> str:
    """The names of the places of a band."""
    if whole or len(band.names) <= NAMED:
        return phrases.listed(band.names)
    return f"{len(band.names)} places: {', '.join(band.names[:NAMED])} and {len(band.names) - NAMED} more"


def days(it: Phase) -> str:
    """The days of a phase, in words."""
    if it.first_day is None:
        return "On all days" if it.last_day is None else f"Until {dates.words(it.last_day)}"
    if it.last_day is None:
        return f"From {dates.words(it.first_day)}"
    return f"From {dates.span(it.first_day, it.last_day)}" if it.first_day != it.last_day else dates.words(it.first_day)


def trip(it: Trip) -> str:
    """A journey in a few words."""
    return f"{dates.span(it.first_day, it.last_day)} ({it.outcome.replace('_', ' ')}, {IN_WORDS[it.verdict]})"


def _notes(it: Phase, explain: str, engine: Engine) -> Iterator[Note]:
    if explain == "none":
        return
    yield from (Note(phrases.sentence(why), "more") for why in it.because)
    if it.rules and explain == "full":
        said = engine.reasoner.phrases.authority
        yield Note("; ".join(f"{rule}: {', '.join(said(rule))}" for rule in it.rules), "beside")


def _foot(found: Timeline, engine: Engine) -> Iterator[str]:
    if any(it.verdict != "not_obliged" for band in found.bands for it in band.phases):
        yield from engine.leading[0].of_many
    if found.kept_until is not None:
        until = dates.words(found.kept_until)
        # An answer tells the earliest day of all that it rests on, which may be another than that of the warrants.
        yield (
            f"The warrants are kept until {until}, and what else an answer rests on until the day that it tells; what "
            f"comes later rests on what is known now."
        )
    yield f"Answer {found.id}"


def table(found: Timeline, engine: Engine) -> str:
    """The phases as CSV, a row for each place and phase."""
    called = named(engine)
    schools = [it.id for it in engine.schools]
    rows = [["place", "name", "from", "until", "answer", *map(called.school, schools), "rules", "because"]]
    rows += [
        [place, name, _iso(it.first_day), _iso(it.last_day), IN_WORDS[it.verdict]]
        + [IN_WORDS[it.schools[id_]] for id_ in schools]
        + [" ".join(it.rules), "; ".join(it.because)]
        for band in found.bands
        for place, name in zip(band.places, band.names, strict=True)
        for it in band.phases
    ]
    return sheet.written(rows)


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def changing(found: Changing, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What will change, day by day."""
    called = named(engine)
    span = dates.span(found.first_day, found.last_day)
    many = len(found.persons)
    who = engine.reasoner.phrases.name(found.persons[0]) if many == 1 else f"{many} persons"
    number = len(found.changes)
    title_ = f"Nothing in the record changes an answer about {who} from {span}."
    if number:
        title_ = (
            f"{number} change{'s' if number > 1 else ''} of an answer about {who} from {span}, as the record stands"
        )
    blocks: list[Block] = []
    for day, its in _by_day(found.changes).items():
        items = []
        for it in its:
            turns = f"{views(it.schools_before, called)} -> {views(it.schools_after, called)}"
            if it.schools_before == it.schools_after:
                said = engine.reasoner.phrases.authority
                by = phrases.listed(dict.fromkeys(place for rule in it.rules_after for place in said(rule)))
                turns = f"as before {views(it.schools_after, called)}; from then on by {by}"
            items.append(
                Item(
                    f"{it.name} in {phrases.listed(it.names)}: {turns}.",
                    tuple(Note(phrases.sentence(why), "more") for why in it.because) if explain != "none" else (),
                )
            )
        blocks += [Heading(dates.words(day)), Items(tuple(items))]
    blocks.append(Footer((f"Answer {found.id}",)))
    return Document(title_, tuple(blocks))


def _by_day(changes: Sequence[Upcoming]) -> dict[date, list[Upcoming]]:
    found: dict[date, list[Upcoming]] = {}
    for it in changes:
        found.setdefault(it.day, []).append(it)
    return found


def changing_table(found: Changing, engine: Engine) -> str:
    """The changes as CSV, a row for each place."""
    called = named(engine)
    schools = [it.id for it in engine.schools]
    rows = [["day", "person", "name", "place", "before", "after"]]
    rows[0] += [f"{called.school(it)}: {when}" for it in schools for when in ("before", "after")]
    rows[0] += ["rules before", "rules after", "because"]
    rows += [
        [it.day.isoformat(), it.person, it.name, place]
        + [IN_WORDS[it.verdict_before], IN_WORDS[it.verdict_after]]
        + [IN_WORDS[by[id_]] for id_ in schools for by in (it.schools_before, it.schools_after)]
        + [" ".join(it.rules_before), " ".join(it.rules_after), "; ".join(it.because)]
        for it in found.changes
        for place in it.places
    ]
    return sheet.written(rows)
