"""The contract of `dedere.itinerary/1`, which is read."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.reporting import contracts
from dedere.schema.itinerary import Itinerary


def test_what_is_described() -> None:
    schema = contracts.schema("itinerary")
    assert schema["required"] == ["legs"]
    assert schema["$defs"]["ItineraryLeg"]["required"] == ["host"]
    assert {"from", "until", "on", "alternatives"} <= set(schema["$defs"]["ItineraryLeg"]["properties"])
    assert schema["additionalProperties"] is False


def test_what_it_does_not_know_is_refused() -> None:
    assert Itinerary.model_validate({"legs": [{"host": "India", "from": "2025-12-04"}]}).legs[0].from_ == "2025-12-04"
    none: list[dict[str, object]] = [{}, {"legs": [{}]}, {"legs": [], "more": 1}]
    for wrong in none:
        with pytest.raises(ValidationError):
            Itinerary.model_validate(wrong)
