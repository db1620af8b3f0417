"""Tables in a saved page: HTML, or the XML in which offices and spreadsheets write the same, as rows of cells.

>>> found = tables("<h1>A treaty</h1><table><tr><th>Participant<sup>1</sup><th>Day<tr><td>Betania<td>1 May</table>")
>>> found.above(0), found.tables[0]
(('A treaty',), [(1, ['Participant', 'Day']), (1, ['Betania', '1 May'])])
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_TABLES = {"table", "tgroup"}
_ROWS = {"tr", "row"}
_CELLS = {"td", "th", "entry", "cell"}
_LEFT_OUT = {"sup", "superscript", "script", "style", "head"}
"""What is no text of a page: the marks of footnotes, and what no reader sees."""

_APART = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "hr", *_TABLES, *_ROWS, *_CELLS}
"""What begins a line of its own."""

Rows = list[tuple[int, list[str]]]
"""Rows of cells, each with the line of the page on which it begins."""


class Tables(NamedTuple):
    """The tables of a page in their order, and its lines of text with the number of tables begun before each."""

    tables: list[Rows]
    lines: list[tuple[int, str]]

    def above(self, number: int) -> tuple[str, ...]:
        """The lines of text that stand above a table."""
        return tuple(line for begun, line in self.lines if begun <= number)


def tables(written: str) -> Tables:
    """The tables of a page, and the text around them."""
    parser = _Parser()
    parser.feed(written)
    parser.close()
    parser.end_line()
    made = [[(at, [" ".join(it.split()) for it in cells]) for at, cells in rows] for rows in parser.tables]
    return Tables(made, parser.lines)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Rows] = []
        self.lines: list[tuple[int, str]] = []
        self._open: list[Rows] = []
        self._cell: list[bool] = []
        """Of each table that is open, whether a cell of it is."""
        self._left_out = 0
        self._line: list[str] = []

    def end_line(self) -> None:
        """What was read of a line of text is one."""
        if line := " ".join("".join(self._line).split()):
            self.lines.append((len(self.tables), line))
        self._line = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        tag = tag.rpartition(":")[2]
        self._left_out += tag in _LEFT_OUT
        if tag in _APART:
            self.end_line()
            self._add(" ")
        if tag in _TABLES and not (tag == "tgroup" and self._open and not self._open[-1]):
            self.tables.append([])
            self._open.append(self.tables[-1])
            self._cell.append(False)
        elif tag in _ROWS and self._open:
            self._open[-1].append((self.getpos()[0], []))
            self._cell[-1] = False
        elif tag in _CELLS and self._open and self._open[-1]:
            self._open[-1][-1][1].append("")
            self._cell[-1] = True

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self._left_out = max(0, self._left_out - (tag in _LEFT_OUT))
        if tag in _APART:
            self.end_line()
        if tag == "table" and self._open:
            self._open.pop()
            self._cell.pop()
        elif tag in _CELLS and self._cell:
            self._cell[-1] = False

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._line.append(data)
            self._add(data)

    def _add(self, data: str) -> None:
        if self._cell and self._cell[-1]:
            cells = self._open[-1][-1][1]
            cells[-1] = f"{cells[-1]} {data}" if data == " " else cells[-1] + data
