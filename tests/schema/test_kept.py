"""Up to which day a record is kept: what the engine makes unchecked is what a check of types lets through."""

from __future__ import annotations

from dedere.answers.currency import kept
from dedere.schema.kept import Kept


def test_the_parts_pass_and_are_named() -> None:
    found = kept()
    assert found.parts
    assert Kept.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.kept/1"
