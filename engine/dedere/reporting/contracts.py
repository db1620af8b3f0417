"""The contracts: what is read and what is written, as JSON Schemas made from the models.

>>> schema("assessment")["$id"]
'dedere.assessment/1'

A number in the name of a contract grows when a reader of the old one would break: `tests/contracts` holds the published
ones, and a test holds what is made today against them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import dedere.schema
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.language.vocabulary import nearest

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The form of JSON Schema that pydantic writes."""

CASES, ITINERARY = "dedere.cases/1", "dedere.itinerary/1"
"""The contracts of a case file and of a plan, which are read; all others are written."""

READ = (CASES, ITINERARY)


class Contract(NamedTuple):
    """The name of a contract with its number, what it is of in one line, and its JSON Schema."""

    name: str
    about: str
    schema: Mapping[str, Any]


def names() -> tuple[str, ...]:
    """The names of the contracts with their numbers, such as `dedere.assessment/1`, in alphabetical order."""
    return tuple(sorted(_models()))


def contract(name: str) -> Contract:
    """A contract by its name, whole or without `dedere.` and without its number.

    Raises `UsageError` for a name that is none.
    """
    known = {short: it for it in names() for short in (it, it.removeprefix("dedere."), _bare(it))}
    if not isinstance(name, str) or name not in known:
        bare = sorted(map(_bare, names()))
        near = nearest(name, bare) if isinstance(name, str) else None
        hint = f"did you mean `{near}`?" if near else f"they are {', '.join(bare)}"
        raise UsageError(f"there is no contract {quoted(name)}", hint, "unknown_contract")
    model = _models()[known[name]]
    about = (model.__doc__ or "").splitlines()[0].rstrip(".")
    return Contract(known[name], about, _schema(known[name], model))


def schema(name: str) -> Mapping[str, Any]:
    """The JSON Schema of a contract, which is named as for `contract`. Raises `UsageError` for a name that is none."""
    return contract(name).schema


def _bare(name: str) -> str:
    return name.removeprefix("dedere.").partition("/")[0]


@cache
def _models() -> dict[str, Any]:
    """By each contract the model that it is made from."""
    from dedere.cases.files import Example
    from dedere.schema.answer import Proof

    # A proof is part of answers, and kept by itself; cases are written by people.
    found: dict[str, Any] = {"dedere.proof/1": Proof, CASES: Example}
    for module in pkgutil.iter_modules(dedere.schema.__path__):
        for it in vars(import_module(f"dedere.schema.{module.name}")).values():
            declared = getattr(it, "_declared", None)
            name = declared.defaults.get("schema_") if declared is not None else None
            if isinstance(name, str):
                found[name] = it
    return found


def _schema(name: str, model: Any) -> Mapping[str, Any]:
    head = {"$schema": DIALECT, "$id": name}
    if name == CASES:
        made = model.model_json_schema(by_alias=True)
        defs = made.pop("$defs")
        of = {"$ref": "#/$defs/Case"}
        return {**head, "title": "Cases", "type": "array", "items": of, "$defs": {**defs, "Case": made}}
    if name == ITINERARY:
        return {**head, **model.model_json_schema(by_alias=True)}
    return {**head, **_open(model.model_json_schema(by_alias=True, mode="serialization"))}


def _open(node: Any) -> Any:
    """A schema of what is written without the ban on further fields: a reader is to bear them."""
    if isinstance(node, dict):
        return {key: _open(it) for key, it in node.items() if (key, it) != ("additionalProperties", False)}
    return [_open(it) for it in node] if isinstance(node, list) else node
