"""A document that fits a page: of its lists, what weighs least gives way, and is counted beside the heading."""

from __future__ import annotations

from collections.abc import Callable

from dedere.reporting.document import Block, Document, Heading, Items, Paragraph, Remarks, Table

_CARRYING = 2
"""The greatest rank of lists that carry the answer: the reasons for it and against it."""


def fit(document: Document, lines: Callable[[Document], int]) -> Document:
    """The document with no more lines than it may have; `lines` counts those of a document.

    First lists give way down to the least of them; then a table says it in fewer words, and the lists are looked at
    anew, and again, but for those of the first rank, down to what weighs nothing or one item, before it says still
    less. Then those of the first rank do so too; at last whole lists go, and their headings still count them, and
    tables become sentences; remarks give way only where they have fewer words for it, and then sentences that have.
    Where that is still more than the page holds, even what was to be told in any case is only counted, but for one
    reason of each list and the cautions; then what stands beside the first line; then the reasons of all lists but the
    first; last a sentence that has one says less.
    """
    if not document.most:
        return document

    def fits(told: Document) -> bool:
        return lines(_counted(told)) <= document.most

    whole = document
    told = _trimmed(whole, fits)
    while not fits(told) and (shorter := _in_fewer_words(whole)) is not None:
        whole = shorter
        told = _trimmed(_trimmed(whole, fits), fits, 1, above=1)
    told = _trimmed(_trimmed(told, fits, 1), fits, 0)
    if not fits(told):
        briefest = (it.briefest or it if isinstance(it, Table) else it for it in told.blocks)
        told = told._replace(blocks=tuple(briefest))
    remarks, told = _remarks(told), _with_fewer_remarks(told, fits)
    while not fits(told) and (fewer := _without_the_next(told) or _without_the_last(told)) is not None:
        told = fewer
    if not fits(told):
        again = (remarks if isinstance(it, Remarks) and remarks else _shorter(it) for it in told.blocks)
        told = _with_fewer_remarks(told._replace(blocks=tuple(again)), fits)
    return _counted(told)


def _remarks(document: Document) -> Remarks | None:
    return next((it for it in document.blocks if isinstance(it, Remarks)), None)


def _with_fewer_remarks(document: Document, fits: Callable[[Document], bool]) -> Document:
    while not fits(document) and (shorter := _in_fewer_words(document, Remarks)) is not None:
        document = shorter
    return document


def _shorter(block: Block) -> Block:
    return Paragraph(block.shorter, block.soft) if isinstance(block, Paragraph) and block.shorter else block


def _with(document: Document, at: int, block: Block) -> Document:
    """The document with another block in a place."""
    return document._replace(blocks=(*document.blocks[:at], block, *document.blocks[at + 1 :]))


def _without_the_last(document: Document) -> Document | None:
    """The document with one item less: of a list that is told in any case if it says what shows the rest, or of those
    that carry the answer, as long as each has one, and then of all but the first.
    """
    lists = [(at, it) for at, it in enumerate(document.blocks) if isinstance(it, Items)]
    carrying = [(at, it) for at, it in lists if 0 < it.rank <= _CARRYING and it.items]
    able = [(at, it) for at, it in lists if not it.rank and it.items and it.see]
    able = able or [(at, it) for at, it in carrying if len(it.items) > 1][-1:] or carrying[1:][-1:]
    if not able:
        return None
    at, it = able[0]
    return _with(document, at, it._replace(items=it.items[:-1], more=it.more + 1))


def _without_the_next(document: Document) -> Document | None:
    """The document without the items of the list that can best be spared; None where none of them can.

    Those of the first two ranks carry the answer. Of the others the greatest rank goes first; of one rank what has
    room for more than one item where there is room, and the last of it.
    """
    lists = [(it.rank, it.least, at, it) for at, it in enumerate(document.blocks) if isinstance(it, Items)]
    able = [it for it in lists if it[0] > _CARRYING and it[3].items]
    if not able:
        return None
    _, _, at, shown = max(able, key=lambda it: it[:3])
    gone = shown._replace(items=(), more=shown.more + len(shown.items))
    return _with(document, at, gone)


def _trimmed(
    document: Document, fits: Callable[[Document], bool], least: int | None = None, above: int = 0
) -> Document:
    """The document with as many items less as make it fit, down to what each list has at least.

    Where `least` is given, down to that in the lists of a rank above `above`. What weighs nothing stays in any case.
    """
    while not fits(document):
        lists = [(it.rank, at, it) for at, it in enumerate(document.blocks) if isinstance(it, Items) and it.rank]
        able = [it for it in lists if len(it[2].items) > it[2].least]
        if not able and least is not None:
            able = [it for it in lists if it[0] > above and len(it[2].items) > least and _weighs(it[2])]
        if not able:
            break
        _, at, shown = max(able, key=lambda it: it[:2])
        gone = max(range(len(shown.items)), key=lambda it: (shown.items[it].weight, it))
        left = shown._replace(items=(*shown.items[:gone], *shown.items[gone + 1 :]), more=shown.more + 1)
        document = _with(document, at, left)
    return document


def _weighs(shown: Items) -> bool:
    return any(it.weight for it in shown.items)


def _in_fewer_words(document: Document, kind: type[Table | Remarks] = Table) -> Document | None:
    """The document with the first table, or the remarks, in fewer words that have them; None where none has."""
    for at, it in enumerate(document.blocks):
        if isinstance(it, (Table, Remarks)) and isinstance(it, kind) and it.shorter is not None:
            return _with(document, at, it.shorter)
    return None


def _counted(told: Document) -> Document:
    """The document with what was left out of each list counted beside the heading above it."""
    blocks: list[Block] = []
    for block in told.blocks:
        if isinstance(block, Items) and block.rank and block.more and blocks and isinstance(blocks[-1], Heading):
            if block.items:
                blocks[-1] = Heading(f"{blocks[-1].text} ({len(block.items)} of {len(block.items) + block.more})")
                blocks.append(block._replace(more=0))
            else:
                blocks[-1] = Heading(f"{blocks[-1].text}: {block.more} more")
        else:
            blocks.append(block)
    return told._replace(blocks=tuple(blocks))
