"""What the service says of itself holds: requests made up from its own description, with what is wrong in them too.

`DEDERE_EXAMPLES=500 pytest tests/serve/test_openapi.py` makes up more of them.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

import profiles
from dedere.engine import default_engine
from dedere_serve import asks, openapi, service
from dedere_serve.replies import FORMS
from dedere_serve.workers import Here
from services import client

EXAMPLES = profiles.DEMANDED or 8
ENGINE = default_engine()
APP = service.create(ENGINE, Here(ENGINE))
# What is refused for its length is refused too.
REFUSED = {"negative_data_rejection": {"expected-statuses": ["4xx"]}}
CONFIG = schemathesis.Config.from_dict({"checks": REFUSED})
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", APP, config=CONFIG)

# A name that nobody has is a text like any other, and refused; so is a word that no rule or fact has.
LEFT_OUT: list[Any] = [positive_data_acceptance]


@pytest.fixture(name="described", scope="module")
def _described() -> dict[str, Any]:
    with client() as asking:
        found: dict[str, Any] = asking.get("/openapi.json").json()
        return found


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=not profiles.DEMANDED,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
def test_requests_made_up_from_the_description_are_answered_as_it_says(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(excluded_checks=LEFT_OUT)


def test_each_question_is_described_with_its_parameters_its_answer_and_its_errors(described: dict[str, Any]) -> None:
    for name, kind in asks.KINDS.items():
        if name == "plan":
            continue
        told = described["paths"][f"/api/{name}"]["get"]
        assert {it["name"] for it in told["parameters"]} == {*kind.model_fields, "format", "explain"} - {"ask"}
        answer = told["responses"]["200"]["content"]["application/json"]["schema"]
        assert answer == {"$ref": f"#/components/schemas/{kind.contract}"}
        errors = {status: it for status, it in told["responses"].items() if status != "200"}
        assert {*errors} == {str(it) for it in openapi.ASKING}
        assert all([*it["content"]] == ["application/problem+json"] for it in errors.values())
        assert "Retry-After" in errors["503"]["headers"]
        assert "Retry-After" in errors["429"]["headers"]
    formats = next(it for it in described["paths"]["/api/assess"]["get"]["parameters"] if it["name"] == "format")
    assert formats["schema"]["enum"] == list(FORMS)


def test_every_reference_leads_to_a_schema(described: dict[str, Any]) -> None:
    there = {f"#/components/schemas/{it}" for it in described["components"]["schemas"]}

    def references(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
            return own.union(*map(references, node.values()))
        return set().union(*map(references, node)) if isinstance(node, list) else set()

    assert references(described) <= there
    assert len(references(described)) > 40
