"""YAML, and JSON that is read as such, as texts, lists and mappings, none of which has a key twice."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Any


def tree(content: str) -> tuple[Any, Any]:
    """The nodes of a text, and the texts, lists and mappings that they stand for; None and an empty list of no text.

    What libyaml is there for is read by it, five times as fast. What it refuses is read again without it, since only
    `yaml`'s own reader tells in the same words everywhere what is wrong. Raises what that reader raises.
    """
    import yaml

    if yaml.__with_libyaml__:
        with suppress(yaml.YAMLError, ValueError, RecursionError):
            return _tree(loader(quick=True)(content))
    return _tree(loader()(content))


def _tree(reading: Any) -> tuple[Any, Any]:
    try:
        node = reading.get_single_node()
        return node, [] if node is None else reading.construct_document(node)
    finally:
        reading.dispose()


@lru_cache(maxsize=2)
def loader(*, quick: bool = False) -> Any:
    """The loader of YAML that takes every scalar as text, and no key twice; a quick one stands on libyaml."""
    import yaml

    made: Any = type("Reader", (_quick() if quick else yaml.BaseLoader,), {})

    def mapping(reader: Any, node: yaml.MappingNode) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = reader.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(None, None, "a key is no text", key_node.start_mark)
            if key in read:
                message = f"the key `{key}` stands twice"
                raise yaml.constructor.ConstructorError(None, None, message, key_node.start_mark, "keep one of them")
            read[key] = reader.construct_object(value_node, deep=True)
        return read

    made.add_constructor("tag:yaml.org,2002:map", mapping)
    return made


def _quick() -> type:
    from yaml import CBaseLoader
    from yaml.composer import Composer

    # Not composed by libyaml's own: nodes as deep as a text may have them would overflow its stack.
    class Quick(Composer, CBaseLoader):
        def __init__(self, content: str) -> None:
            CBaseLoader.__init__(self, content)
            Composer.__init__(self)

    return Quick
