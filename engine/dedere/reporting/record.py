"""What is told of changes to the record: what two versions of it say differently, and what was read from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere.dates import number, words
from dedere.reporting import supposed
from dedere.reporting.document import Block, Code, Document, Heading, Item, Items, Lines, Note, Paragraph
from dedere.schema.answer import IN_WORDS
from dedere.terms.reader import parse_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dedere.engine import Engine
    from dedere.schema.diff import RecordDiff, Turned
    from dedere.schema.exchange import Imported, ImportRow, OfStatus

MOST_ROWS = 40
"""How many rows of one status are told one by one."""

_TOLD = {
    "invalid": "invalid",
    "changed": "otherwise in the record",
    "sourced": "with another source in the record",
}
"""The statuses of which the rows are told, and how more of them are spoken of."""


def difference(found: RecordDiff, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What came, went and changed between two records; which verdicts that turns comes first."""
    blocks: list[Block] = []
    if found.verdicts:
        blocks += [Heading("Verdicts that turn"), Lines(tuple(it.sentence for it in found.verdicts))]
    items: list[Item] = []
    for it in found.changed:
        items += [Item(it.old.sentence, mark="-"), Item(it.new.sentence, mark="+")]
    items += [Item(it.sentence, mark="-") for it in found.removed]
    items += [Item(it.sentence, mark="+") for it in found.added]
    items += [Item(it.new.sentence, (Note(f"{it.was} -> {it.now}", "beside"),), "~") for it in found.resourced]
    if items and explain != "none":
        blocks += [Heading("What the record says now, and said"), Items(tuple(items))]
    title = f"{changed(found)} {tally(found)}; {found.answered} were worked out again."
    return Document(title, tuple(blocks), last=True)


def changed(found: RecordDiff) -> str:
    """How many facts came, went and changed."""
    parts = (
        f"{len(found.added)} added",
        f"{len(found.removed)} removed",
        f"{len(found.changed)} changed",
        f"{len(found.resourced)} resting on something else",
    )
    return f"{', '.join(parts)}."


def tally(found: RecordDiff) -> str:
    """How many verdicts turn."""
    return f"{len(found.verdicts)} of {counted(found.visits, 'verdict')} on visits in both turn"


