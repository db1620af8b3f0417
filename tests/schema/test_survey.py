"""The contract of `dedere.survey/1`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.schema.survey import Survey


def test_what_is_described() -> None:
    schema = Survey.model_json_schema(mode="serialization")
    assert schema["properties"]["schema"]["const"] == "dedere.survey/1"
    assert {"day", "counts", "schools", "states", "areas", "turned", "persons"} <= set(schema["properties"])
    assert {"state", "verdict", "schools", "rule", "ground"} <= set(schema["$defs"]["SurveyState"]["properties"])


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        Survey.model_validate({"schema": "dedere.survey/2"})
