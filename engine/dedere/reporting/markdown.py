"""A document as Markdown: to be pasted into a memorandum. Every text is escaped, so that none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dedere.reporting.document import (
    Aside,
    Block,
    Code,
    Document,
    Fields,
    Figure,
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
from dedere.reporting.page import clean
from dedere.reporting.tree import Node, citation

_BESIDE = ("rests",)
"""The kinds of notes that stand on the line of their item."""

_WORDS = {"": "", "+": "**New:** ", "-": "**Gone:** ", "~": "**The same:** "}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LIST = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")


def escape(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    shown = _MARKUP.sub(r"\\\1", clean(text))
    return _LIST.sub(lambda it: f"{it[1]}\\{it[2]}" if it[1] else f"\\{it[3]}", shown)


def render(document: Document) -> str:
    """The document as Markdown."""
    lines = [f"*{escape(document.asked)}*", ""] if document.asked else []
    lines.append(f"# {escape(document.title)}")
    shown = (it for it in document.blocks if not isinstance(it, Figure))  # There is no picture in a text.
    for before, block in pairwise((None, *shown)):
        if not (isinstance(block, Lines) and isinstance(before, Tree)):  # What was met goes on with the list above.
            lines.append("")
        lines += _block(block)
    return "\n".join(lines)


def _block(block: Block | None) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"## {escape(text)}"
        case Paragraph(text):
            yield escape(text)
        case Lines(lines, label):
            yield from (f"- {f'{label}: ' if label else ''}{escape(it)}" for it in lines)
        case Code(lines):
            fence = "`" * max(3, 1 + max((len(it) for it in re.findall("`+", "\n".join(lines))), default=0))
            yield from (fence, *map(clean, lines), fence)
        case Fields(fields):
            yield from (f"- **{escape(name)}:** {escape(it)}" if name else f"  {escape(it)}" for name, it in fields)
        case Items():
            for number, item in enumerate(block.items, 1):
                yield from _item(item, f"{number}." if block.style == "numbers" else "-")
            if block.more:
                yield f"- *and {block.more} more{f' ({escape(block.see)})' if block.see else ''}*"
        case Table():
            yield from [escape(block.above), ""] if block.above else []
            yield from _table(block)
        case Tree(nodes):
            yield from _nodes(nodes, "")
        case Aside(text):
            yield f"*{escape(text)}*"
        case Sources(sources):
            yield from ("## Sources", "")
            for number, source in enumerate(sources, 1):
                cited, address = citation(source)
                yield f"{number}. {escape(cited)}" + (f" {_link(address)}" if address else "")
        case Remarks(remarks=remarks):
            yield from (f"- **{escape(name)}:** {escape(it)}" for name, it in remarks)
        case Footer(lines):
            yield "---"
            for line in lines:
                yield from ("", escape(line))


def _item(item: Item, bullet: str) -> Iterator[str]:
    beside = [_note(it) for it in item.notes if it.kind in _BESIDE]
    numbers = (f"\\[{it}\\]" for it in item.sources)
    yield " ".join([bullet, f"{_WORDS[item.mark]}{escape(item.text)}", *beside, *numbers])
    yield from (f"{' ' * len(bullet)} - {_note(it)}" for it in item.notes if it.kind not in _BESIDE)


def _note(note: Note) -> str:
    if note.kind == "command":
        return _code(note.text)
    return f"\\[{escape(note.text)}\\]" if note.kind == "rests" else escape(note.text)


def _code(text: str) -> str:
    """The text as code: between more backticks than any in it."""
    text = clean(text)
    fence = "`" * (1 + max((len(it) for it in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _table(block: Table) -> Iterator[str]:
    width = len(block.rows[0])
    headers = block.headers or ("",) * width
    yield f"| {' | '.join(map(escape, headers))} |"
    yield f"| {' | '.join(['---'] * width)} |"
    for index, row in enumerate(block.rows):
        first = escape(row[0])
        marked = first
        if index in block.marked:
            marked = f"**{first}** ({block.legend})" if block.legend else f"**{first}**"
        yield f"| {' | '.join([marked, *map(escape, row[1:])])} |"


def _link(address: str) -> str:
    if re.fullmatch(r"https?://[^\s<>\x00-\x1f]+", address):
        return f"<{clean(address)}>"
    return escape(address)


def _nodes(nodes: Iterable[Node], indent: str) -> list[str]:
    lines = []
    for node in nodes:
        rests_on = f" ({escape(node.rests_on)})" if node.rests_on and not node.again else ""
        again = " (see above)" if node.again else ""
        marks = "".join(f" \\[{number}\\]" for number in node.sources)
        lines.append(f"{indent}- {escape(node.sentence)}{again}{rests_on}{marks}")
        lines += _nodes(node.children, indent + "  ")
    return lines
