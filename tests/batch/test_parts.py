"""The parts of a table, each answered by itself."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from dedere.batch.parts import Asked, Parts, of_rejected
from dedere.batch.rowfiles import Part, Read
from dedere.engine import default_engine
from dedere.errors import UsageError

ENGINE = default_engine()
COLUMNS = ("person", "host", "from", "note")


def _part(*rows: tuple[object, ...]) -> Part:
    return Part(COLUMNS, [Read(at, dict(zip(COLUMNS, row, strict=True))) for at, row in enumerate(rows, 2)])


def test_the_columns_are_those_of_the_table_and_the_answer() -> None:
    parts = Parts(ENGINE, Asked({"note": ""}), "csv")
    added = ["verdict", "school_court", "school_council", "school_horizontal"]
    added += ["rule", "authority", "first_day", "last_day"]
    assert parts.columns(_part()) == ("person", "host", "from", *added)
    assert Parts(ENGINE, Asked(reasons=True), "csv").added[-1] == "reason"
    with pytest.raises(UsageError, match="no column for `person`"):
        parts.columns(Part(("a",), []))


def test_rows_with_an_answer_and_rows_without() -> None:
    parts = Parts(ENGINE, Asked(), "jsonl")
    part = _part(("putin", "ind", "2025-12-05", 1), ("nobody", "ind", "2025-12-05", 2), (["x"], "ind", "2025-12-05", 3))
    assert parts.needed(part) == [("putin", "visit")]
    made = parts.answer(parts.columns(part), part)
    (row,) = map(json.loads, made.rows.splitlines())
    assert (row["note"], row["verdict"]) == (1, "not_obliged")
    refused = [json.loads(it) for it in made.refused.splitlines()]
    assert [(it["line"], it["reason"]) for it in refused] == [
        (3, "no person `nobody` is known"),
        (4, "the cell of `person` is `['x']`"),
    ]
    assert made.tally.rows == 3


def test_a_row_with_a_column_that_the_others_lack() -> None:
    part = Part((), [Read(1, {"person": "putin", "host": "ind", "from": "2025-12-05"})])
    later = Part((), [Read(2, {"person": "putin", "host": "ind", "from": "2025-12-05", "more": 1})])
    for parts, refused in ((Parts(ENGINE, Asked(), "csv"), 1), (Parts(ENGINE, Asked(), "jsonl"), 0)):
        assert parts.answer(parts.columns(part), later).tally.refused_in_all == refused


def test_what_is_refused_is_written_for_anybody() -> None:
    assert [of_rejected("csv"), of_rejected("jsonl"), of_rejected("parquet")] == ["csv", "jsonl", "csv"]


def test_of_columns_too_each_refusal_has_its_line_its_reason_and_what_to_do() -> None:
    pa: Any = pytest.importorskip("pyarrow")
    rows = [("putin", "ind", "2025-12-05"), ("putin", "Mongolai", "2025-12-05"), ("putin", "ind", "2025-02-30")]
    table = pa.table({name: list(cells) for name, cells in zip(COLUMNS, zip(*rows, strict=True), strict=False)})
    parts = Parts(ENGINE, Asked(), "csv")
    part = Part(COLUMNS[:3], [], table, behind=6)
    made = parts.answer(parts.columns(part), part)
    alone = parts.answer(parts.columns(part), part.as_rows())
    assert (made.rows, made.refused, made.tally.refused) == (alone.rows, alone.refused, [8, 9])
    (first, second) = csv.reader(made.refused.decode().splitlines())
    assert first == ["8", "no state or area `Mongolai` is known", first[2], "putin", "Mongolai", "2025-12-05"]
    assert first[2].startswith("did you mean Mongolia (mng)")
    assert second[:3] == [
        "9",
        "`2025-02-30` is a day that does not exist",
        "check the month and the length of the month",
    ]
