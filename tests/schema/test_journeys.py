"""The contract of `dedere.journeys/1`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import dedere
from dedere.schema.journeys import Journeys


def test_what_is_written_is_what_is_described() -> None:
    schema = Journeys.model_json_schema(mode="serialization")
    assert schema["properties"]["schema"]["const"] == "dedere.journeys/1"
    assert {"since", "kept", "before", "comparable", "journeys", "reach"} <= set(schema["properties"])
    assert Journeys.model_validate_json(dedere.journeys("chad").to_json()).host == "TCD"


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        Journeys.model_validate({"schema": "dedere.journeys/2"})
