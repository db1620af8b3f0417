"""What became of a table: rows by status."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.schema.exchange import Imported, ImportRow

NEW = ImportRow(line=2, status="new", written=True, fact="state(aaa)", sentence="Alphaland is a State")
WRONG = ImportRow(line=3, status="invalid", written=False, fact=None, sentence=None, reason="the cell is empty")
FOUND = Imported(table="t.csv", into="t.lp", dry_run=False, rows=(NEW, WRONG), added="state(aaa).\n")


def test_rows_are_counted_by_status() -> None:
    assert [FOUND.count(it) for it in ("new", "invalid", "same")] == [1, 1, 0]


def test_what_was_done_comes_back_and_is_named() -> None:
    assert Imported.model_validate_json(FOUND.to_json()) == FOUND
    assert FOUND.model_dump(by_alias=True)["schema"] == "dedere.import/1"


def test_there_is_no_other_status() -> None:
    with pytest.raises(ValidationError, match="status"):
        ImportRow.model_validate({**NEW.model_dump(), "status": "old"})