def imported(found: Imported, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What became of the rows of a table: those that the record does not have so, and how many of each."""
    most = None if explain == "full" else MOST_ROWS
    of_status = found.of_status
    blocks: list[Block] = [*_verdicts(of_status, engine)] if of_status else []
    shown: dict[str, list[ImportRow]] = {status: [] for status in (("new",) if of_status else ())}
    shown |= {status: [] for status in _TOLD}
    for row in found.rows:
        if row.status in shown:
            shown[row.status].append(row)
    told = {id(row) for rows in shown.values() for row in rows[:most]}
    # An entity gives several facts, which may be refused for one reason.
    once = {(it.line, it.reason, it.old, it.fact): it for it in found.rows if id(it) in told}
    if of_status and once:
        blocks.append(Heading("What the table says otherwise"))
    blocks += [Items(tuple(_row(it, engine) for it in once.values()))] if told else []
    for status, rows in shown.items():
        left_out = len(rows) - len(rows[:most])
        if left_out:
            blocks.append(Paragraph(f"and {left_out} more that are {_TOLD.get(status, status)}"))
    blocks += _gone(of_status, most) if of_status else []
    noted = [it for it in found.rows if it.notes]
    if noted:
        items = tuple(Item(f"row {it.line}: {'; '.join(it.notes)}") for it in noted[:most])
        blocks += [Heading("What is still lacking, or worth knowing"), Items(items)]
        if len(noted) > len(items):
            blocks.append(Paragraph(f"and {len(noted) - len(items)} more rows"))
    if found.dry_run and found.added:
        blocks += [Heading("What would be written"), Code(tuple(found.added.splitlines()))]
    verb = "would be written to" if found.dry_run else "written to"
    left = (
        f"{found.count('same')} there already",
        f"{found.count('invalid')} invalid",
        f"{sum(it.status in ('changed', 'sourced') and not it.written for it in found.rows)} otherwise in the record",
        *((f"{len(of_status.gone)} not in the table",) if of_status and not of_status.part else ()),
    )
    written = sum(it.written for it in found.rows)
    return Document(f"{counted(written, 'fact')} {verb} {found.into}; {', '.join(left)}", tuple(blocks), last=True)


def _verdicts(found: OfStatus, engine: Engine) -> list[Block]:
    """Of what a status table is, and what turns if the record says what it says."""
    blocks: list[Block] = [Paragraph(f"Read as: {found.source}.")]
    if found.on is None or not (found.answered or found.unanswered):
        return blocks
    day = words(number(found.on))
    if found.verdicts:
        blocks += [Heading(f"Verdicts of {day} that turn"), Lines(tuple(_turned(found.verdicts, engine)))]
    asked = f"{len(found.verdicts) or 'none'} of {counted(found.answered, 'verdict')} of {day} would turn"
    blocks.append(Paragraph(f"If the record said what the table says, {asked}; --on DATE asks about another day."))
    if found.unanswered:
        listed = ", ".join(found.unanswered)
        blocks.append(Paragraph(f"Too many acts differ: no verdict was worked out for {listed}."))
    return blocks


def _turned(verdicts: Iterable[Turned], engine: Engine) -> Iterator[str]:
    """The verdicts that turn alike in a State, told together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for it in verdicts:
        how = f"{IN_WORDS[it.from_verdict]} -> {IN_WORDS[it.to_verdict]}"
        if it.from_verdict == it.to_verdict:
            how = f"{IN_WORDS[it.to_verdict]} as before, and otherwise in the view of some"
        alike.setdefault((it.host, how), []).append(engine.reasoner.phrases.name(it.person))
    for (host, how), persons in alike.items():
        yield f"{engine.reasoner.phrases.name(host.lower())}: {how}: {', '.join(persons)}"


def _gone(found: OfStatus, most: int | None) -> list[Block]:
    """The acts that a status table does not show."""
    if found.part:
        return [Paragraph("The table leaves out most acts of the record: it is a part, and nothing is told as gone.")]
    if not found.gone:
        return []
    items = [Item(it.sentence, (Note(f"{it.fact} in {it.file}:{it.line}", "more"),), "-") for it in found.gone[:most]]
    blocks: list[Block] = [Heading("In the record, and not in the table"), Items(tuple(items))]
    if len(found.gone) > len(items):
        blocks.append(Paragraph(f"and {len(found.gone) - len(items)} more"))
    hint = "A table takes nothing out: read the depositary's note, then record the act that ended it, or withdraw it."
    blocks.append(Paragraph(hint))
    if found.unread:
        listed = ", ".join(f"`{it}`" for it in found.unread[:MOST_ROWS])
        blocks.append(Paragraph(f"A row that names no State of the record may be one of them: {listed}."))
    return blocks


def _row(row: ImportRow, engine: Engine) -> Item:
    notes = [Note(f"- {row.old}", "more")] if row.old else []
    notes += [Note(f"{'+' if row.written else ' '} {row.fact}".strip(), "more")] if row.fact else []
    if row.fact and row.old:
        # In words, with the last day: the end of a fact is the day after.
        atom = parse_fact(row.fact)
        known = atom.name in engine.corpus.vocabulary.predicates
        said = supposed.in_words(engine, atom, engine.reasoner.phrases) if known else row.sentence
        notes += [Note(f"the row: {said}", "more")] if said else []
    notes += [Note(f"hint: {row.hint}", "more")] if row.hint else []
    return Item(f"row {row.line}: {row.reason or (row.sentence if row.status == 'new' else row.status)}", tuple(notes))


def counted(number: int, what: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{number} {what}{'' if number == 1 else 's'}"
