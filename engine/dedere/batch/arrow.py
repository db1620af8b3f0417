"""The one door to pyarrow, which only the extra `[tables]` brings."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dedere.errors import UsageError


def library() -> Any:
    """The module `pyarrow`. Raises `UsageError` where it is not installed."""
    return _module("pyarrow")


def parquet() -> Any:
    """The module `pyarrow.parquet`. Raises `UsageError` where it is not installed."""
    return _module("pyarrow.parquet")


def compute() -> Any:
    """The module `pyarrow.compute`. Raises `UsageError` where it is not installed."""
    return _module("pyarrow.compute")


def numpy() -> Any:
    """The module `numpy`. Raises `UsageError` where it is not installed."""
    return _module("numpy")


def plain_texts(table: Any) -> Any:
    """A table with its texts as such where they are views of texts, for which Arrow has hardly a function."""
    pa = library()
    plain = [it.with_type(pa.string()) if it.type == pa.string_view() else it for it in table.schema]
    return table if plain == [*table.schema] else table.cast(pa.schema(plain))


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        message = f"Parquet and Arrow need {name.partition('.')[0]}, which is not installed"
        raise UsageError(
            message, "install it with `pip install 'dedere[tables]'`, or use CSV", "not_installed"
        ) from None
