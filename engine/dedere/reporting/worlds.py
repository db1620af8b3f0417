"""What is told of rules that were tried on made-up worlds: counterexamples to be pasted, and what fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere.reporting.document import Block, Code, Document, Heading, Item, Items, Paragraph
from dedere.reporting.record import counted
from dedere.schema.worlds import SAVED_AS

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.worlds import Counterexample, Worlds

MOST_RULES = 12
"""Up to so many rules are told a line each; of those that fired the ones that did least often. With `full` all are."""


def document(found: Worlds, engine: Engine, explain: str, only: str | None = None) -> Document:
    """The counterexamples, the rules that never fired, and how often the others did."""
    blocks: list[Block] = []
    for it in found.counterexamples:
        blocks += _counterexample(it)
    if found.unmade:
        clauses = counted(len(found.unmade), "clause")
        blocks.append(Heading(f"{clauses} for which no world was found: read whether they can fire at all"))
        some = found.unmade if explain == "full" else found.unmade[:MOST_RULES]
        told = [Item(f"{it.file}:{it.line}: {it.rule}: {it.title}") for it in some]
        more = len(found.unmade) - len(some)
        told += [Item(f"and {more} more, which --json tells")] if more else []
        blocks.append(Items(tuple(told), style="places"))
    if found.idle:
        blocks.append(Heading(f"{counted(len(found.idle), 'issue')} that turned nothing where raised"))
        blocks.append(
            Items(tuple(Item(f"{it.issue}: in {counted(it.worlds, 'world')}") for it in found.idle), style="places")
        )
    sought = {it.rule for it in found.unmade}
    untried = [it for it in found.never if it.rule not in sought]
    if untried:
        blocks.append(Heading(f"Not tried: {counted(len(untried), 'rule')} fired in no world"))
        if explain == "full" or len(untried) <= MOST_RULES:
            blocks.append(Items(tuple(Item(f"{it.rule}: {it.title}") for it in untried), style="places"))
        else:
            blocks.append(Paragraph(", ".join(it.rule for it in untried)))
    if explain != "none" and found.fired:
        rarest = sorted(found.fired, key=lambda it: it.worlds)
        shown = rarest if explain == "full" else rarest[:MOST_RULES]
        heading = f"{counted(len(found.fired), 'rule')} fired"
        heading += "" if len(shown) == len(rarest) else "; those that did least often"
        blocks.append(Heading(heading))
        blocks.append(
            Items(tuple(Item(f"{it.rule}: in {counted(it.worlds, 'world')}") for it in shown), style="places")
        )
    wrong = len(found.counterexamples)
    title = f"{counted(wrong, 'counterexample')} in {counted(found.drawn, 'world')}"
    title += f", held against {len(found.properties)} properties each"
    title += f"; {counted(len(found.fired), 'rule')} fired, and of those that were to fire {len(found.never)} never did"
    return Document(title, tuple(blocks), "bad" if wrong else "good", last=True)


def _counterexample(it: Counterexample) -> list[Block]:
    lines = [*it.facts.splitlines(), "", f"% {it.asks}"]
    blocks: list[Block] = [
        Heading(f"Not so: {it.says}"),
        Paragraph(it.message),
        Paragraph(f"Rules that fire: {', '.join(it.rules) or 'none'}. The facts, to be saved as {SAVED_AS}:"),
        Code(tuple(lines)),
    ]
    if it.case is None:
        return [*blocks, Paragraph("No expectation of a case file tells this: mend it, and try worlds again.")]
    blocks += [Paragraph("A case that fails for as long as it is so:"), Code(tuple(it.case.splitlines()))]
    return blocks
