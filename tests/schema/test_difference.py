"""What a change does to an answer: what the engine makes unchecked is what a check lets through."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import dedere
from dedere.schema.difference import Difference, Flips, Grid

INDIA = ("putin", "India")
DEPOSIT = "deposited(ind,rome,20250901)"


def test_a_difference_comes_back_and_is_named() -> None:
    found = dedere.compare(*INDIA, on="2025-12-05", suppose=[DEPOSIT])
    assert found.gained
    assert Difference.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.difference/1"


def test_flips_come_back_and_are_named() -> None:
    found = dedere.flip(*INDIA, on="2025-12-05", school="court")
    assert found.sets
    assert Flips.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.flip/1"


def test_a_grid_comes_back_is_named_and_has_verdicts_that_there_are() -> None:
    found = dedere.grid(*INDIA, on="2025-12-05", suppose_from=f"{DEPOSIT}\n")
    assert [row.suppose for row in found.rows] == [(DEPOSIT,)]
    assert Grid.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.grid/1"
    wrong = found.model_dump()
    wrong["rows"][0]["verdict"] = "perhaps"
    with pytest.raises(ValidationError, match="verdict"):
        Grid.model_validate(wrong)
