"""What is told of differences, of tables of suppositions, and of what would turn an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dedere import dates
from dedere.reporting import phrases, sheet, supposed
from dedere.reporting.disagreement import ANSWERS, briefly, school_alone
from dedere.reporting.disagreement import Row as View
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
    Remarks,
    Table,
)
from dedere.reporting.names import Names, named
from dedere.schema.answer import IN_WORDS
from dedere.terms.reader import parse_fact

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Question
    from dedere.schema.difference import Change, Changes, Difference, Flip, Flips, Grid, Parting, Row, Shift

MOST_LINES = 40
"""How many lines of 80 columns a short comparison has."""

MOST_SHIFTS = 5
"""How many conclusions are told that are gained, and how many that are lost."""

MOST_SETS = 6
"""How many sets of changes are told."""

MOST_SUPPOSED = 40
"""How many suppositions with the same answer are told."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_UNDER = {
    "duty": "under must",
    "forbidden": "under must not",
    "permitted": "under may",
    "power": "under may",
    "status": "besides",
}
"""Under what a norm of each kind is told."""
_LEVELS = {"absent": "not", "contested": "on some views", "certain": "on every view"}


def difference(found: Difference, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The answers before and now, where the reasons part, what is gained and what lost; in full with all it rests on.

    Each step at which reasons part is told once in short, and under each thing that is gained or lost in full.
    """
    called = named(engine, only=only).within(found.regimes)
    views = tuple(
        (called.school(id_), ANSWERS[found.schools_before[id_]], ANSWERS[found.schools_after[id_]])
        for id_ in called.heard(found.schools_before)
    )
    blocks: list[Block] = [Table(("Who", "Before", "Now"), views)] if views else []
    if explain in ("full", "why-not"):
        for title, shifts in (("Gained", found.gained), ("Lost", found.lost)):
            for under, some in _under(shifts):
                told = tuple(_shift(it, called, lost=shifts is found.lost) for it in some)
                blocks += [Heading(f"{title} {under}"), Items(told)]
    elif explain != "none":
        blocks += _partings(found)
        blocks += _norms(found, called)
    if not found.gained and not found.lost:
        blocks.append(Lines(("Nothing is gained and nothing lost.", *_too_late(found))))
    if found.warnings:
        blocks.append(Remarks((("Take care", " ".join(map(phrases.sentence, found.warnings))),)))
    understood = (*(f"Made: {it}." for it in found.made), *supposed.lines(engine, *_changed(found.question)))
    more = ("All of it: --explain full.",) if explain == "short" and (found.gained or found.lost) else ()
    if understood or more:
        blocks.append(Footer((*understood, *more), len(understood)))
    title = f"What that changes: {found.summary[:1].lower()}{found.summary[1:]}"
    return Document(title, tuple(blocks), most=0 if explain in ("full", "why-not") else MOST_LINES)


def _changed(asked: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return asked.suppose, asked.withdraw


def changeable(found: Changes, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The changes that the rules declare, each with its number."""
    number = len(found.changes)
    blocks: list[Block] = []
    if number:
        blocks.append(Table((), tuple((str(it.number), phrases.sentence(it.sentence)) for it in found.changes)))
    understood = tuple(supposed.lines(engine, *_changed(found.question)))
    how = ("dedere whatif makes one: --change NUMBER, or words of it; --by DATE on another day.",) if number else ()
    if understood or how:
        blocks.append(Footer((*understood, *how), len(understood)))
    several = f"{number} changes" if number != 1 else "one change"
    title = f"What could change, as the rules declare it: {several}" if number else "The rules declare no change here."
    return Document(title, tuple(blocks))


def _partings(found: Difference) -> Iterator[Block]:
    """The steps at which reasons part, each once: those of the duties asked about first, then those that part most."""
    held: dict[tuple[str, str], list[Shift]] = {}
    for shifts, lost in ((found.gained, False), (found.lost, True)):
        for it in shifts:
            for part in it.parts[:1]:
                held.setdefault(_sides(part, lost=lost), []).append(it)
    if held:
        order = sorted(held, key=lambda it: (not any(shift.sought for shift in held[it]), -len(held[it])))
        items = tuple(
            Item(phrases.sentence(now), (Note(f"before: {before}", "otherwise"),), weight=place)
            for place, (now, before) in enumerate(order)
        )
        yield Heading("Where the reasons part")
        yield Items(items, rank=5, least=1)


def _sides(part: Parting, *, lost: bool) -> tuple[str, str]:
    """What is so now, and what was before: of what is lost the step held before."""
    there, elsewhere = part.sentence, part.instead.sentence
    return (elsewhere, there) if lost else (there, elsewhere)


def _under(shifts: Iterable[Shift]) -> Iterator[tuple[str, list[Shift]]]:
    """What is gained or lost, under must, must not and may, and then all else; what is asked about comes first."""
    found: dict[str, list[Shift]] = {it: [] for it in dict.fromkeys(_UNDER.values())}
    for it in sorted(shifts, key=lambda it: not it.sought):
        found[_UNDER[it.kind]].append(it)
    yield from ((under, its) for under, its in found.items() if its)


def _too_late(found: Difference) -> Iterator[str]:
    """That all of what is supposed and left out is of days after the stay, where that is why nothing changes."""
    changed = [*map(parse_fact, (*found.question.suppose, *found.question.withdraw))]
    days = [[arg for arg in it.args if isinstance(arg, int) and dates.valid(arg)] for it in changed]
    last = dates.number(found.question.last_day)
    if days and all(its and min(its) > last for its in days):
        first = dates.words(min(map(min, days)))
        yield f"It is of {first}, after the stay, which ends on {dates.words(last)}."


def _norms(found: Difference, called: Names) -> Iterator[Block]:
    """What is gained and what is lost, in sentences; what no duty is of gives way first."""
    ranks = list(dict.fromkeys(_UNDER.values()))
    for lost, title, shifts in ((0, "Gained", found.gained), (1, "Lost", found.lost)):
        for under, its in _under(shifts):
            order = list(dict.fromkeys(f"{it.sentence}{_now(it, called)}" for it in its))
            items = tuple(Item(phrases.sentence(it), weight=place) for place, it in enumerate(order[:MOST_SHIFTS]))
            more = len(order) - len(items)
            yield Heading(f"{title} {under}")
            yield Items(items, more, "--explain full", rank=2 + 2 * ranks.index(under) + lost, least=2)


def _now(shift: Shift, called: Names) -> str:
    """Whose view it is, before or now, where it is not so on every view; nothing where one of the two says it all."""
    if shift.before == "absent" or shift.after == "absent":
        return " (on some views)" if "contested" in (shift.before, shift.after) else ""
    return f" ({_levels(shift, called)})"


def _levels(shift: Shift, called: Names) -> str:
    """How it stood before and how it stands now: in whose view, where both are not told by their words alone."""
    both = shift.before == shift.after == "contested"
    told = [
        called.view(schools) if both else _LEVELS[level]
        for level, schools in ((shift.before, shift.schools_before), (shift.after, shift.schools_after))
    ]
    if told[0] == told[1]:
        return f"{told[0]}, and on other ones than before" if both else told[0]
    return f"{told[0]} before, {told[1]} now"


def _shift(shift: Shift, called: Names, *, lost: bool) -> Item:
    first, last = str(shift.first_day), str(shift.last_day)
    days = first if first == last else f"{first} to {last}"
    standing = _levels(shift, called)
    notes = [Note(f"{shift.rule}; {days}; {standing}", "rests")]
    for part in shift.parts:
        now, before = _sides(part, lost=lost)
        notes.append(Note(f"where the reasons part, now: {now}", "more"))
        notes.append(Note(f"before: {before}", "otherwise"))
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
        shown = its if found.host is None or explain == "full" else its[:MOST_SUPPOSED]
        told = [in_words(it, engine, found) for it in shown]
        blocks.append(Paragraph(f"{', '.join(told)}.") if found.host is None else Items(tuple(map(Item, told))))
        if len(told) < len(its):
            blocks.append(Paragraph(f"and {len(its) - len(told)} more (--explain full)", soft=True))
    understood = tuple(supposed.lines(engine, found.suppose, found.withdraw))
    if understood:
        blocks.append(Footer(understood, len(understood)))
    return Document(answered(found), tuple(blocks))


def answered(found: Grid) -> str:
    """How many suppositions were answered."""
    number = len(found.rows)
    return "One supposition, answered" if number == 1 else f"{number} suppositions, answered one at a time"


def in_words(row: Row, engine: Engine, found: Grid) -> str:
    """What sets one row of a table apart: the host where that differs, or else what is supposed, in words."""
    atoms = list(map(parse_fact, (*found.suppose, *row.suppose)))
    said = engine.reasoner.phrases.calling(atoms)
    if found.host is None:
        return said.name(row.host.lower())
    told = "; ".join(supposed.in_words(engine, it, said) for it in atoms[len(found.suppose) :])
    return phrases.sentence(told)


def alike(found: Grid) -> list[tuple[tuple[str, ...], list[Row]]]:
    """The rows with the same answers, under the verdict and that of each school. The most common answer comes last."""
    together: dict[tuple[str, ...], list[Row]] = {}
    for row in found.rows:
        answers = tuple(ANSWERS[it] for it in row.schools.values())
        together.setdefault((IN_WORDS[row.verdict], *answers), []).append(row)
    most = max(map(len, together.values()), default=0)

    def place(it: tuple[tuple[str, ...], list[Row]]) -> tuple[bool, list[str]]:
        return len(it[1]) == most and len(together) > 1, [_told_by(found, row) for row in it[1]]

    return sorted(together.items(), key=place)


def _told_by(found: Grid, row: Row) -> str:
    return row.host if found.host is None else " ".join(row.suppose)


def table(found: Grid, engine: Engine) -> str:
    """The rows as CSV, those with the same answer together: the answer, that of each school, and what is supposed."""
    called = named(engine)
    schools = list(found.rows[0].schools) if found.rows else []
    rows = [["answer", *map(called.school, schools), "host", "supposed", "facts"]]
    for (verdict, *views), its in alike(found):
        for row in its:
            told = in_words(row, engine, found.model_copy(update={"host": row.host}))
            rows.append([verdict, *views, row.host, told, " ".join(f"{it}." for it in row.suppose)])
    return sheet.written(rows)


def flips(found: Flips, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The changes that turn it on some view, then the sets that make it certain, each with the reason for the verdict.

    Sets of which each takes one of the same changes, and one of the same others, are told as one. All of them are told
    where `explain` is `full`.
    """
    called = named(engine)
    title = turning(found, called)
    typing = supposed.Typing(engine)
    full = explain in ("full", "why-not")
    blocks: list[Block] = []
    if found.nearer:
        blocks += _groups(found.nearer, called, typing, found.school, full=full, bare=explain == "none")
        heading = certain(found) if found.sets else f"Nothing makes it certain: {found.reason}."
        blocks.append(Heading(heading))
    if found.sets:
        blocks += _groups(found.sets, called, typing, found.school, full=full, bare=explain == "none")
    if found.sets and not found.complete:
        blocks.append(Footer(("There may be more: the search was broken off.",)))
    return Document(title, tuple(blocks))


def _groups(
    sets: Sequence[Flip], called: Names, typing: supposed.Typing, only: str | None, *, full: bool, bare: bool
) -> list[Block]:
    """Sets of changes as items, those alike as one."""
    every = together(sets)
    shown = [] if bare else every if full else every[:MOST_SETS]
    blocks: list[Block] = [Items(tuple(_flip(it, called, typing, only) for it in shown), style="numbers")]
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
    if found.nearer and found.from_verdict == "contested":
        return f"Still contested{view}, but the answer of some school changes, with any one of these:"
    if found.nearer:
        return f"From {IN_WORDS[found.from_verdict]} to {IN_WORDS['contested']}{view}, with any one of these:"
    if not found.sets:
        return f"Nothing turns it{view}: {found.reason}."
    return certain(found, view)


def certain(found: Flips, view: str = "") -> str:
    """From which verdict to which it is turned on every view."""
    return f"From {IN_WORDS[found.from_verdict]} to {IN_WORDS[found.to_verdict]}{view}, with any of these:"


def _flip(it: Group, called: Names, typing: supposed.Typing, only: str | None) -> Item:
    notes = [note for at, choices in enumerate(it.choices) for note in _choice(choices, typing, first=not at)]
    first = it.sets[0]
    which = "then, with the first: " if len(it.sets) > 1 else "then: "
    notes.append(Note(f"{which}{first.why.sentence}", "otherwise"))
    if only is None and (first.left_open or len(set(first.schools.values())) > 1):
        views = [View(school_alone(called.school(id_)), ANSWERS[it], "", False) for id_, it in first.schools.items()]
        asked = f" The open question{'s' if len(first.left_open) > 1 else ''}: {' '.join(first.left_open)}"
        notes.append(Note(f"{briefly(views)}{asked if first.left_open else ''}", "beside"))
    return Item(notes[0].text, tuple(notes[1:]))


def _choice(choices: Sequence[Change], typing: supposed.Typing, *, first: bool) -> Iterator[Note]:
    """Changes of which one is to be made, each with the options that make it.

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
        yield Note("\n".join(typing.options(change)), "command")
