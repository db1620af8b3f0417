"""The contracts: what is published stays what is written, and a change that would break a reader is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

import dedere
import publishing
from dedere.errors import UsageError
from dedere.reporting import contracts


@pytest.mark.parametrize("name", contracts.names())
def test_a_published_contract_is_what_is_written_today(name: str) -> None:
    published = json.loads(publishing.path_of(name).read_text(encoding="utf-8"))
    bare, number = name.rsplit("/", 1)
    broken = publishing.breaking(published, contracts.schema(name))
    assert broken == [], f"this asks for {bare}/{int(number) + 1}, or breaks who reads {name}"
    assert publishing.breaking(contracts.schema(name), published) == [], "publish what is new: make contracts"


def test_what_was_published_is_still_made() -> None:
    assert {it.name for it in publishing.PUBLISHED.iterdir()} == {
        publishing.path_of(it).name for it in contracts.names()
    }


def _all_inside(schema: dict[str, Any], value: Any, whole: dict[str, Any], at: str = "") -> list[str]:
    """What of a value the schema does not name: enough of a validator to see that answers keep their contract."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return min((_all_inside(it, value, whole, at) for it in schema["anyOf"]), key=len)
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    wanted = schema.get("type")
    if wanted in kinds and not isinstance(value, kinds[wanted]):
        return [f"{at} is no {wanted}"]
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        return [f"{at} is {value}"]
    found = []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}.{it} is missing" for it in schema.get("required", ()) if it not in value]
        for key, it in value.items():
            inner = known.get(key, schema.get("additionalProperties"))
            found += [f"{at}.{key} is unknown"] if inner is None else _all_inside(inner, it, whole, f"{at}.{key}")
    if isinstance(value, list):
        for it in value:
            found += _all_inside(schema["items"], it, whole, f"{at}[]") if "items" in schema else []
    return found


MADE: dict[str, Callable[[], Any]] = {
    "assessment": lambda: dedere.assess("putin", "mng", on="2024-09-02"),
    "difference": lambda: dedere.compare("putin", "ind", on="2025-12-05", suppose=["deposited(ind,rome,20250901)"]),
    "inquiry": lambda: dedere.inquire("measures", {"origin": "ind"}, on="2025-11-12"),
    "kept": dedere.kept,
}


@pytest.mark.parametrize("name", MADE)
def test_answers_keep_their_contract(name: str) -> None:
    schema = dict(contracts.schema(name))
    assert _all_inside(schema, json.loads(MADE[name]().to_json()), schema) == []
    assert contracts.contract(name).name == f"dedere.{name}/1"


def test_a_table_and_an_error_keep_theirs() -> None:
    table = dict(contracts.schema("table"))
    made = json.loads(dedere.export(dedere.load(), predicate="entry_delay", form="json"))
    assert _all_inside(table, made, table) == []
    assert made["schema"] == "dedere.table/1"


@pytest.mark.parametrize("given", ["proof", "proof/1", "dedere.proof/1"])
def test_a_contract_is_named_with_or_without_its_number(given: str) -> None:
    assert contracts.schema(given)["$id"] == "dedere.proof/1"


@pytest.mark.parametrize(
    ("given", "hint"), [("prof", "did you mean `proof`?"), ("", "they are assessment, cases"), (7, "they are assess")]
)
def test_a_name_that_is_none_is_refused(given: Any, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        contracts.schema(given)
    assert refused.value.hint is not None
    assert refused.value.hint.startswith(hint)


def _without(name: str) -> Callable[[dict[str, Any]], None]:
    def change(schema: dict[str, Any]) -> None:
        del schema["properties"][name]

    return change


def _optional(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda schema: schema["required"].remove(name)


def _also(name: str, **kind: Any) -> Callable[[dict[str, Any]], None]:
    def change(schema: dict[str, Any]) -> None:
        schema["properties"][name] = {"anyOf": [schema["properties"][name], kind]}

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_without("summary"), "summary: is gone"),
        (_optional("verdict"), "verdict: may be missing now"),
        (_also("summary", type="null"), "summary: null was not known"),
        (_also("verdict", const="unknown"), "verdict: unknown was not known"),
        (lambda schema: schema["$defs"]["Proof"]["properties"].pop("rule"), "why[].rule: is gone"),
    ],
    ids=["gone", "optional", "empty", "value", "inside"],
)
def test_what_would_break_a_reader_is_told(change: Callable[[dict[str, Any]], None], told: str) -> None:
    after = deepcopy(dict(contracts.schema("assessment")))
    change(after)
    assert told in publishing.breaking(contracts.schema("assessment"), after)


