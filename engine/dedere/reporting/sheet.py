"""Rows as CSV, in which nothing is a formula to whoever opens them as a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from dedere.exchange.reading import FORMULA


def written(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, without a line end behind the last."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerows([f"'{it}" if FORMULA.match(it) else it for it in row] for row in rows)
    return page.getvalue().rstrip("\n")
