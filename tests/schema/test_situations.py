"""Situations as rows: what the engine makes unchecked is what a check of types lets through."""

from __future__ import annotations

from dedere.batch.listing import listed
from dedere.engine import default_engine
from dedere.schema.situations import Situated


def test_the_rows_pass_and_are_named() -> None:
    found = listed(default_engine(), ["putin"])
    assert found.rows
    assert Situated.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.situations/1"
