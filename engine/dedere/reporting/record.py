"""What is told of changes to the record: what two versions of it say differently, and what was read from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere.reporting.document import Block, Code, Document, Heading, Item, Items, Lines, Note, Paragraph

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.diff import RecordDiff
    from dedere.schema.exchange import Imported, ImportRow

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
    shown: dict[str, list[ImportRow]] = {status: [] for status in _TOLD}
    for row in found.rows:
        if row.status in shown:
            shown[row.status].append(row)
    told = {id(row) for rows in shown.values() for row in rows[:most]}
    # An entity gives several facts, which may be refused for one reason.
    once = {(it.line, it.reason, it.old, it.fact): it for it in found.rows if id(it) in told}
    blocks: list[Block] = [Items(tuple(map(_row, once.values())))] if told else []
    for status, rows in shown.items():
        left_out = len(rows) - len(rows[:most])
        if left_out:
            blocks.append(Paragraph(f"and {left_out} more that are {_TOLD[status]}"))
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
    )
    written = sum(it.written for it in found.rows)
    return Document(f"{counted(written, 'fact')} {verb} {found.into}; {', '.join(left)}", tuple(blocks), last=True)


def _row(row: ImportRow) -> Item:
    notes = [Note(f"- {row.old}", "more")] if row.old else []
    notes += [Note(f"{'+' if row.written else ' '} {row.fact}".strip(), "more")] if row.fact else []
    notes += [Note(f"hint: {row.hint}", "more")] if row.hint else []
    return Item(f"row {row.line}: {row.reason or 'changed'}", tuple(notes))


def counted(number: int, what: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{number} {what}{'' if number == 1 else 's'}"
