"""What a check found: what the engine makes unchecked is what a check of types lets through."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.checks.record import check
from dedere.schema.checks import Checked


def test_what_is_found_passes_and_is_named() -> None:
    found = check()
    assert found.notes
    assert Checked.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.check/1"


def test_a_finding_is_an_error_or_a_note() -> None:
    found = check()
    note = found.notes[0].model_dump()
    with pytest.raises(ValidationError, match="level"):
        Checked.model_validate({**found.model_dump(), "notes": [{**note, "level": "warning"}]})
