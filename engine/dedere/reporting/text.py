"""A document as text for a terminal or a file: as wide as the page, in letters the terminal has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dedere.reporting.document import (
    Aside,
    Block,
    Code,
    Document,
    Fields,
    Footer,
    Heading,
    Item,
    Items,
    Lines,
    Note,
    Paragraph,
    Remarks,
    Sources,
    Table,
    Tree,
)
from dedere.reporting.fitting import fit
from dedere.reporting.page import WIDEST, Page
from dedere.reporting.tabular import table
from dedere.reporting.tree import Node, citation

_TONES = {"good": "green", "bad": "red"}
"""Colours of titles that say something good or bad; no verdict is either."""
_MARKS = {"-": ("red",), "+": ("green",), "~": (), "": ()}
_NOTES = {"rests": ("dim",), "more": (), "otherwise": ("yellow",), "beside": ("dim",)}


def render(document: Document, page: Page) -> str:
    """The document as text. What it may leave out on a short page is measured at 80 columns, or on a wider page."""
    measured = Page(max(page.width, WIDEST))
    return _rendered(fit(document, lambda it: _rendered(_told(it), measured).count("\n") + 1), page)


def _told(document: Document) -> Document:
    """The document without what only repeats the question."""
    blocks = (Footer(it.lines[it.free :]) if isinstance(it, Footer) else it for it in document.blocks)
    return document._replace(blocks=tuple(blocks))


def _rendered(document: Document, page: Page) -> str:
    tone = _TONES.get(document.tone)
    title = page.wrap(document.title, styles=("bold", tone) if tone else ("bold",))
    lines = list(_blocks(document.blocks, page))
    if document.last:
        lines = [*(lines[1:] if lines[:1] == [""] else lines), *([""] if lines else []), *title]
    else:
        lines = [*title, *lines]
    asked = page.wrap(document.asked, styles=("dim",)) if document.asked else []
    return "\n".join([*asked, *lines])


def _blocks(blocks: Iterable[Block], page: Page) -> Iterator[str]:
    every = (None, *blocks, None)
    for before, block, after in zip(every, every[1:], every[2:], strict=False):
        if isinstance(block, Table) and not block.above and (before is None or isinstance(before, Items)):
            yield ""
        if isinstance(block, Footer) and not isinstance(before, Remarks):
            yield ""
        told = _block(block, page)
        if isinstance(block, Heading) and isinstance(before, Heading) and not isinstance(after, Items):
            next(told)  # What is only counted stands together.
        yield from told


def _block(block: Block | None, page: Page) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from _heading(text, page)
        case Paragraph(text, soft):
            yield from page.wrap(text, "  ", "  ", ("dim",) if soft else ())
        case Lines(lines, label):
            before = f"{label}: " if label else ""
            for line in lines:
                yield from page.wrap(before + line, "  ", " " * (len(before) + 2) if label else "    ")
        case Code(lines):
            yield from map(page.letters, lines)
        case Fields(fields):
            for name, value in fields:
                yield from page.wrap(value, page.style(f"  {name:<11}", "dim"), " " * 13)
        case Items():
            yield from _items(block, page)
        case Table():
            if block.above:
                yield from [*page.wrap(block.above, "  ", "  "), ""]
            yield from (f"  {line}" for line in table(block, page._replace(width=page.width - 2)))
            if block.marked and block.legend:
                yield from page.wrap(f"* {block.legend}", "  ", "    ")
        case Tree(nodes):
            for node in nodes:
                yield from _node(node, page, "  ", "  ")
        case Aside(text):
            yield from ["", *page.wrap(f"({text})", "  ", "  ", ("dim",))]
        case Sources(sources):
            yield from _sources(sources, page)
        case Remarks(remarks=remarks):
            yield ""
            for name, value in remarks:
                yield from page.wrap(f"{name}: {value}", "", "  ")
        case Footer(lines):
            for line in lines:
                yield from page.wrap(line, styles=("dim",))


def _heading(title: str, page: Page) -> list[str]:
    return ["", *page.wrap(title, styles=("bold",))]


# --------------------------------------------------------------------------------------------------------------- items


def _items(block: Items, page: Page) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        if block.style == "numbers":
            yield ""
            yield from _item(item, page, f"{number}. ", "     ", "   ")
        elif block.style == "places":
            yield from _item(item, page, "", "  ", "    ")
        elif item.mark:
            yield from _item(item, page, f"{item.mark} ", "  ", "  ", _MARKS[item.mark])
        else:
            yield from _item(item, page, "  - ", "    ", "    ")
    if block.more:
        counted = f"{'and ' if block.items else block.lead}{block.more} more {block.names[block.more > 1]}".rstrip()
        yield from page.wrap(f"{counted} ({block.see})", "  ", "  ", ("dim",))


def _item(item: Item, page: Page, first: str, rest: str, below: str, styles: tuple[str, ...] = ()) -> Iterator[str]:
    notes = list(item.notes)
    told = " ".join([item.text, *(f"[{it}]" for it in item.sources)])
    if notes and notes[0].kind == "rests":
        # What it rests on goes on with the sentence, as it would in a memorandum.
        told += f" [{notes.pop(0).text}]"
    yield from page.wrap(told, first, rest, styles)
    for note in notes:
        yield from _note(note, page, below)


def _note(note: Note, page: Page, indent: str) -> list[str]:
    deeper = f"{indent}  "
    match note.kind:
        case "command":
            # A shell takes lines that end so for one. What is wider than the page is not cut: it is to be copied.
            told = note.text.replace("\n", " \\\n").split("\n")
            return [deeper + page.style(page.letters(it), "dim") for it in told]
        case "rests":
            return page.wrap(f"[{note.text}]", indent, indent, _NOTES[note.kind])
        case kind:
            return page.wrap(note.text, indent, deeper, _NOTES[kind])


# --------------------------------------------------------------------------------------------------------------- trees


def _node(node: Node, page: Page, first: str, rest: str) -> list[str]:
    marks = "".join(f" [{number}]" for number in node.sources)
    again = " (see above)" if node.again else ""
    below = rest + ("│ " if node.children and not node.again else "  ")
    styles = (
        ("cyan",)
        if node.kind == "fact"
        else ("yellow",)
        if node.kind in ("assumed", "chosen", "defeated", "missing")
        else ()
    )
    lines = page.wrap(f"{node.sentence}{again}{'' if node.rests_on else marks}", first, below, styles)
    if node.rests_on and not node.again:
        lines += page.wrap(f"({node.rests_on}){marks}", below, below, ("dim",))
    for index, child in enumerate(node.children):
        last = index == len(node.children) - 1
        lines += _node(child, page, f"{rest}{'└─ ' if last else '├─ '}", f"{rest}{'   ' if last else '│  '}")
    return lines


def _sources(sources: Iterable[str], page: Page) -> Iterator[str]:
    yield from _heading("Sources", page)
    for number, source in enumerate(sources, 1):
        cited, address = citation(source)
        mark = f"  [{number}] "
        yield from page.wrap(cited, mark, " " * len(mark))
        if address:
            yield from page.wrap(address, " " * len(mark), " " * len(mark), ("dim",))
