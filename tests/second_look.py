"""The tables of the second look at the record, as they stand in `tests/tables/`, and the facts beside them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from dedere.engine import default_engine
from dedere.language.records import Fact

FOLDER = Path(__file__).parent / "tables"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, each cell by the name of its column."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def facts(predicate: str) -> tuple[Fact, ...]:
    """The facts of a predicate; none where the record has none."""
    return tuple(default_engine().corpus.by_predicate.get(predicate, ()))


def day(cell: str) -> int | str:
    """A day of a table as facts write it; an empty cell stays empty."""
    return int(cell.replace("-", "")) if cell else ""
