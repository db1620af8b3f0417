"""An answer as text that names the class of each of its parts, and back: what is kept for the next time.

JSON as `to_json` writes it can be read back only by checking it against the declared types, which takes pydantic longer
than many an answer. Here each part says what it is, so that it is put together again as it was. Only answers and days
can be named: reading runs nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from dedere.schema.base import Model

_CLASS, _DAY = "%", "%day"


def called(class_: type[Model]) -> str:
    """The name of a class among all answers and their parts: that of its module, and its own."""
    return f"{class_.__module__.rpartition('.')[2]}.{class_.__qualname__}"


def classes() -> dict[str, type[Model]]:
    """The classes of answers and their parts that have been imported, by their names."""
    found = list(Model.__subclasses__())
    for it in found:
        found += it.__subclasses__()
    return {called(it): it for it in found}


def marked(model: Model) -> str:
    """The text of an answer, in one line."""
    return json.dumps(_marked(model), ensure_ascii=False, separators=(",", ":"))


def unmarked(text: str) -> Any:
    """The answer of such a text. Raises `ValueError` for any other, and where its classes have other fields now."""
    try:
        return _unmarked(json.loads(text, object_hook=partial(_made, classes())))
    except (KeyError, TypeError, RecursionError) as fault:
        raise ValueError(f"no answer that was kept: {fault}") from None


def _marked(value: Any) -> Any:
    if isinstance(value, Model):
        return {_CLASS: called(type(value))} | {name: _marked(it) for name, it in value.__dict__.items()}
    if isinstance(value, (tuple, list)):
        return [_marked(it) for it in value]
    if isinstance(value, dict):
        return {key: _marked(it) for key, it in value.items()}
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _made(of_name: Mapping[str, type[Model]], found: dict[str, Any]) -> Any:
    if _DAY in found:
        return date.fromisoformat(found[_DAY])
    if _CLASS in found:
        return of_name[found.pop(_CLASS)](**{name: _unmarked(it) for name, it in found.items()})
    return {key: _unmarked(it) for key, it in found.items()}


def _unmarked(value: Any) -> Any:
    """Whatever there are several of in an answer stands in a tuple."""
    return tuple(map(_unmarked, value)) if isinstance(value, list) else value
