"""The answer to any question that the rules declare: what the engine makes unchecked is what a check lets through."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import dedere
from dedere.schema.inquiry import Inquiry


def test_an_answer_passes_and_is_named() -> None:
    found = dedere.inquire("measures", {"origin": "ind"}, on="2025-11-12")
    assert found.answers
    assert Inquiry.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.inquiry/1"


def test_what_was_asked_is_needed() -> None:
    found = dedere.inquire("measures", {"origin": "ind"}, on="2025-11-12").model_dump()
    with pytest.raises(ValidationError, match="question"):
        Inquiry.model_validate({key: it for key, it in found.items() if key != "question"})
