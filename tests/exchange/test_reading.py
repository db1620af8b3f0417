"""Tables as people have them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dedere.errors import UsageError
from dedere.exchange.reading import read
from desks import Desk

WANTED = ("state", "treaty", "day")


@pytest.mark.parametrize(
    ("name", "written", "message"),
    [
        ("t.csv", "", "is empty"),
        ("t.csv", "a,a\n1,2\n", "two columns `a`"),
        ("t.json", "{", "is no JSON: expecting property name"),
        ("t.json", "[1]", "is no table"),
        ("t.json", "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_table_is_refused(desk: Desk, name: str, written: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read(desk.table(written, name))


def test_what_is_too_large_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dedere.language.files.LARGEST", 10)
    with pytest.raises(UsageError, match="larger than"):
        read(desk.table("a" * 11))


def test_a_table_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"None\.csv` cannot be read: no such file"):
        read(desk.home / "None.csv")


def rows(desk: Desk, content: bytes | str, name: str = "t.csv") -> list[tuple[int, dict[str, str]]]:
    path = desk.home / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [(it.at, dict(it.row)) for it in read(path, WANTED).lines]


HEADED = "State;Treaty;Day\nCôte d\u2019Ivoire;rome;1 Jan 2020\n"
READ = {"state": "Côte d\u2019Ivoire", "treaty": "rome", "day": "1 Jan 2020"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (HEADED.encode(), 2),
        (HEADED.encode("utf-8-sig"), 2),
        (HEADED.encode("utf-16"), 2),
        (HEADED.encode("cp1252"), 2),
        (b"sep=;\r\n" + HEADED.replace("\n", "\r\n").encode("cp1252"), 3),
        (("Status of the treaty;;\n\nas at 1 May 2026;;\n" + HEADED).encode(), 5),
        ("State;Treaty;Day;;\nCôte d\u2019Ivoire;rome;1 Jan 2020;;\n;;;;\n".encode(), 2),
        (HEADED.replace(";", "\t").encode(), 2),
    ],
    ids=["utf-8", "bom", "utf-16", "cp1252", "sep", "titles", "empty columns", "tabs"],
)
def test_what_programs_put_around_a_table_is_passed_over(desk: Desk, content: bytes, line: int) -> None:
    assert rows(desk, content) == [(line, READ)]


def test_a_table_that_is_not_utf_8_is_read_in_a_code_page_and_that_is_told_once(desk: Desk) -> None:
    head, row = HEADED.splitlines()
    twice = "\n".join((head, "Chad;rome;1 Jan 2020", row, row, ""))
    path = desk.home / "t.csv"
    path.write_bytes(twice.encode("cp1252"))
    found = read(path, WANTED).lines
    assert [len(it.notes) for it in found] == [1, 0, 0]
    assert "is not UTF-8 in line 3, and was read in code page 1252" in found[0].notes[0]
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_bytes(twice.encode(encoding))
        assert not any(it.notes for it in read(path, WANTED).lines)


def test_json_lines(desk: Desk) -> None:
    lines = [json.dumps({"State": "aaa"}), "", json.dumps({"State": "bbb"}), "{"]
    for name in ("t.jsonl", "t.ndjson"):
        path = desk.table("\n".join(lines), name)
        found = list(read(path).lines)
        assert [(it.at, it.row.get("state")) for it in found] == [(1, "aaa"), (3, "bbb"), (4, None)]
        assert "the line is no JSON" in str(found[-1].wrong)


@pytest.mark.parametrize("letter", ["\x1b", "\u202e", "\x00", "\u200b"])
def test_letters_that_nobody_sees_are_told_of_their_row(desk: Desk, letter: str) -> None:
    found = list(read(desk.table(f"State,Treaty,Day\naaa,ro{letter}me,x\nbbb,rome,y\n"), WANTED).lines)
    assert [bool(it.wrong) for it in found] == [True, False]
    assert "the cell of `treaty` has the control character" in str(found[0].wrong)


def test_a_cell_below_no_name(desk: Desk) -> None:
    (found,) = read(desk.table("State,,Day\naaa,x,y\n"), WANTED).lines
    assert found.wrong == "a cell stands in a column without a name"


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"State,Day\naaa,\x81\xff\n")
    with pytest.raises(UsageError, match=r"is not UTF-8, in line 2"):
        read(tmp_path / "t.csv")
