"""The base of everything that is answered: pydantic models, or in a run of the command plain objects with their fields.

Importing pydantic and declaring models takes longer than answering. Who imports the library gets models, which validate
and have schemas. A process that only asks one question and prints the answer never validates; it sets `PLAIN` before
anything else is imported, and the same declarations make plain objects. Both are made, compared, copied and written in
the same way, and neither can be changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dedere.schema import process

__all__ = ["Field", "Model"]

_MISSING: Any = object()


class _Declared(NamedTuple):
    """The fields of a model in their order with their defaults, those made anew each time, and the names in JSON."""

    defaults: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]
    aliases: dict[str, str]


def _content(declared: _Declared, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of all fields. Raises `TypeError` where one is missing or not declared."""
    defaults, made, _ = declared
    content = {**defaults, **values}
    if len(content) != len(defaults) or any(it is _MISSING for it in content.values()):
        wrong = sorted({*content} - {*defaults} | {field for field, it in content.items() if it is _MISSING})
        raise TypeError(f"`{name}` is made with other fields: {', '.join(wrong)}")
    for field, make in made:
        if field not in values:
            content[field] = make()
    return content


def _plain(value: Any) -> Any:
    """A value of a model in what JSON knows."""
    if isinstance(value, Model):
        aliases = _declared(type(value)).aliases
        return {aliases.get(name, name): _plain(it) for name, it in value.__dict__.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(it) for it in value]
    if isinstance(value, dict):
        return {key: _plain(it) for key, it in value.items()}
    return value


def _json(model: Model, indent: int | None) -> str:
    separators = (",", ":") if indent is None else None
    return json.dumps(_plain(model), ensure_ascii=False, indent=indent, separators=separators)


if TYPE_CHECKING or not process.PLAIN:
    from pydantic import BaseModel, ConfigDict, Field

    @cache
    def _declared(model: type[BaseModel]) -> _Declared:
        fields = model.model_fields  # `__pydantic_fields__` is younger than the oldest pydantic that is allowed
        made = tuple((name, it.default_factory) for name, it in fields.items() if it.default_factory is not None)
        return _Declared(
            {name: _MISSING if it.is_required() else it.default for name, it in fields.items()}
            | dict.fromkeys(name for name, _ in made),
            made,  # type: ignore[arg-type]  # ours take no other fields
            {name: it.serialization_alias for name, it in fields.items() if it.serialization_alias},
        )

    class Model(BaseModel):
        """What all parts of an answer share: they cannot be changed, and know no further fields.

        The engine makes them of what it has worked out, which is not checked again: building the checks would take
        longer than the answer. What comes from outside is checked by `model_validate` and `model_validate_json`.
        """

        # Built when first used: who neither reads an answer in nor asks for its schema never pays for it.
        model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

        if not TYPE_CHECKING:  # What a type checker knows of the fields is right as it is.

            def __init__(self, /, **values: Any) -> None:
                content = _content(_declared(type(self)), type(self).__name__, values)
                put = object.__setattr__
                put(self, "__dict__", content)
                put(self, "__pydantic_fields_set__", set(content))
                put(self, "__pydantic_extra__", None)
                put(self, "__pydantic_private__", None)

            # So that validation does not take it for a way to validate, and goes its own.
            __init__.__pydantic_base_init__ = True

        def to_json(self, indent: int | None = 2) -> str:
            """The same as JSON text, as `model_dump_json(by_alias=True)` gives it."""
            return _json(self, indent)

else:

    class Field(NamedTuple):
        """What is said of a field beside its type."""

        default: Any = _MISSING
        default_factory: Callable[[], Any] | None = None
        alias: str | None = None
        validation_alias: str | None = None
        serialization_alias: str | None = None

    @cache
    def _declared(model: type[Model]) -> _Declared:
        defaults: dict[str, Any] = {}
        made: dict[str, Callable[[], Any]] = {}
        aliases: dict[str, str] = {}
        for declaring in reversed(model.__mro__):
            for name in declaring.__dict__.get("__annotations__", ()):  # noqa: RUF063  # `inspect` need not be imported
                said = declaring.__dict__.get(name, _MISSING)
                field = said if isinstance(said, Field) else Field(said)
                defaults[name] = None if field.default_factory else field.default
                if field.default_factory:
                    made[name] = field.default_factory
                if alias := field.serialization_alias or field.alias:
                    aliases[name] = alias
        return _Declared(defaults, tuple(made.items()), aliases)

    class Model:
        """The same fields without pydantic."""

        def __init__(self, /, **values: Any) -> None:
            self.__dict__.update(_content(_declared(type(self)), type(self).__name__, values))

        def __setattr__(self, name: str, value: Any) -> None:
            raise TypeError(f"`{type(self).__name__}` cannot be changed")

        def __eq__(self, other: object) -> bool:
            return type(self) is type(other) and self.__dict__ == other.__dict__

        __hash__ = None

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{name}={it!r}' for name, it in self.__dict__.items())})"

        def model_copy(self, *, update: Mapping[str, Any]) -> Model:
            """The same with some fields changed."""
            copy = object.__new__(type(self))
            copy.__dict__.update(self.__dict__)
            copy.__dict__.update(update)
            return copy

        def to_json(self, indent: int | None = 2) -> str:
            """The same as JSON text."""
            return _json(self, indent)
