"""Writes the published contracts anew: `make contracts`, once what is written bears more or has a greater number.

What would break those who read or write by a published contract is told here, and asks for the next number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import inf
from pathlib import Path
from typing import Any

from dedere.reporting import contracts

PUBLISHED = Path(__file__).parent / "contracts"

Schema = Mapping[str, Any]


def path_of(name: str) -> Path:
    """Where a contract is published: `dedere.flip/1` in `flip-1.json`."""
    return PUBLISHED / f"{name.removeprefix('dedere.').replace('/', '-')}.json"


def written(schema: Schema) -> str:
    """The text of a published contract."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def breaking(before: Schema, after: Schema) -> list[str]:
    """What in a later form of a contract breaks a program that was made for the earlier one, a line each.

    Of what is written a reader needs that all it knew is there and means nothing new: what it may be grows no wider. Of
    what is read (case files) a writer needs that all it could write is taken.
    """
    read = before["$id"] in contracts.READ
    return list(_Compared(before, after, read).differences(before, after, ""))


class _Compared:
    """Two forms of one contract; `read` says that programs write by it."""

    def __init__(self, before: Schema, after: Schema, read: bool) -> None:
        self._before, self._after, self._read = before, after, read
        self._seen: set[tuple[str, str]] = set()

    def differences(self, before: Schema, after: Schema, at: str) -> Iterator[str]:
        """The differences that break at a place, which is told as `a.b[]`."""
        pair = before.get("$ref", ""), after.get("$ref", "")
        if all(pair):
            if pair in self._seen:
                return
            self._seen.add(pair)
        old, new = _ways(before, self._before), _ways(after, self._after)
        # Whoever reads must have known each way that is written, whoever writes must find each way that was taken.
        asked, known = (old, new) if self._read else (new, old)
        for it in asked:
            if not any(
                _kind(it) == _kind(other) and _values(it) <= _values(other) and _keeps(it, other) for other in known
            ):
                told = "is no longer taken" if self._read else "was not known"
                yield f"{at or 'the whole'}: {_named(it)} {told}"
        for it in old:
            for other in (way for way in new if _kind(way) == _kind(it)):
                yield from self._inside(it, other, at)

    def _inside(self, before: Schema, after: Schema, at: str) -> Iterator[str]:
        yield from self._places(before, after, at)
        asked, known = (before, after) if self._read else (after, before)
        if isinstance(known.get("additionalProperties"), dict) and asked.get("additionalProperties", True) is True:
            yield f"{at}.*".lstrip(".") + ": anything was not known"
        if known.get("additionalProperties") is False and asked.get("additionalProperties") is not False and self._read:
            yield f"{at}.*".lstrip(".") + ": is no longer taken"
        for key, suffix in (("items", "[]"), ("additionalProperties", ".*")):
            if isinstance(before.get(key), dict) and isinstance(after.get(key), dict):
                yield from self.differences(before[key], after[key], at + suffix)
        old, new = before.get("properties", {}), after.get("properties", {})
        for name in old:
            if name not in new:
                yield f"{at}.{name}".lstrip(".") + ": is gone"
            else:
                yield from self.differences(old[name], new[name], f"{at}.{name}".lstrip("."))
        needed = {*before.get("required", ())}, {*after.get("required", ())}
        for name in sorted(needed[1] - needed[0] if self._read else (needed[0] - needed[1]) & {*new}):
            told = "must be written now" if self._read else "may be missing now"
            yield f"{at}.{name}".lstrip(".") + f": {told}"

    def _places(self, before: Schema, after: Schema, at: str) -> Iterator[str]:
        """What of a list with a fixed number of places, each of its own kind."""
        old, new = before.get("prefixItems", []), after.get("prefixItems", [])
        if len(old) != len(new):
            yield f"{at}[]: had {len(old) or 'any number of'} places, and has {len(new) or 'any number of'} now"
        for place, (it, other) in enumerate(zip(old, new, strict=False)):
            yield from self.differences(it, other, f"{at}[{place}]")


def _keeps(it: Schema, other: Schema) -> bool:
    """Whether what is one way keeps to the limits of another: of form, of length and of size."""
    as_said = all(it.get(key) == other[key] for key in ("format", "pattern") if key in other)
    most = all(it.get(key, inf) <= other[key] for key in ("maxLength", "maxItems", "maximum") if key in other)
    return as_said and most and all(it.get(key, -inf) >= other[key] for key in _LEAST if key in other)


_LEAST = ("minLength", "minItems", "minimum")


def _ways(schema: Schema, whole: Schema) -> list[Schema]:
    """The ways in which something may be, without references."""
    if "$ref" in schema:
        return _ways(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        return [way for it in schema["anyOf"] for way in _ways(it, whole)]
    return [schema]


def _kind(schema: Schema) -> str:
    if "const" in schema or "enum" in schema:
        return "string"
    return str(schema.get("type", "anything"))


class _Every(frozenset[Any]):
    """Every value: what is not limited to some."""

    def __ge__(self, other: object) -> bool:
        return True


def _values(schema: Schema) -> frozenset[Any]:
    if "const" in schema:
        return frozenset([schema["const"]])
    if "enum" in schema:
        return frozenset(schema["enum"])
    return _Every(["anything"])


def _named(schema: Schema) -> str:
    limits = [
        f"{key} {schema[key]}"
        for key in ("format", "pattern", "maxLength", "maxItems", "maximum", *_LEAST)
        if key in schema
    ]
    return " ".join([str(schema.get("const") or schema.get("enum") or schema.get("type", "anything")), *limits])


if __name__ == "__main__":
    PUBLISHED.mkdir(exist_ok=True)
    for it in contracts.names():
        path_of(it).write_text(written(contracts.schema(it)), encoding="utf-8")
