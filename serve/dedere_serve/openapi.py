"""What the service says of itself, as OpenAPI: from the questions that can be asked and the contracts of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from dedere.reporting import contracts
from dedere_serve import asks, problems
from dedere_serve.choices import Choices
from dedere_serve.problems import Problem
from dedere_serve.replies import EXPLAIN, FORMS, MEDIA

Responses: TypeAlias = dict[int | str, dict[str, Any]]
"""What may come of a request, by status, as FastAPI takes it."""

_REF = "#/components/schemas/"

_WHY = {
    400: "What was sent is no question.",
    404: "There is nothing of this name.",
    413: "The document is too large.",
    414: "The query is too long.",
    415: "The document is not sent as JSON.",
    421: "The service is not known by this name.",
    422: "The question is wrong, or there is no answer to it.",
    429: "This client asks too much at once.",
    500: "A fault of the service.",
    503: "The service is busy, or no answer was found in time.",
}


def errors(*statuses: int) -> Responses:
    """The problems that a request may meet, as responses."""
    content = {problems.MEDIA: {"schema": {"$ref": f"{_REF}Problem"}}}
    wait = {"Retry-After": {"description": "Seconds after which to ask again.", "schema": {"type": "integer"}}}
    return {
        it: {"description": _WHY[it], "content": content, **({"headers": wait} if it in (429, 503) else {})}
        for it in sorted(statuses)
    }


ALWAYS = (413, 414, 421, 500)
"""What any request may meet."""

ASKING = (400, *ALWAYS, 422, 429, 503)
"""What a question may meet."""


def json_of(schema: str | dict[str, Any], about: str) -> Responses:
    """A response that is JSON by a schema, or by that of a name of the components."""
    found = {"$ref": f"{_REF}{schema}"} if isinstance(schema, str) else schema
    return {200: {"description": about, "content": {"application/json": {"schema": found}}}}


def answers(kinds: Iterable[type[asks.Ask]]) -> Responses:
    """The response to questions of some kinds, in each format."""
    refs = [{"$ref": f"{_REF}{it}"} for it in dict.fromkeys(kind.contract for kind in kinds)]
    json = refs[0] if len(refs) == 1 else {"anyOf": refs}
    others = {*MEDIA.values(), "text/plain; charset=utf-8"} - {MEDIA["json"]}
    content = {MEDIA["json"]: {"schema": json}, **{it: {"schema": {"type": "string"}} for it in sorted(others)}}
    id_ = {"Dedere-Answer": {"description": "The id of the answer.", "schema": {"type": "string"}}}
    return {200: {"description": "The answer.", "content": content, "headers": id_}}


def shown() -> list[dict[str, Any]]:
    """The parameters of how an answer is shown."""
    return [
        {
            "name": "format",
            "in": "query",
            "description": "How the answer is shown; a `fragment` is HTML without its style, for a page that has it.",
            "schema": {"type": "string", "enum": list(FORMS), "default": "json"},
        },
        {
            "name": "explain",
            "in": "query",
            "description": "How much of the reasons is told, where it is not JSON.",
            "schema": {"type": "string", "enum": list(EXPLAIN)},
        },
    ]


def parameters(kind: type[asks.Ask]) -> list[dict[str, Any]]:
    """The parameters of a question that is asked by a link."""
    schema = kind.model_json_schema()
    needed = schema.get("required", ())
    told = []
    for name, it in schema["properties"].items():
        if name == "ask":
            continue
        plain = next((one for one in it.get("anyOf", ()) if one.get("type") != "null"), it)
        plain = {key: value for key, value in plain.items() if key not in ("description", "title", "default")}
        style = {"style": "deepObject", "explode": True} if plain.get("type") == "object" else {}
        about = {"description": it["description"]} if "description" in it else {}
        told.append({"name": name, "in": "query", "required": name in needed, **about, "schema": plain, **style})
    return told


def document() -> dict[str, Any]:
    """The body of a question that is a document."""
    kinds = [{"$ref": f"{_REF}{kind.__name__}"} for kind in asks.KINDS.values()]
    mapping = {name: f"{_REF}{kind.__name__}" for name, kind in asks.KINDS.items()}
    schema = {"oneOf": kinds, "discriminator": {"propertyName": "ask", "mapping": mapping}}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def components() -> dict[str, Any]:
    """Every schema that a reference above names."""
    found: dict[str, Any] = {}
    for model in (Problem, Choices):
        _take(found, model.__name__, model.model_json_schema(mode="serialization", ref_template=_REF + "{model}"))
    for kind in asks.KINDS.values():
        _take(found, kind.__name__, kind.model_json_schema(ref_template=_REF + "{model}"))
        found[kind.__name__]["required"] = ["ask", *(it for it in found[kind.__name__]["required"] if it != "ask")]
    for name in dict.fromkeys(kind.contract for kind in asks.KINDS.values()):
        _take(found, name, _below(contracts.schema(name), f"{name}."))
    return found


def _take(found: dict[str, Any], name: str, schema: Mapping[str, Any]) -> None:
    """Put a schema among the others, and what it defines beside it."""
    found.update(schema.get("$defs", {}))
    found[name] = {key: it for key, it in schema.items() if key not in ("$defs", "$schema", "$id")}


def _below(node: Any, prefix: str) -> Any:
    """A contract whose own definitions are named after it, since two contracts may define something of one name."""
    if isinstance(node, dict):
        return {
            key: (
                {f"{prefix}{name}": _below(one, prefix) for name, one in it.items()}
                if key == "$defs"
                else it.replace("#/$defs/", f"{_REF}{prefix}")
                if key == "$ref"
                else _below(it, prefix)
            )
            for key, it in node.items()
        }
    return [_below(it, prefix) for it in node] if isinstance(node, list) else node
