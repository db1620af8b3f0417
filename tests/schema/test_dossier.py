"""The contract of `dedere.dossier/1`."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.schema.dossier import Dossier


def test_what_is_described() -> None:
    schema = Dossier.model_json_schema(mode="serialization")
    assert schema["properties"]["schema"]["const"] == "dedere.dossier/1"
    assert {"summary", "sides", "disputes", "facts", "for", "against", "tasks", "turns", "sources"} <= set(
        schema["properties"]
    )
    assert {"sentence", "authority", "sources", "view"} <= set(schema["$defs"]["Said"]["properties"])


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        Dossier.model_validate({"schema": "dedere.dossier/2"})
