"""What is told of journeys: how many led where with what duty, which were the exceptions, how far the list reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases, sheet
from dedere.reporting.document import Block, Document, Footer, Heading, Item, Items, Note, Paragraph, Table
from dedere.reporting.names import Names, named, sought
from dedere.schema.answer import IN_WORDS
from dedere.terms.values import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dedere.engine import Engine
    from dedere.schema.journeys import Journey, Journeys, Share, Tally


MANY = 10
"""Journeys from which on a share is also told in percent."""


def document(found: Journeys, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The share in one line, the exceptions, the time before, the reach of the list; then counts and each journey."""
    blocks: list[Block] = [Paragraph(it) for it in _passed_over(found, engine)]
    if explain == "none":
        return Document(claim(found, engine), tuple(blocks), last=False)
    called = named(engine)
    if exceptions := [it for it in found.journeys if it.made and it.verdict != "not_obliged"]:
        items = tuple(_exception(it, found, engine, called, explain) for it in exceptions)
        blocks += [Heading("The others" if found.person else "Where a duty was contested or owed"), Items(items)]
    if told := [*_before(found), *_kept(found)]:
        blocks += [Heading("What it is to be held against"), *map(Paragraph, told)]
    reach = tuple(Item(phrases.sentence(it.sentence)) for it in found.reach)
    if reach:
        blocks += [Heading("How far the list reaches"), Items(reach)]
    elif found.journeys:
        blocks.append(Paragraph("Nothing says how far the list of these journeys reaches."))
    for heading, of, tallies in (
        ("By State", "State", found.by_state if found.person else ()),
        ("By person", "person", found.by_person if found.host else ()),
        ("By year", "year", found.by_year),
        ("By who wanted the person", "wanted by", found.by_court),
    ):
        if tallies:
            blocks += [Heading(heading), _counted(of, tallies)]
    if found.journeys:
        blocks += [Heading("Each journey"), *_each(found, engine, explain)]
    if exceptions and engine.leading[0].of_many:
        blocks.append(Footer(engine.leading[0].of_many))
    return Document(claim(found, engine), tuple(blocks))


def claim(found: Journeys, engine: Engine) -> str:
    """The answer in one line: of the journeys that were made, how many led to hosts with which duty."""
    act = sought(engine, found.name if found.person else "the person")
    if found.since is None:
        many = _counted_of(len(found.journeys), "journey")
        if found.person:
            return f"No warrant against {found.name} is known; the record has {many}."
        return f"The record has {many} to {found.name}{', none of a person wanted by then' if found.journeys else ''}."
    who = f"of {found.name} " if found.person else f"of wanted persons to {found.name} "
    since = (
        f" since {dates.words(found.wanted_since)}, when the first warrant was issued," if found.wanted_since else ""
    )
    share = found.since
    if not share.made:
        return f"No journey {who}is known to have taken place{since.rstrip(',')}."
    if found.person is None:
        return f"{_to_one(found.name, share, act)}."
    if share.made == 1:
        return f"The one journey {who}that took place{since} led to {_the_one(share, act)}."
    parts = [f"{_part(share.not_obliged, share.made)} led to States with no duty on any view to {act}"]
    if share.contested:
        parts.append(f"{share.contested} to States whose duty is contested")
    if share.obliged:
        parts.append(f"{share.obliged} to States obliged on every view")
    return f"Of the {share.made} journeys {who}that took place{since} {', '.join(parts)}."


def _the_one(share: Share, act: str) -> str:
    """The State that the only journey led to, by its duty."""
    if share.obliged:
        return f"a State obliged on every view to {act}"
    if share.contested:
        return f"a State whose duty to {act} is contested"
    return f"a State with no duty on any view to {act}"


def _to_one(host: str, share: Share, act: str) -> str:
    """The same of the journeys to one State: what its duty was on how many of them."""
    found = (
        (share.not_obliged, f"it had no duty on any view to {act}", "it had none on any view"),
        (share.contested, f"its duty to {act} was contested", "its duty was contested"),
        (share.obliged, f"it was obliged on every view to {act}", "it was obliged on every view"),
    )
    of = "journeys of wanted persons" if share.made > 1 else "journey of a wanted person"
    many = f"the {share.made}" if share.made > 1 else "the one"
    told = [(number, first, further) for number, first, further in found if number]
    if len(told) == 1:
        return f"On {many} {of} to {host} that took place {told[0][1]}"
    parts = [f"on {number} {further if at else first}" for at, (number, first, further) in enumerate(told)]
    return f"Of {many} {of} to {host} that took place, {', '.join(parts)}"


def _part(many: int, of: int) -> str:
    """How many of how many, in percent where there are enough for it to mean something."""
    return "none" if not many else f"{many} ({round(100 * many / of)} percent)" if of >= MANY else str(many)


def table(found: Journeys, engine: Engine) -> str:
    """The journeys as CSV, one a row."""
    called = named(engine)
    schools = list(found.journeys[0].schools) if found.journeys else []
    rows: list[list[str]] = [
        [
            "person",
            "host",
            "areas",
            "from",
            "until",
            "outcome",
            "presence",
            "capacity",
            "occasion",
            "wanted by",
            "answer",
        ]
        + [called.school(it) for it in schools]
        + ["could not act in", "found", "journey", "sources", "id"]
    ]
    rows += [
        [it.person, it.host, " ".join(it.areas), str(it.first_day), str(it.last_day), it.outcome, it.presence]
        + [it.capacity, it.occasion, " ".join(it.wanted_by), IN_WORDS[it.verdict]]
        + [IN_WORDS[it.schools[school]] for school in schools]
        + [" ".join(it.unable), "; ".join(it.found), it.id, "; ".join(it.source), it.answer]
        for it in found.journeys
    ]
    return sheet.written(rows)


