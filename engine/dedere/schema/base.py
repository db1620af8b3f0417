"""The base of everything that is answered: frozen dataclasses, which pydantic checks, describes and writes on request.

Importing pydantic and building its validators takes longer than answering, and what the engine has worked out is not
checked again. So answers are plain dataclasses of the standard library, the same in every process. Pydantic takes such
dataclasses as they are: it is imported when someone calls one of the methods that are named as in its own models
(`model_validate`, `model_json_schema`, ...), or declares a field of a model with an answer as its type.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self, dataclass_transform

from dedere.given import numbers

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["Model", "field"]

MOST_INDENT = 16
"""Blanks by which JSON text is set in at most."""


def _in_json(name: str) -> str:
    """The name of a field in JSON: without the underscore that keeps a word free for Python, as in `with_`."""
    return name.removesuffix("_")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Model:
    """What all parts of an answer share: they cannot be changed, and know no further fields.

    The constructor takes the fields by name and raises `TypeError` for missing or unknown ones; it does not check their
    values. What comes from outside is checked by `model_validate` and `model_validate_json`.
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {
        # What pydantic reads of a dataclass that is not its own, as its documentation has it.
        "extra": "forbid",
        "alias_generator": _in_json,
        "populate_by_name": True,
        # What is written has all its fields.
        "json_schema_serialization_defaults_required": True,
    }

    _declared: ClassVar[_Declared]
    _adapter: ClassVar[Any]
    """What pydantic makes of the class, once it has been asked."""

    def __init_subclass__(cls) -> None:
        # The methods below do for all models; generating them anew for each would take longer than using them.
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls._declared = _declared(fields(cls))  # type: ignore[arg-type]  # it is a dataclass now

    def __init__(self, /, **values: Any) -> None:
        self.__dict__.update(self._content(values))

    @classmethod
    def _content(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of all fields in their order. Raises `TypeError` where one is missing or not declared."""
        defaults, made = cls._declared
        content = {**defaults, **values}
        if len(content) != len(defaults) or any(it is MISSING for it in content.values()):
            wrong = sorted({*content} - {*defaults} | {name for name, it in content.items() if it is MISSING})
            raise TypeError(f"`{cls.__name__}` is made with other fields: {', '.join(wrong)}")
        for name, make in made:
            if name not in values:
                content[name] = make()
        return content

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(
            f"`{type(self).__name__}` cannot be changed; `model_copy` makes one that is otherwise"
        )

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"`{type(self).__name__}` cannot be changed")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(_hashable(self.__dict__[name]) for name in self._declared.defaults)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={it!r}' for name, it in self.__dict__.items())})"

    def to_json(self, indent: int | None = 2) -> str:
        """The same as JSON text, as `model_dump_json(by_alias=True)` gives it.

        Raises `UsageError` for an indent that is neither None nor a number of blanks.
        """
        if indent is not None:
            numbers(0, MOST_INDENT, indent=indent)
        separators = (",", ":") if indent is None else None
        return json.dumps(_plain(self), ensure_ascii=False, indent=indent, separators=separators)

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The same with some fields changed; the new values are not checked. Raises `TypeError` for unknown fields."""
        copy = object.__new__(type(self))
        copy.__dict__.update(self._content({**self.__dict__, **(update or {})}))
        return copy

    # ---------------------------------------------------------------------------------------------- pydantic's part

    @classmethod
    def _pydantic(cls) -> TypeAdapter[Any]:
        if "_adapter" not in cls.__dict__:
            from pydantic import TypeAdapter

            cls._adapter = TypeAdapter(cls)
        adapter: TypeAdapter[Any] = cls._adapter
        return adapter

    @classmethod
    def model_validate(cls, given: Any) -> Self:
        """A model from a mapping. Raises `pydantic.ValidationError`, a `ValueError`, for what is no such model."""
        checked: Self = cls._pydantic().validate_python(given)
        return checked

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """A model from JSON text, as `to_json` writes it. Raises `pydantic.ValidationError`."""
        checked: Self = cls._pydantic().validate_json(text)
        return checked

    @classmethod
    def model_json_schema(
        cls, *, by_alias: bool = True, mode: Literal["validation", "serialization"] = "validation"
    ) -> dict[str, Any]:
        """The JSON Schema of the model: of what is read in, or of what is written."""
        return cls._pydantic().json_schema(by_alias=by_alias, mode=mode)

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """The fields as a dictionary, all the way down; `how` is what pydantic takes: `mode`, `by_alias`, `include`."""
        written: dict[str, Any] = self._pydantic().dump_python(self, **how)
        return written

    def model_dump_json(self, **how: Any) -> str:
        """The fields as JSON text; `how` is what pydantic takes: `indent`, `by_alias`, `exclude_none`."""
        return self._pydantic().dump_json(self, **how).decode()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Called by pydantic where it meets a model: it is handed the annotations as the types that they name.

        The oldest pydantic that is allowed would look for the names in the module of whoever asks.
        """
        from typing import get_type_hints

        named = get_type_hints(cls)
        for it in fields(cls):  # type: ignore[arg-type]  # `__init_subclass__` has made it a dataclass
            it.type = named[it.name]
        return handler(source)


# ------------------------------------------------------------------------------------------------- fields and values


class _Declared(NamedTuple):
    """The fields of a model in their order with their defaults, and what makes those that are made anew each time."""

    defaults: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]


def _declared(all_: Iterable[Field[Any]]) -> _Declared:
    defaults = {it.name: it.default for it in all_}
    made = tuple((it.name, it.default_factory) for it in all_ if it.default_factory is not MISSING)
    return _Declared(defaults | dict.fromkeys(name for name, _ in made), made)


def _plain(value: Any) -> Any:
    """A value of a model in what JSON knows."""
    if isinstance(value, Model):
        return {_in_json(name): _plain(it) for name, it in value.__dict__.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(it) for it in value]
    if isinstance(value, dict):
        return {key: _plain(it) for key, it in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _hashable(value: Any) -> Any:
    """A value of a model as something that has a hash, equal where the values are."""
    if isinstance(value, dict):
        return frozenset((key, _hashable(it)) for key, it in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, (tuple, list)) else value
