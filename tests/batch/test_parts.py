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
from small_law import SOUGHT, law

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


SMALL = law(record=SOUGHT)
STAYS = [
    ("ada", "bbb", "2005-06-01"),
    ("x", "bbb", "2005-06-01"),
    ("ada", "aaa", "2005-06-01"),
    ("ben", "bbb", "2006-06-01"),
    ("ada", "bbb", ""),
    ("ada", "bbb", "2006-06-01"),
]


def _stays(**more: Any) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, it, strict=False)) | more for it in STAYS]


def test_columns_that_keep_their_types_are_counted_and_refused_as_rows_are() -> None:
    pa: Any = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist(_stays())
    part = Part(COLUMNS[:3], [], table, behind=20)
    for by in (None, "host", "person", "year", "school"):
        asked = Asked(by=by)
        columns, rows = Parts(SMALL, asked, "parquet"), Parts(SMALL, asked, "csv")
        made, alone = columns.answer(columns.columns(part), part), rows.answer(rows.columns(part), part)
        assert made.refused == alone.refused
        assert made.tally.kept() == alone.tally.kept()
        assert made.tally.refused == [22, 25]
        with pa.ipc.open_file(made.rows) as found:
            told = found.read_all().to_pylist()
        assert [(it["person"], it["host"], it["verdict"], it["rule"]) for it in told] == [
            ("ada", "bbb", "obliged", "DUTY"),
            ("ada", "aaa", "not_obliged", None),
            ("ben", "bbb", "not_obliged", None),
            ("ada", "bbb", "contested", "DUTY"),
        ]
    lines = list(csv.reader(made.refused.decode().splitlines()))
    assert lines[0] == ["22", "no person `x` is known", lines[0][2], "x", "bbb", "2005-06-01"]
    assert lines[1] == ["25", "no first day is given", "write the day as YYYY-MM-DD", "ada", "bbb", ""]
    assert [it.strip() for it in made.tally.words()][1:] == [
        "narrow: 1 to a State with a duty, 3 to States without a duty",
        "wide: 2 to States with a duty, 2 to States without a duty",
    ]
    assert made.tally.words()[0].endswith("2 to States without a duty, 2 not answered (rows 22, 25)")


def test_where_all_columns_are_answered_none_is_refused() -> None:
    pa: Any = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist([_stays()[0], _stays()[5]])
    parts = Parts(SMALL, Asked(), "parquet")
    part = Part(COLUMNS[:3], [], table)
    made = parts.answer(parts.columns(part), part)
    assert (made.refused, made.tally.refused_in_all, made.tally.rows) == (b"", 0, 2)


def test_whose_situations_a_part_needs_each_once() -> None:
    pa: Any = pytest.importorskip("pyarrow")
    rows = [*_stays(presence=None), *_stays(presence="remote")]
    needed = [("ada", "visit"), ("ben", "visit"), ("ada", "remote"), ("ben", "remote")]
    parts = Parts(SMALL, Asked(), "csv")
    read = [Read(at, it) for at, it in enumerate(rows)]
    assert parts.needed(Part(tuple(rows[0]), [*read, Read(99, rows[0], "the line is no JSON")])) == needed
    assert sorted(parts.needed(Part(tuple(rows[0]), [], pa.Table.from_pylist(rows)))) == sorted(needed)


def test_a_place_in_which_stays_are_asked_about_by_themselves_is_counted() -> None:
    pa: Any = pytest.importorskip("pyarrow")
    here = "here(P,H,D) :- day(V,D), visit(V,P,H,_,_), manner(V,visit)."
    engine = law(here, f"{here[:-1]}, visit(V,_,_,F,_), F <= D.", record=SOUGHT)
    part = Part(COLUMNS[:3], [], pa.Table.from_pylist(_stays()))
    for form in ("parquet", "csv"):
        parts = Parts(engine, Asked(), form)
        columns = parts.columns(part)
        tallies = [parts.answer(columns, part).tally for _ in range(2)]
        assert [(it.by_row, it.refused) for it in tallies] == [(2, [2, 5])] * 2


def test_rows_are_counted_under_what_they_name_and_by_a_title_as_it_is_written() -> None:
    """A title is nobody's name on all days, so that whom it means hangs on the day."""
    parts = Parts(SMALL, Asked(), "parquet")
    assert [parts._key("person", it) for it in ("ada", "Ada Ash", "the President")] == ["ada", "ada", "the President"]
    assert [parts._key("host", it) for it in ("bbb", "Birchmark", "Atlantis")] == ["bbb", "bbb", "Atlantis"]
    assert parts._key("year", 2006) == "2006"
