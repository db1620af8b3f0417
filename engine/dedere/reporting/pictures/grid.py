"""Rows of squares: what each of many comes to in each view."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dedere.reporting.pictures.picture import wrapped

WIDTH = 1000
ROW = 22
NAMES = 250
COLUMN = 150


def drawn(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str], str]]) -> tuple[str, float]:
    """The rows, each a name, the sign of every column, and a ground in words, as SVG with its height."""
    parts: list[str] = []
    depth = 0
    for at, column in enumerate(columns):
        lines = wrapped(column, 20)
        depth = max(depth, len(lines))
        x = NAMES + at * COLUMN
        parts += [f'<text x="{x}" y="{14 + 15 * line}" class="s">{escape(it)}</text>' for line, it in enumerate(lines)]
    y = 14 + 15 * depth
    for name, signs, ground in rows:
        parts.append(f'<text x="0" y="{y + 12}">{escape(name)}</text>')
        for at, sign in enumerate(signs):
            said = f"{name}, {columns[at]}: {sign.replace('_', ' ')}"
            x = NAMES + at * COLUMN
            parts.append(
                f'<rect x="{x}" y="{y}" width="{COLUMN - 12}" height="{ROW - 6}" class="{sign} box">'
                f"<title>{escape(said)}</title></rect>"
            )
        parts.append(f'<text x="{NAMES + len(columns) * COLUMN}" y="{y + 12}" class="s">{escape(ground)}</text>')
        y += ROW
    return "".join(parts), float(y)
