"""The contracts of `dedere.timeline/1` and `dedere.upcoming/1`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.schema.timeline import Changing, Timeline


def test_what_is_described() -> None:
    assert Timeline.model_json_schema(mode="serialization")["properties"]["schema"]["const"] == "dedere.timeline/1"
    assert Changing.model_json_schema(mode="serialization")["properties"]["schema"]["const"] == "dedere.upcoming/1"


def test_what_they_do_not_know_is_refused() -> None:
    for model in (Timeline, Changing):
        with pytest.raises(ValidationError):
            model.model_validate({"schema": "dedere.other/1"})