def _at(path: str, **parts: Any) -> Callable[[dict[str, Any]], None]:
    """What changes something by its path: a part that is None is taken away."""

    def change(schema: dict[str, Any]) -> None:
        found: Any = schema
        for key in path.split("."):
            found = found[int(key)] if isinstance(found, list) else found[key]
        for name, part in parts.items():
            found.pop(name) if part is None else found.update({name: part})

    return change


_LEGS = "$defs.PlanOverlap.properties.legs"
_TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_at("properties.day", format=None), "day: string was not known"),
        (_at("properties.day", format="date-time"), "day: string format date-time was not known"),
        (_at(f"{_LEGS}.prefixItems.0", type="integer"), "overlaps[].legs[0]: integer was not known"),
        (_at(_LEGS, prefixItems=[_TEXT], minItems=1, maxItems=1), "overlaps[].legs[]: had 2 places, and has 1 now"),
        (
            _at(_LEGS, prefixItems=[_TEXT] * 3, minItems=3, maxItems=3),
            "overlaps[].legs: array maxItems 3 minItems 3 was not known",
        ),
        (
            _at(_LEGS, prefixItems=None, minItems=None, maxItems=None, items=_TEXT),
            "overlaps[].legs[]: had 2 places, and has any number of now",
        ),
        (_at("properties.schools", additionalProperties=True), "schools.*: anything was not known"),
        (_at("properties.schools", additionalProperties=_TEXT), "schools.*: string was not known"),
        (_at("properties.schema", const="dedere.plan/2"), "schema: dedere.plan/2 was not known"),
        (_at("properties", legs={"type": "object"}), "legs: object was not known"),
    ],
)
def test_what_would_break_who_reads_a_plan(change: Callable[[dict[str, Any]], None], told: str) -> None:
    after = deepcopy(dict(contracts.schema("plan")))
    change(after)
    assert told in publishing.breaking(contracts.schema("plan"), after)


_HOST = "$defs.ItineraryLeg.properties.host"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_at(_HOST, maxLength=5), "legs[].host: string is no longer taken"),
        (_at(_HOST, pattern="^[A-Z]{3}$"), "legs[].host: string is no longer taken"),
        (_at(_HOST, format="date"), "legs[].host: string is no longer taken"),
        (_at("properties.legs", minItems=2), "legs: array is no longer taken"),
        (_at("properties.legs", maxItems=2), "legs: array is no longer taken"),
        (_at("$defs.ItineraryLeg.properties", event=None), "legs[].event: is gone"),
        (_at("$defs.ItineraryLeg.properties", on=_TEXT), "legs[].on: null is no longer taken"),
    ],
)
def test_what_would_break_who_writes_a_plan(change: Callable[[dict[str, Any]], None], told: str) -> None:
    before = contracts.schema("itinerary")
    after = deepcopy(dict(before))
    change(after)
    assert told in publishing.breaking(before, after)


def test_who_wrote_a_key_of_its_own_needs_that_it_is_still_taken() -> None:
    after = contracts.schema("itinerary")
    before = deepcopy(dict(after))
    assert before["$defs"]["ItineraryLeg"].pop("additionalProperties") is False
    assert publishing.breaking(before, after) == ["legs[].*: is no longer taken"]


def test_a_further_field_breaks_no_reader() -> None:
    after = deepcopy(dict(contracts.schema("assessment")))
    after["properties"]["mood"] = {"type": "string"}
    after["required"].append("mood")
    assert publishing.breaking(contracts.schema("assessment"), after) == []


def test_who_writes_cases_needs_that_all_is_still_taken_and_no_more_is_asked() -> None:
    before = contracts.schema("cases")
    after = deepcopy(dict(before))
    case = after["$defs"]["Case"]
    case["required"].append("source")
    after["$defs"]["Expected"]["properties"]["verdict"] = {"enum": ["obliged"]}
    told = publishing.breaking(before, after)
    assert "[].source: must be written now" in told
    assert any(it.startswith("[].expect.verdict: ") and it.endswith("is no longer taken") for it in told)
