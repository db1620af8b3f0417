"""A table as text: every cell wrapped, and where the page is too narrow for columns a row below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dedere.reporting.document import Table
from dedere.reporting.page import Page, columns

NAMES = range(18, 46, 2)
"""Columns that the first column of a table with more than two may take: as many as make the table shortest."""

WIDEST_BETWEEN = 20
"""Columns that each column between the first and the last takes at most, but for a word that is longer."""

LEAST_LAST = 20
"""Columns that the last column has at least; where they are not there, the cells of a row stand one below the other."""

_GAP = "  "


def table(block: Table, page: Page) -> Iterator[str]:
    """The lines of a table, none wider than the page."""
    rows = [tuple(map(page.letters, row)) for row in block.rows]
    if block.legend:
        rows = [(f"{row[0]}{' *' if at in block.marked else ''}", *row[1:]) for at, row in enumerate(rows)]
    headers = [tuple(map(page.letters, block.headers))] if block.headers else []
    widths = _widths([*headers, *rows], page)
    if widths is None:
        for row in rows:
            name, *cells = row
            yield from page.wrap(f"{name}: {'; '.join(filter(None, cells))}", "", "  ")
        return
    for row in headers:
        yield from _row(row, widths, page)
        yield _GAP.join("-" * it for it in widths)
    for row in rows:
        yield from _row(row, widths, page)


def _widths(rows: Sequence[Sequence[str]], page: Page) -> list[int] | None:
    """How wide each column is; None where the page is too narrow for columns."""
    widest = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    if len(widest) < 3:
        return _filled(widest, widest[-1], page)
    words = [max(columns(word) for cell in cells for word in cell.split() or [""]) for cells in zip(*rows, strict=True)]
    # An id that is broken cannot be copied: it is only where the page is too narrow for it.
    for longest in (words, [0] * len(words)):
        between = [min(it, max(WIDEST_BETWEEN, word)) for it, word in zip(widest[1:-1], longest[1:-1], strict=True)]
        names = {min(widest[0], max(it, longest[0])) for it in NAMES}
        able = [it for name in sorted(names) if (it := _filled([name, *between, 0], widest[-1], page)) is not None]
        if able:
            return min(able, key=lambda it: sum(len(list(_row(row, it, page))) for row in rows))
    return None


def _filled(widths: Sequence[int], widest: int, page: Page) -> list[int] | None:
    """The widths with what is left of the page for the last column; None where that is too little."""
    left = page.width - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    return None if left < min(LEAST_LAST, widest) else [*widths[:-1], min(widest, left)]


def _row(row: Sequence[str], widths: Sequence[int], page: Page) -> Iterator[str]:
    """The lines of a row."""
    cells = [page._replace(width=width).wrap(cell) for cell, width in zip(row, widths, strict=True)]
    for at in range(max(map(len, cells))):
        line = [cell[at] if at < len(cell) else "" for cell in cells]
        yield _GAP.join(it + " " * (width - columns(it)) for it, width in zip(line, widths, strict=True)).rstrip()
