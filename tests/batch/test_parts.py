"""The parts of a table, each answered by itself."""

from __future__ import annotations

import json

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
