"""Tables read and written a part at a time, in every form."""

from __future__ import annotations

import codecs
import io
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dedere.batch import arrow
from dedere.batch.rowfiles import TEXTS, Form, Read, form_of, piped, read, together, written
from dedere.errors import UsageError

COLUMNS = ("person", "host", "from")
ROWS = [{"person": f"p{it}", "host": 'with "quotes", and\nlines', "from": date(2024, 1, it + 1)} for it in range(5)]


def _file(tmp_path: Path, form: Form) -> Path:
    part, whole = tmp_path / "part", tmp_path / f"table.{form}"
    part.write_bytes(written(form, COLUMNS, ROWS))
    with whole.open("wb") as out:
        together(form, COLUMNS, [part], out)
    return whole


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "arrow", "arrows"])
def test_what_is_written_is_read_again(tmp_path: Path, form: Form) -> None:
    if form not in TEXTS:
        pytest.importorskip("pyarrow")
    path = _file(tmp_path, form)
    assert form_of(path) == form
    parts = [it.as_rows() for it in read(path, form, 2)]
    assert [len(it.rows) for it in parts] == [2, 2, 1]
    found = [row.cells for it in parts for row in it.rows]
    assert found == [{**it, "from": str(it["from"])} for it in ROWS]


def test_csv_of_any_program(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeffperson;host;from\r\n\r\np;h;1\r\np;h\r\np;h;1;2\r\n".encode())
    (part,) = read(path, "csv", 10)
    assert part.columns == ("person", "host", "from")
    assert [it.at for it in part.rows] == [3, 4, 5]
    assert part.rows[1] == Read(4, {"person": "p", "host": "h", "from": ""})
    assert part.rows[2].wrong == "the row has more cells than there are columns"
    assert part.rows[2].hint == "put a cell that holds a comma, such as a fact, in double quotes"
    path.write_bytes("person,host\np,h\n".encode("utf-16"))
    assert next(iter(read(path, "csv", 10))).rows[0].cells == {"person": "p", "host": "h"}


def test_lines_that_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"person": "p", "from": null}\n\nnonsense\n[1]\n', encoding="utf-8")
    (part,) = read(path, "jsonl", 10)
    assert [(it.at, it.wrong) for it in part.rows] == [
        (1, None),
        (3, "the line is no JSON"),
        (4, "the row is no object"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b"", "is empty"),
        ("t.csv", b"a,a\n1,2\n", "two columns `a`"),
        ("t.csv", b'a,b\n"1,2\n', "is no CSV"),
        ("t.csv", b"a,b\n\x81\xfe\xfa,2\n", "is not UTF-8"),
        ("t.parquet", b"no parquet at all", "is no Parquet"),
        ("t.arrow", b"no arrow at all", "is no Arrow"),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    if form_of(path) not in TEXTS:
        pytest.importorskip("pyarrow")
    with pytest.raises(UsageError, match=said):
        list(read(path, form_of(path), 10))


def test_what_is_not_there_or_of_no_form(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        list(read(tmp_path / "none.csv", "csv", 10))
    with pytest.raises(UsageError, match="has no ending of a table"):
        form_of(Path("table.xlsx"))


def test_parts_of_a_stream_of_arrow(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    pa = arrow.library()
    table = pa.table({"person": pa.array(["a", None, "a"]).dictionary_encode(), "from": pa.array([None] * 3)})
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as out:
        out.write_table(table)
    path = tmp_path / "t.arrow"
    path.write_bytes(sink.getvalue())
    (part,) = (it.as_rows() for it in read(path, "arrow", 10))
    assert [it.cells["person"] for it in part.rows] == ["a", None, "a"]


@pytest.mark.parametrize(
    ("content", "form"), [('{"person": "p", "host": "h"}\n', "jsonl"), ("\ufeffperson,host\np,h\n", "csv")]
)
def test_what_comes_in_says_by_its_beginning_what_it_is(
    content: str, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    found, parts = piped(10)
    assert found == form
    assert [row.cells for it in parts for row in it.rows] == [{"person": "p", "host": "h"}]


def test_standard_input_has_the_form_that_is_said() -> None:
    assert (form_of(Path("-")), form_of(Path("-"), "jsonl"), form_of(Path("t.csv"), "jsonl")) == ("csv", "jsonl", "csv")


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrows"])
def test_columns_without_a_row_are_one_part(tmp_path: Path, form: Form) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / f"none.{form}"
    (tmp_path / "part").write_bytes(written(form, COLUMNS, []))
    with path.open("wb") as out:
        together(form, COLUMNS, [tmp_path / "part"], out)
    (part,) = read(path, form, 2)
    assert (part.columns, part.table.num_rows, part.as_rows().rows) == (COLUMNS, 0, [])


def test_a_moment_is_written_as_its_day_where_it_is_the_beginning_of_one() -> None:
    day = datetime(2024, 9, 2)  # noqa: DTZ001
    later = (timedelta(hours=5), timedelta(minutes=5), timedelta(seconds=5), timedelta(microseconds=5))
    cells = [day, *(day + it for it in later)]
    rows = [{"at": it} for it in (*cells, date(2024, 9, 2), None, 7)]
    assert written("csv", ("at",), rows).decode().splitlines() == [
        "2024-09-02",
        "2024-09-02T05:00:00",
        "2024-09-02T00:05:00",
        "2024-09-02T00:00:05",
        "2024-09-02T00:00:00.000005",
        "2024-09-02",
        '""',
        "7",
    ]


def test_letters_of_a_code_page_are_read_and_told_of_once_and_nothing_else_is_taken_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = "person,host\ncaf\u00e9,\u201cx\u201d\n".encode("cp1252")
    notes: list[str] = []
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    _, parts = piped(10, notes)
    assert [row.cells for it in parts for row in it.rows] == [{"person": "caf\u00e9", "host": "\u201cx\u201d"}]
    assert len(notes) == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert len(list(piped(10)[1])) == 1  # Who asks for no notes is told nothing.
    written_ = UnicodeEncodeError("ascii", "\u00e9", 0, 1, "not of it")
    with pytest.raises(UnicodeEncodeError) as refused:
        codecs.lookup_error("dedere.code_page")(written_)
    assert refused.value is written_


@pytest.mark.parametrize(
    ("content", "at", "cells"),
    [
        # Lines without a cell are none, and are counted.
        ("a,b\n\n,\nx,y\n\nz,w\n", [4, 6], [("x", "y"), ("z", "w")]),
        # A cell of several lines is one, and stands where it begins.
        ('a,b\n"x\ny",1\nz,w\n', [2, 4], [("x\ny", "1"), ("z", "w")]),
        ("a\tb\nx\ty\n", [2], [("x", "y")]),
        (" a , b \nx,y\n", [2], [("x", "y")]),
        ("a,b\nx,y,\n", [2], [("x", "y")]),
    ],
)
def test_rows_of_csv_with_the_lines_at_which_they_stand(
    tmp_path: Path, content: str, at: list[int], cells: list[tuple[str, str]]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8", newline="")
    (part,) = read(path, "csv", 10)
    assert part.columns == ("a", "b")
    assert [(it.at, tuple(it.cells.values()), it.wrong) for it in part.rows] == [
        (line, row, None) for line, row in zip(at, cells, strict=True)
    ]


@pytest.mark.parametrize("kept", [True, False])
def test_parts_of_columns_are_numbered_through_whatever_pieces_they_came_in(tmp_path: Path, kept: bool) -> None:
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"n": list(range(7))})
    path = tmp_path / "t.arrow"
    with path.open("wb") as stream, (pa.ipc.new_file if kept else pa.ipc.new_stream)(stream, table.schema) as out:
        out.write_table(table, max_chunksize=3)
    parts = list(read(path, "arrow", 2))
    assert [(it.behind, it.table.num_rows) for it in parts] == [(0, 2), (2, 1), (3, 2), (5, 1), (6, 1)]
    assert [row.at for it in parts for row in it.as_rows().rows] == list(range(1, 8))
    assert [row.cells["n"] for it in parts for row in it.as_rows().rows] == list(range(7))
    assert {it.columns for it in parts} == {("n",)}
