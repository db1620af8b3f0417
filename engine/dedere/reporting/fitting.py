"""A document that fits a page: of its lists, what weighs least gives way, and is counted beside the heading."""

from __future__ import annotations

from collections.abc import Callable

from dedere.reporting.document import Block, Document, Footer, Heading, Items, Paragraph, Remarks, Table

_CARRYING = 2
"""The greatest rank of lists that carry the answer: the reasons for it and against it."""

_SEVERAL = 2

_FIRST_LINES = 4
"""The greatest rank of lists of which a first item goes only after what stands beside the first line."""


def fit(document: Document, lines: Callable[[Document], int]) -> Document:
    """The document with no more lines than it may have; `lines` counts those of a document.

    First lists give way down to the least of them; then a table says it in fewer words, and the lists are looked at
    anew, and again, but for those of the first rank, down to what weighs nothing or one item, before it says still
    less. Then those of the first rank do so too; at last whole lists go, and their headings still count them, and
    tables become sentences; remarks give way only where they have fewer words for it, and then sentences that have.
    Where that is still more than the page holds, even what was to be told in any case is only counted, but for one
    reason of each list and the cautions: lists of great rank whole, then what stands beside the first line, then lists
    of a lesser rank whole; then the reasons of all lists but the first; last a sentence that has one says less. What
    room is left then is filled again, each list with a first item before any with a second.
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
    while not fits(told) and (fewer := _with_less(told, document)) is not None:
        told = fewer
    if not fits(told):
        again = (remarks if isinstance(it, Remarks) and remarks else _shorter(it) for it in told.blocks)
        told = _with_fewer_remarks(told._replace(blocks=tuple(again)), fits)
    return _counted(_filled(told, document, fits) if document.see else told)


def _with_less(told: Document, whole: Document) -> Document | None:
    """The document with one thing less; None where nothing more can go."""
    return (
        _without_the_next(told, _FIRST_LINES)
        or _without_what_is_beside(told)
        or _with_a_shorter(told, whole)
        or _without_the_next(told, _CARRYING)
        or _without_a_reason(told)
    )


def _lists(document: Document) -> list[tuple[int, Items]]:
    return [(at, it) for at, it in enumerate(document.blocks) if isinstance(it, Items)]


def _with_a_shorter(told: Document, whole: Document) -> Document | None:
    """The document with the shortest item of a list that comes next after those that carry the answer, for the one that
    it has; None where it has that.
    """
    every = dict(_lists(whole))
    for at, it in _lists(told):
        if it.rank == _CARRYING + 1 and len(it.items) == 1:
            shortest = min(every[at].items, key=lambda item: len(item.text))
            if len(shortest.text) < len(it.items[0].text):
                return _with(told, at, it._replace(items=(shortest,)))
    return None


def _filled(told: Document, whole: Document, fits: Callable[[Document], bool]) -> Document:
    """The document with what of the whole one there is room for: first an item of each list that has none.

    Of such a list the first that fits is told, of another only the next.
    """
    every = dict(_lists(whole))
    for empty in (True, False):
        for at, it in sorted(_lists(told), key=lambda it: it[1].rank):
            shown = it
            for item in sorted((item for item in every[at].items if item not in it.items), key=lambda it: it.weight):
                kept = tuple(one for one in every[at].items if one in shown.items or one == item)
                more = shown._replace(items=kept, more=shown.more - 1)
                if empty and shown.items:
                    break
                if fits(_with(told, at, more)):
                    told, shown = _with(told, at, more), more
                elif not empty:
                    break
    return told


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


def _without_what_is_beside(document: Document) -> Document | None:
    """The document with one item less of a list that is told in any case, if it says what shows the rest."""
    return _without_the_last(document, [(at, it) for at, it in _lists(document) if not it.rank and it.items and it.see])


def _without_a_reason(document: Document) -> Document | None:
    """The document with one reason less of those that carry it, as long as each list has one; then but the first."""
    carrying = [(at, it) for at, it in _lists(document) if 0 < it.rank <= _CARRYING and it.items]
    return _without_the_last(document, [it for it in carrying if len(it[1].items) > 1][-1:] or carrying[1:][-1:])


def _without_the_last(document: Document, able: list[tuple[int, Items]]) -> Document | None:
    if not able:
        return None
    at, it = able[0]
    return _with(document, at, it._replace(items=it.items[:-1], more=it.more + 1))


def _without_the_next(document: Document, above: int) -> Document | None:
    """The document without the items of the list of a rank above this that can best be spared; None if there is none.

    The greatest rank goes first; of one rank what has room for more than one item where there is room, and the last of
    it. Of a list of lesser rank all but the first go before any goes whole.
    """
    lists = [(it.rank, it.least, at, it) for at, it in _lists(document)]
    able = [it for it in lists if it[0] > above and it[3].items]
    if not able:
        several = [(at, it) for rank, _, at, it in lists if _CARRYING < rank <= above and len(it.items) > 1]
        return _without_the_last(document, several[-1:])
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
        lists = [(it.rank, at, it) for at, it in _lists(document) if it.rank]
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
    """The document with what was left out of each list counted beside the heading above it.

    Where several lists are only counted they are told in one line, with what shows them, if the document says that.
    """
    blocks: list[Block] = []
    gone: list[tuple[str, int]] = []
    for block in told.blocks:
        if isinstance(block, Items) and block.rank and block.more and blocks and isinstance(blocks[-1], Heading):
            if block.items:
                blocks[-1] = Heading(f"{blocks[-1].text} ({len(block.items)} of {len(block.items) + block.more})")
                blocks.append(block._replace(more=0))
            elif not told.see or sum(map(_is_only_counted, told.blocks)) < _SEVERAL:
                blocks[-1] = Heading(f"{blocks[-1].text}: {block.more} more")
            else:
                gone.append((blocks[-1].text, block.more))
                del blocks[-1]
        else:
            blocks.append(block)
    if gone:
        named = "; ".join(f"{title[:1].lower()}{title[1:]} ({number})" for title, number in gone)
        end = next((at for at, it in enumerate(blocks) if isinstance(it, (Remarks, Footer))), len(blocks))
        blocks.insert(end, Paragraph(f"(More with {told.see}: {named}.)", soft=True))
    return told._replace(blocks=tuple(blocks))


def _is_only_counted(block: Block) -> bool:
    return isinstance(block, Items) and bool(block.rank and block.more) and not block.items
