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
    if found.never:
        blocks.append(Heading(f"Not tried: {counted(len(found.never), 'rule')} fired in no world"))
        if explain == "full" or len(found.never) <= MOST_RULES:
            blocks.append(Items(tuple(Item(f"{it.rule}: {it.title}") for it in found.never), style="places"))
        else:
            blocks.append(Paragraph(", ".join(it.rule for it in found.never)))
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
    title += f"; {counted(len(found.fired), 'rule')} fired, {len(found.never)} never did"
    return Document(title, tuple(blocks), "bad" if wrong else "good", last=True)


def _counterexample(it: Counterexample) -> list[Block]:
    lines = [*it.facts.splitlines(), "", f"% {it.asks}"]
    blocks: list[Block] = [
        Heading(f"Not so: {it.says}"),
        Paragraph(it.message),
        Paragraph(f"Rules that fire: {', '.join(it.rules) or 'none'}. The facts, to be saved as {SAVED_AS}:"),
        Code(tuple(lines)),
    ]
    if it.case is not None:
        blocks += [Paragraph("The same as a case, with what the rules say now:"), Code(tuple(it.case.splitlines()))]
    return blocks
