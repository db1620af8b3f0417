"""The table of the benchmarks put into `docs/speed.md`, and the chart beside it; see `run.py`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from run import Measured

BEGIN, END = "<!-- measured: written by `make bench BENCH=--write` -->", "<!-- until here -->"
_ROW, _LEFT, _WIDE, _MOST = 34, 340, 360, 40.0


def write(docs: Path, version: str, runs: int, table: str, found: Sequence[Measured]) -> None:
    """Write the table and the chart. Raises `ValueError` where the page has no place for it."""
    page = docs / "speed.md"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page} has no place for the table")
    told = f"{BEGIN}\n\n{version}; medians of {runs} runs, milliseconds of the processor.\n\n{table}\n\n{END}"
    page.write_text(before + told + after, encoding="utf-8")
    (docs / "speed.svg").write_text(chart(found), encoding="utf-8")


def chart(found: Sequence[Measured]) -> str:
    """Bars of the ratios, on a scale of powers, with a mark where each was to be."""
    rows = [it for it in found if it.ratio is not None]

    def at(ratio: float) -> float:
        return _LEFT + _WIDE * math.log(min(max(ratio, 0.1), _MOST) / 0.1) / math.log(_MOST / 0.1)

    height = _ROW * len(rows) + 40
    said = "; ".join(f"{it.what}: {it.ratio:.2f} times {it.floor}" for it in rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" role="img" aria-label="{escape(said)}">',
        '<g font-family="sans-serif" font-size="12">',
        f'<rect width="760" height="{height}" fill="#ffffff"/>',
    ]
    for tick in (0.1, 1, 10):
        lines.append(f'<path d="M{at(tick):.1f} 8V{height - 28}" stroke="#bbbbbb"/>')
        lines.append(f'<text x="{at(tick):.1f}" y="{height - 12}" text-anchor="middle" fill="#333333">{tick:g}</text>')
    for number, it in enumerate(rows):
        top = 10 + number * _ROW
        wide = at(it.ratio or 0.1) - _LEFT
        name = escape(it.what.replace("`", ""))
        lines.append(f'<text x="{_LEFT - 8}" y="{top + 16}" text-anchor="end" fill="#111111">{name}</text>')
        lines.append(f'<rect x="{_LEFT}" y="{top + 4}" width="{wide:.1f}" height="16" fill="#4477aa"/>')
        lines.append(f'<text x="{_LEFT + wide + 6:.1f}" y="{top + 16}" fill="#111111">{it.ratio:.2f}</text>')
        if it.aim is not None:
            lines.append(f'<path d="M{at(it.aim):.1f} {top}v24" stroke="#cc3311" stroke-width="2"/>')
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"
