"""Facts as tables, and what is read as a table."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dedere.errors import UsageError
from dedere.exchange.reading import read
from dedere.exchange.tables import export
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


def test_what_a_spreadsheet_would_work_out_comes_back_equal(desk: Desk) -> None:
    notes = ("=1+1", "+1", "-x", "@a", "'=quoted", "'plain", "a=b")
    rows = "".join(f'alias(aaa,"{it}").\n' for it in notes)
    (desk.home / "facts" / "more.lp").write_text(f"%@ by reg seen_once\n{rows}", encoding="utf-8")
    written = export(desk.corpus(), "alias")
    assert not [line for line in written.splitlines() if line.partition(",")[2][:1] in ("=", "+", "-", "@")]
    assert [it.row["name"] for it in read(desk.table(written)).lines] == list(notes)
