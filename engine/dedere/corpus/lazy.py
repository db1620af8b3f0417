"""Mappings whose values are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lazy(Mapping[K, V]):
    """A mapping with known keys, whose values `make` gives one at a time; each is made once."""

    __slots__ = ("_keys", "_made", "_make")

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        """The value of a key. Raises `KeyError` where the key is none."""
        try:
            return self._made[key]
        except KeyError:
            if key not in self._keys:
                raise
            value = self._made[key] = self._make(key)
            return value

    def __contains__(self, key: object) -> bool:
        """Whether a key is there; its value is not made for that."""
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        """The keys, in their order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._keys)
