"""The contract of `dedere.plan/1`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.schema.plan import Plan


def test_what_is_described() -> None:
    schema = Plan.model_json_schema(mode="serialization")
    assert schema["properties"]["schema"]["const"] == "dedere.plan/1"
    assert {"legs", "due", "faults", "counts", "schools"} <= set(schema["properties"])
    assert {"leg", "line", "alternative_to", "verdict", "tasks", "turns"} <= set(
        schema["$defs"]["PlanLeg"]["properties"]
    )


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        Plan.model_validate({"schema": "dedere.plan/2"})
