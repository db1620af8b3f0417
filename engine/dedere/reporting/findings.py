"""What is told of checks: of the record, of the law, and of what the cases try of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere.reporting.document import Block, Document, Heading, Item, Items, Lines, Note, Paragraph
from dedere.reporting.record import counted

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.checks import Checked, CheckFinding
    from dedere.schema.coverage import Coverage
    from dedere.schema.lint import Linted, LintFinding


def checked(found: Checked, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What is wrong with a record; with `none` without what is only worth knowing."""
    told = [_fact(it) for it in (*found.findings, *(found.notes if explain != "none" else ()))]
    return _document(told, len(found.findings), f"{counted(found.facts, 'fact')}, by {counted(found.checks, 'check')}")


def linted(found: Linted, engine: Engine, explain: str, only: str | None = None) -> Document:
    """What is suspicious in the rules; with `none` without what is only worth knowing."""
    told = [_rule(it) for it in (*found.findings, *(found.notes if explain != "none" else ()))]
    return _document(told, len(found.findings), f"{counted(found.clauses, 'clause')} of {counted(found.rules, 'rule')}")


def _document(told: list[Item], wrong: int, looked_at: str) -> Document:
    noted = f", {counted(len(told) - wrong, 'note')}" if len(told) > wrong else ""
    title = f"{counted(wrong, 'finding')}{noted} in {looked_at}"
    blocks: tuple[Block, ...] = (Items(tuple(told), style="places"),) if told else ()
    return Document(title, blocks, "bad" if wrong else "good", last=True)


def _fact(it: CheckFinding) -> Item:
    where = f"{it.file}:{it.line}: " if it.file else ""
    notes = [Note(it.fact, "beside")]
    if it.against_at is not None:
        notes.append(Note(f"against {it.against}  {it.against_at}", "beside"))
    if it.hint:
        notes.append(Note(f"hint: {it.hint}", "more"))
    return Item(f"{where}{_level(it.level)}{it.sentence} ({it.check})", tuple(notes))


def _rule(it: LintFinding) -> Item:
    notes = (Note(f"hint: {it.hint}", "more"),) if it.hint else ()
    return Item(f"{it.file}:{it.line}: {_level(it.level)}{it.message} ({it.check})", notes)


def _level(level: str) -> str:
    return "note: " if level == "note" else ""


def covered(found: Coverage, engine: Engine, explain: str, only: str | None = None) -> Document:
    """How much of the rules the cases try, and with more than `none` the clauses that they do not."""
    said = [f"{found.defeating} of {found.exceptions} rules of exception defeated something"]
    if found.conditions:
        decided = f"{found.decisive} of {found.conditions} conditions decided alone ({found.share_decisive} %)"
        said.insert(0, decided)
    blocks: list[Block] = [Lines(tuple(said))]
    never = tuple(Item(f"{it.file}:{it.line}: {it.rule}") for it in found.each if it.counted and not it.fired)
    if explain != "none":
        blocks += [Heading("Never fired"), Items(never, style="places")] if never else []
        if found.never_defeating:
            blocks += [Heading("Never defeated anything"), Paragraph(", ".join(found.never_defeating))]
    return Document(f"{found.fired} of {found.clauses} clauses fired ({found.share_fired} %)", tuple(blocks))
