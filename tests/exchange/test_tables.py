"""Facts as tables, and what is read as a table."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dedere.errors import UsageError
from dedere.exchange.tables import export, read
from desks import Desk


def test_one_predicate(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(export(desk.corpus(), "deposited"))))
    assert rows == [
        {
            "State": "aaa",
            "Treaty": "rome",
            "Day": "2020-01-01",
            "source": "reg",
            "citation": 'Register, "the old one"',
            "url": "https://example.org/a",
            "confidence": "seen_once",
            "checked": "2026-01-01",
            "known": "2020-03-01",
            "note": "a note, with a comma",
        }
    ]


def test_a_kind_names_the_predicate_of_each_row(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(export(desk.corpus(), kind="states"))))
    assert [(it["predicate"], it["State"], it["Name"]) for it in rows] == [
        ("state", "aaa", "Alphaland"),
        ("state", "bbb", "Betania"),
    ]


def test_open_ends_are_empty_cells_and_sources_stand_side_by_side(desk: Desk) -> None:
    first, second = csv.DictReader(io.StringIO(export(desk.corpus(), "office")))
    assert (first["From"], first["To"], second["To"]) == ("", "", "2015-01-01")
    assert first["source"] == "reg | book"
    assert first["citation"] == 'Register, "the old one" | A book'


def test_as_json(desk: Desk) -> None:
    found = json.loads(export(desk.corpus(), "deposited", form="json"))
    assert found["schema"] == "dedere.table/1"
    assert found["rows"][0]["Day"] == "2020-01-01"


@pytest.mark.parametrize(("predicate", "kind"), [("depostied", None), (None, "treaty_act")])
def test_an_unknown_name_is_refused_with_the_nearest(desk: Desk, predicate: str | None, kind: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        export(desk.corpus(), predicate, kind)
    assert "did you mean" in str(caught.value.hint)


def test_a_predicate_of_another_kind_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="`deposited` is no fact of the kind `offices`"):
        export(desk.corpus(), "deposited", "offices")


@pytest.mark.parametrize(
    ("name", "written", "message"),
    [
        ("t.csv", "", "is empty"),
        ("t.csv", "a,a\n1,2\n", "two columns `a`"),
        ("t.json", "{", "is no JSON"),
        ("t.json", "[1]", "is no table"),
        ("t.json", "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_table_is_refused(desk: Desk, name: str, written: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(read(desk.table(written, name)))


def test_what_is_too_large_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dedere.language.files.LARGEST", 10)
    with pytest.raises(UsageError, match="larger than"):
        list(read(desk.table("a" * 11)))


def test_a_table_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"None\.csv` cannot be read: no such file"):
        list(read(desk.home / "None.csv"))
