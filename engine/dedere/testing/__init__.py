"""Tests of consistency for any rules: worlds that are made up for them, and what must be so in every one.

>>> from dedere.testing import PROPERTIES, try_worlds
>>> found = try_worlds(worlds=2, properties=PROPERTIES)
>>> found.drawn, found.counterexamples
(2, ())

`try_worlds` (and `dedere check --worlds N`) does all of it at one call. `given_worlds` makes a test of pytest that is
given one world after the other, `hold` holds one world against properties; `worlds`, `facts`, `suppositions` and
`changes` are strategies of hypothesis, to be used in tests of one's own. It needs what `pip install 'dedere[test]'`
installs; without that, each of them raises `UsageError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dedere.testing.consistency import PROPERTIES, Property
    from dedere.testing.reasons import REASONS
    from dedere.testing.running import EVERY, try_worlds
    from dedere.testing.strategies import changes, facts, given_worlds, suppositions, worlds
    from dedere.testing.trying import hold
    from dedere.testing.world import World

__all__ = [
    "EVERY",
    "PROPERTIES",
    "REASONS",
    "Property",
    "World",
    "changes",
    "facts",
    "given_worlds",
    "hold",
    "suppositions",
    "try_worlds",
    "worlds",
]

_HOMES = {
    "consistency": ("PROPERTIES", "Property"),
    "reasons": ("REASONS",),
    "running": ("EVERY", "try_worlds"),
    "strategies": ("changes", "facts", "given_worlds", "suppositions", "worlds"),
    "trying": ("hold",),
    "world": ("World",),
}
"""Where what is public stands, by module."""


def __getattr__(name: str) -> Any:
    from importlib import import_module

    module = next((home for home, names in _HOMES.items() if name in names), None)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        import_module("hypothesis")
    except ModuleNotFoundError:
        from dedere.errors import UsageError

        hint = "pip install 'dedere[test]'"
        raise UsageError("to try rules on worlds `hypothesis` is needed, which is not installed", hint) from None
    found = import_module(f"{__name__}.{module}")
    globals().update({it: getattr(found, it) for it in _HOMES[module]})
    return globals()[name]
