"""What is told of the days up to which a record is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.answers.currency import called
from dedere.reporting.document import Block, Document, Heading, Item, Items, Note, Paragraph, Table

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.kept import Kept


def document(found: Kept, engine: Engine, explain: str, only: str | None = None) -> Document:
    """Each kind with its day, then what has a day of its own; with `full` what was read up to each day."""
    kinds = [it for it in found.parts if it.about is None]
    apart = [it for it in found.parts if it.about is not None]
    blocks: list[Block] = [
        Table(
            ("kept up to", "kind", "about", "facts"),
            tuple(
                (dates.words(it.day), called(it.kind, None), it.name or "", str(it.facts) if it.facts else "")
                for it in (*kinds, *apart)
            ),
        )
    ]
    noted = [it for it in (*kinds, *apart) if it.note and (it.about is None or explain == "full")]
    if noted and explain != "none":
        items = tuple(
            Item(
                f"{called(it.kind, it.name)}: {it.note}",
                tuple(Note(source, "beside") for source in it.source) if explain == "full" else (),
            )
            for it in noted
        )
        blocks += [Heading("What is to be known of these days"), Items(items)]
    if found.unkept:
        said = ", ".join(called(it, None) for it in found.unkept)
        blocks.append(Paragraph(f"Nothing says up to which day these are kept: {said}."))
    title = "Up to which day each part of the record is kept; after it the record may lack what has happened"
    return Document(title, tuple(blocks), last=True)