def _exception(it: Journey, found: Journeys, engine: Engine, called: Names, explain: str) -> Item:
    name = engine.reasoner.phrases.name
    who = name(it.host.lower()) if found.person else name(it.person)
    how = "" if it.presence == _usual(engine) else f" ({name(it.presence)})"
    bound = [school for school, verdict in it.schools.items() if verdict == "obliged"]
    free = [school for school, verdict in it.schools.items() if verdict == "not_obliged"]
    views = "obliged on every view" if it.verdict == "obliged" else f"obliged {called.view(bound)}"
    if free and bound:
        views += f", not {called.view(free)}"
    notes = [Note(phrases.sentence(told), "more") for told in it.found]
    if it.unable:
        places = phrases.listed(name(place) for place in it.unable)
        notes.insert(0, Note(f"{name(it.host.lower())} could not act in {places}, where the person was.", "more"))
    if explain == "full":
        notes += [Note(source, "beside") for source in it.source]
    return Item(f"{who}, {dates.span(it.first_day, it.last_day)}{how}: {views}.", tuple(notes))


def _before(found: Journeys) -> Iterator[str]:
    """The time before, by the duty that the same hosts had on the first day, and whether it can be compared."""
    before, since = found.before, found.since
    if before is None or since is None or before.first_day is None or before.last_day is None:
        return
    assert before.asked_on is not None  # noqa: S101  # the time before is always asked of one day
    led = [f"{_part(before.not_obliged, before.made)} led to States not obliged on any view"]
    if before.contested:
        led.append(f"{before.contested} to States whose duty was contested")
    if before.obliged:
        led.append(f"{before.obliged} to States obliged on every view")
    yield (
        f"{_counted_of(before.made, 'journey')} took place {dates.stretch(before.first_day, before.last_day)}; by the "
        f"duty that the hosts had on {dates.words(before.asked_on)}, the day of the first warrant, {', '.join(led)}."
    )
    if before.unable or since.unable:
        yield (
            "Without those to places where the host could not act, States not obliged on any view were visited by "
            f"{before.not_obliged} of {before.made - before.unable} journeys before and {since.not_obliged} of "
            f"{since.made - since.unable} since."
        )
    if found.comparable:
        yield "The list of the time before is believed to be complete as is told below; so far the two can be compared."
    else:
        yield "The list of the time before is not complete: the two cannot be compared."


def _kept(found: Journeys) -> Iterator[str]:
    """Up to which day the list is kept, and what is counted up to it."""
    if found.since is None or not found.person:
        return
    if found.kept_until is None:
        yield "Nothing says up to which day the list is complete: there may be more."
        return
    day = dates.words(found.kept_until)
    if found.kept is None:
        return
    later = found.since.made - found.kept.made
    up_to = f"The list is kept up to {day}: {found.kept.not_obliged} of {found.kept.made} journeys up to then led to "
    yield (
        f"{up_to}States not obliged on any view. "
        + (f"{later} later {'ones were' if later > 1 else 'one was'} seen, and there may be more." if later else "")
    ).strip()


def _passed_over(found: Journeys, engine: Engine) -> Iterator[str]:
    """How many stays are no journeys of the record, and how they would be."""
    form = next((form for about, form in engine.leading[0].recorded if about == "journey"), None)
    if not found.passed_over or form is None:
        return
    many, journey = len(found.passed_over), split(form)[0]
    whose = f"of {found.name}" if found.person else f"in {found.name}"
    are, they, them = ("is", "it is", "it") if many == 1 else ("are", "they are", "them")
    yield (
        f"{_counted_of(many, 'stay')} {whose} {are} in the record without what became of {them} "
        f"(`{split(found.passed_over[0])[0]}`): {they} not counted. A journey is told with its outcome: "
        f"`dedere facts kinds {journey}`, `dedere facts import TABLE --as {journey}`."
    )


def _counted(of: str, tallies: Iterable[Tally]) -> Table:
    rows = tuple(
        (it.name, str(it.made), str(it.not_obliged), str(it.contested), str(it.obliged), str(it.other))
        for it in tallies
    )
    return Table((of, "took place", "not obliged", "contested", "obliged", "not made"), rows)


def _each(found: Journeys, engine: Engine, explain: str) -> Iterator[Block]:
    name = engine.reasoner.phrases.name
    usual = _usual(engine)

    def became(it: Journey) -> str:
        how = it.outcome.replace("_", " ")
        return how if it.presence == usual else f"{how} ({name(it.presence)})"

    rows = tuple(
        (
            dates.span(it.first_day, it.last_day),
            name(it.host.lower()) if found.person else name(it.person),
            became(it),
            IN_WORDS[it.verdict] if it.wanted_by else "no warrant stood",
        )
        for it in found.journeys
    )
    other = "State" if found.person else "person"
    yield Table(("days", other, "what became of it", "duty, or what it would have been"), rows)
    if explain == "full":
        yield Items(tuple(_told(it) for it in found.journeys))


def _told(it: Journey) -> Item:
    notes = [Note(phrases.sentence(it.note), "more")] if it.note else []
    return Item(phrases.sentence(it.sentence), (*notes, *(Note(source, "beside") for source in it.source)))


def _usual(engine: Engine) -> str:
    declared, _ = engine.leading
    return str(declared.presets[declared.slot("manner")])


def _counted_of(many: int, what: str) -> str:
    return f"{many} {what}{'' if many == 1 else 's'}"
