"""Rows over time: stretches of days, and single days on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from dedere import dates

WIDTH = 1000
NAMES = 290
ROW = 22


class Stretch(NamedTuple):
    """Days with a sign, and what is said of them; None where they go on beyond what is drawn."""

    first: date | None
    last: date | None
    sign: str
    said: str


class Dot(NamedTuple):
    """A day with a sign, and what is said of it; one that is `open` is only a ring."""

    day: date
    sign: str
    said: str
    open: bool = False


class Row(NamedTuple):
    """A row: its label, maybe one of less weight, with stretches and dots."""

    label: str
    soft: bool = False
    stretches: tuple[Stretch, ...] = ()
    dots: tuple[Dot, ...] = ()


def drawn(rows: Sequence[Row], first: date, last: date, marks: Sequence[tuple[date, str]] = ()) -> tuple[str, float]:
    """The rows as SVG with its height, from one day to another; `marks` are days with a line through all rows."""
    days = max(1, (last - first).days)

    def x(day: date | None, otherwise: float) -> float:
        if day is None:
            return otherwise
        return NAMES + (WIDTH - NAMES) * min(1.0, max(0.0, (day - first).days / days))

    top = 34.0
    height = top + ROW * len(rows) + 24
    parts: list[str] = []
    for day, said in _scale(first, last):
        at = x(day, 0)
        parts.append(f'<path d="M{at:.1f} {top - 4:.1f}V{height - 22:.1f}" class="line"/>')
        side = "e" if at + 4 * len(said) > WIDTH + 10 else "m"  # A long one at the edge would be cut.
        parts.append(f'<text x="{at:.1f}" y="{height - 8:.1f}" class="s {side}">{said}</text>')
    for number, row in enumerate(rows):
        y = top + ROW * number
        kind = ' class="s"' if row.soft else ""
        parts.append(f'<text x="{12 if row.soft else 0}" y="{y + 14:.1f}"{kind}>{escape(_short(row.label))}</text>')
        for it in row.stretches:
            begin, end = x(it.first, NAMES), x(it.last, WIDTH)
            parts.append(
                f'<rect x="{begin:.1f}" y="{y + 2:.1f}" width="{max(1.0, end - begin):.1f}" height="{ROW - 7}" '
                f'class="{it.sign} box"><title>{escape(it.said)}</title></rect>'
            )
        for dot in row.dots:
            sign = "open" if dot.open else f"{dot.sign} ring"
            parts.append(
                f'<circle cx="{x(dot.day, 0):.1f}" cy="{y + 9.5:.1f}" r="5.5" class="{sign}">'
                f"<title>{escape(dot.said)}</title></circle>"
            )
    for day, said in marks:
        at = x(day, 0)
        side = " e" if at > WIDTH - 150 else ""
        parts.append(f'<path d="M{at:.1f} 18V{height - 22:.1f}" class="mark"/>')
        parts.append(f'<text x="{at + (-4 if side else 4):.1f}" y="26" class="s{side}">{escape(said)}</text>')
    return "".join(parts), height


def _scale(first: date, last: date) -> list[tuple[date, str]]:
    """The days that are lines, with what stands below them: of years, or of months where no year begins."""
    years = [(date(it, 1, 1), str(it)) for it in range(first.year + 1, last.year + 1)]
    if years:
        return years[:: max(1, len(years) // 14)]
    months = [date(first.year, it, 1) for it in range(first.month + 1, last.month + 1)]
    return [(it, dates.words(it)) for it in months[:: max(1, len(months) // 5)]]


def _short(label: str) -> str:
    """A label that has room beside the rows."""
    return label if len(label) <= 42 else f"{label[:40].rstrip()} …"
