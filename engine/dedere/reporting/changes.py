"""What is told of differences, of tables of suppositions, and of what would turn an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dedere.reporting import phrases
from dedere.reporting.disagreement import ANSWERS
from dedere.reporting.document import (
    Block,
    Document,
    Footer,
    Heading,
    Item,
    Items,
    Lines,
    Note,
    Paragraph,
    Table,
)
from dedere.reporting.names import Names, named
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.difference import Change, Difference, Flip, Flips, Grid, Shift

MOST_LINES = 30
"""How many lines of 80 columns a short comparison has."""

MOST_SHIFTS = 5
"""How many conclusions are told that are gained, and how many that are lost."""

MOST_SETS = 6
"""How many sets of changes are told."""

MOST_SUPPOSED = 40
"""How many suppositions with the same answer are told."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEVELS = {"absent": "not", "contested": "on some views", "certain": "in any case"}


def difference(found: Difference, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The answers before and now, where the reasons part, what is gained and what lost; in full with all it rests on.

    Each step at which reasons part is told once in short, and under each thing that is gained or lost in full.
    """
    # A school is named where it has a view of what is gained or lost.
    founded = {
        rule.regime or "general"
        for it in (*found.gained, *found.lost)
        if it.sought
        for rule in (engine.corpus.rules[it.rule],)
    }
    called = named(engine, only=only).within(founded - {"general"})
    views = tuple(
        (called.school(id_), ANSWERS[found.schools_before[id_]], ANSWERS[found.schools_after[id_]])
        for id_ in called.heard(found.schools_before)
    )
    blocks: list[Block] = [Table(("Who", "Before", "Now"), views)] if views else []
    if explain in ("full", "why-not"):
        for title, shifts in (("Gained", found.gained), ("Lost", found.lost)):
            if shifts:
                blocks += [Heading(title), Items(tuple(map(_shift, shifts)))]
    elif explain != "none":
        blocks += _partings(found)
        for rank, title, shifts in ((2, "Gained", found.gained), (3, "Lost", found.lost)):
            if shifts:
                blocks += _norms(title, shifts, rank)
    if not found.gained and not found.lost:
        blocks.append(Lines(("Nothing is gained and nothing lost.",)))
    title = f"What that changes: {found.summary[:1].lower()}{found.summary[1:]}"
    return Document(title, tuple(blocks), most=0 if explain in ("full", "why-not") else MOST_LINES)


def _partings(found: Difference) -> Iterator[Block]:
    """The steps at which reasons part, each once: those of the duties asked about first, then those that part most."""
    held: dict[tuple[str, str], list[Shift]] = {}
    for it in (*found.gained, *found.lost):
        for part in it.parts[:1]:
            held.setdefault((part.sentence, part.instead.sentence), []).append(it)
    if held:
        order = sorted(held, key=lambda it: (not any(shift.sought for shift in held[it]), -len(held[it])))
        items = tuple(
            Item(phrases.sentence(step), (Note(f"otherwise: {instead}", "otherwise"),), weight=place)
            for place, (step, instead) in enumerate(order)
        )
        yield Heading("Where the reasons part")
        yield Items(items, rank=4, least=1)


def _norms(title: str, shifts: tuple[Shift, ...], rank: int) -> Iterator[Block]:
    """What is gained or lost: what must, must not and may be done, and then all else."""
    kinds = ("duty", "forbidden", "permitted", "power", "status")
    order = sorted(shifts, key=lambda it: (not it.sought, kinds.index(it.kind)))
    sentences = list(dict.fromkeys(f"{it.sentence}{_now(it)}" for it in order))
    shown = sentences[:MOST_SHIFTS]
    yield Heading(title)
    yield Items(
        tuple(Item(phrases.sentence(it), weight=place) for place, it in enumerate(shown)),
        len(sentences) - len(shown),
        "--explain full",
        rank=rank,
        least=3,
    )


def _now(shift: Shift) -> str:
    """What is only so on some views, before or now."""
    if shift.before == "absent" or shift.after == "absent":
        return " (on some views)" if "contested" in (shift.before, shift.after) else ""
    return f" ({_LEVELS[shift.before]} before, {_LEVELS[shift.after]} now)"


def _shift(shift: Shift) -> Item:
    first, last = str(shift.first_day), str(shift.last_day)
    days = first if first == last else f"{first} to {last}"
    standing = f"{_LEVELS[shift.before]} before, {_LEVELS[shift.after]} now"
    notes = [Note(f"{shift.rule}; {days}; {standing}", "rests")]
    for part in shift.parts:
        notes.append(Note(f"the reasons part at: {part.sentence}", "more"))
        notes.append(Note(f"otherwise: {part.instead.sentence}", "otherwise"))
    return Item(phrases.sentence(shift.sentence), tuple(notes))


def grid(found: Grid, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The sets of suppositions with the same answer together; all of them where `explain` is `full`."""
    called = named(engine)
    blocks: list[Block] = []
    for (verdict, *views), its in alike(found):
        blocks.append(Heading(f"{phrases.sentence(verdict)} ({len(its)})"))
        schools = [called.school(it) for it in found.rows[0].schools]
        blocks.append(Table((), tuple(zip(schools, views, strict=True))))
        if explain == "none":
            continue
        varies = found.host is None
        told = its if varies or explain == "full" else its[:MOST_SUPPOSED]
        blocks.append(Paragraph((", " if varies else "; ").join(told), soft=True))
        if len(told) < len(its):
            blocks.append(Paragraph(f"and {len(its) - len(told)} more (--json shows all)", soft=True))
    return Document(f"{len(found.rows)} suppositions, answered one at a time", tuple(blocks))


def alike(found: Grid) -> list[tuple[tuple[str, ...], list[str]]]:
    """The suppositions with the same answers: the verdict and that of each school, then what is supposed in each.

    The most common answer comes last.
    """
    together: dict[tuple[str, ...], list[str]] = {}
    for row in found.rows:
        answers = tuple(ANSWERS[it] for it in row.schools.values())
        said = row.host if found.host is None else " ".join(row.suppose)
        together.setdefault((IN_WORDS[row.verdict], *answers), []).append(said)
    most = max(map(len, together.values()), default=0)
    return sorted(together.items(), key=lambda it: (len(it[1]) == most and len(together) > 1, it[1]))


def flips(found: Flips, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The changes that turn it on some view, then the sets that make it certain, each with the reason for the verdict.

    Sets of which each takes one of the same changes, and one of the same others, are told as one. All of them are told
    where `explain` is `full`.
    """
    called = named(engine)
    title = turning(found, called)
    full = explain in ("full", "why-not")
    blocks: list[Block] = []
    if found.nearer:
        blocks += _groups(found.nearer, called, found.school, full=full, bare=explain == "none")
        heading = certain(found) if found.sets else f"Nothing makes it certain: {found.reason}."
        blocks.append(Heading(heading))
    if found.sets:
        blocks += _groups(found.sets, called, found.school, full=full, bare=explain == "none")
    if found.sets and not found.complete:
        blocks.append(Footer(("There may be more: the search was broken off.",)))
    return Document(title, tuple(blocks))


def _groups(sets: Sequence[Flip], called: Names, only: str | None, *, full: bool, bare: bool) -> list[Block]:
    """Sets of changes as items, those alike as one."""
    every = together(sets)
    shown = [] if bare else every if full else every[:MOST_SETS]
    blocks: list[Block] = [Items(tuple(_flip(it, called, only) for it in shown), style="numbers")]
    if len(every) > len(shown):
        left = sum(len(it.sets) for it in every[len(shown) :])
        more = f"set{'s' if left > 1 else ''}"
        blocks.append(Footer((f"and {left} {'more ' if shown else ''}{more} (--explain full)",)))
    return blocks


class Group(NamedTuple):
    """Sets of changes that take one of each of some `choices`, and their answers, which are the same."""

    choices: tuple[tuple[Change, ...], ...]
    sets: tuple[Flip, ...]


def together(sets: Sequence[Flip]) -> list[Group]:
    """The sets, those together that differ in one or two changes, for each of which the same others would do."""
    alike: dict[tuple[object, ...], dict[tuple[str, ...], list[Flip]]] = {}
    for it in sets:
        rest = tuple(change.fact for change in it.changes[1:])
        alike.setdefault((len(it.changes), tuple(it.schools.items())), {}).setdefault(rest, []).append(it)
    found: list[Group] = []
    for by_rest in alike.values():
        # The rests that go with the same first changes.
        same: dict[tuple[str, ...], list[list[Flip]]] = {}
        for its in by_rest.values():
            same.setdefault(tuple(it.changes[0].fact for it in its), []).append(its)
        for rows in same.values():
            if len(rows[0][0].changes) == 2:
                choices = (tuple(it.changes[0] for it in rows[0]), tuple(row[0].changes[1] for row in rows))
                found.append(Group(choices, tuple(it for row in rows for it in row)))
            else:
                found += [
                    Group((tuple(it.changes[0] for it in row), *((each,) for each in row[0].changes[1:])), tuple(row))
                    for row in rows
                ]
    return found


def turning(found: Flips, called: Names) -> str:
    """From which verdict to which it is turned, or why nothing turns it; first where it is turned on some view."""
    view = f" in the view of {called.of_schools([found.school])}" if found.school else ""
    if found.nearer:
        return f"From {IN_WORDS[found.from_verdict]} to {IN_WORDS['contested']}{view}, with any one of these:"
    if not found.sets:
        return f"Nothing turns it{view}: {found.reason}."
    return certain(found, view)


def certain(found: Flips, view: str = "") -> str:
    """From which verdict to which it is turned on every view."""
    return f"From {IN_WORDS[found.from_verdict]} to {IN_WORDS[found.to_verdict]}{view}, with any of these:"


def _flip(it: Group, called: Names, only: str | None) -> Item:
    notes = [note for at, choices in enumerate(it.choices) for note in _choice(it.sets[0], choices, first=not at)]
    first = it.sets[0]
    which = "then, with the first: " if len(it.sets) > 1 else "then: "
    notes.append(Note(f"{which}{first.why.sentence}", "otherwise"))
    if only is None and len(set(first.schools.values())) > 1:
        told: Mapping[str, str] = first.schools
        notes.append(Note("; ".join(f"{called.school(id_)} {ANSWERS[told[id_]]}" for id_ in told), "beside"))
    return Item(notes[0].text, tuple(notes[1:]))


def _choice(example: Flip, choices: Sequence[Change], *, first: bool) -> Iterator[Note]:
    """Changes of which one is to be made, each with the options that make it; one of the question has none.

    They turn it together with the other choices, and none of them alone.
    """
    several = len(choices) > 1
    if several:
        yield Note("One of these:" if first else "and one of these:", "more")
    for at, change in enumerate(choices):
        sentence = phrases.sentence(change.sentence)
        if several:
            sentence = f"{_LETTERS[at % len(_LETTERS)]}) {sentence}"
        elif not first:
            sentence = f"and {change.sentence[:1]}{sentence[1:]}"
        yield Note(sentence, "more")
        options = [f"--suppose '{fact}'" for fact in change.suppose]
        options += [f"--withdraw '{fact}'" for fact in change.withdraw]
        if several or set(change.suppose) <= set(example.question.suppose):
            yield Note(" ".join(options), "command")
