"""Clauses found by the constants in their heads, so that a goal is held against the few that may conclude it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dedere.language.records import Clause
from dedere.terms.patterns import Compound, Term, term
from dedere.terms.values import Value, split

Path = tuple[int, ...]
"""Where a constant stands in the arguments of a head: `(1,)` in the second, `(0, 1)` in the second of the first."""


class Heads:
    """The clauses that conclude one predicate, by index, found by the constants that stand in their heads.

    `fixed` has of each clause, in their order, its index and these constants, each with its place.
    """

    def __init__(self, fixed: Sequence[tuple[int, Sequence[tuple[Sequence[int], Value]]]]) -> None:
        placed = [(index, {tuple(path): value for path, value in constants}) for index, constants in fixed]
        self._all: Sequence[int] = [index for index, _ in fixed]
        self._index: list[tuple[Path, dict[Value, list[int]], list[int]]] = []
        """For each place of a constant the clauses with this one there or none, and those that have none there."""
        for path in sorted({path for _, constants in placed for path in constants}):
            by: dict[Value, list[int]] = {}
            open_: list[int] = []
            for index, constants in placed:
                (by.setdefault(constants[path], []) if path in constants else open_).append(index)
            self._index.append((path, {value: sorted([*those, *open_]) for value, those in by.items()}, open_))

    def for_goal(self, args: Sequence[Value | None]) -> Sequence[int]:
        """The clauses, in their order, that may conclude an atom of these arguments; None and `_` are open."""
        best = self._all
        for path, of, rest in self._index:
            value = _at(args, path)
            if value is not None:
                found = of.get(value, rest)
                if len(found) < len(best):
                    best = found
        return best


def fixed(clauses: Iterable[Clause]) -> list[tuple[int, list[tuple[Path, Value]]]]:
    """Of each clause its index, and the constants that stand in its head, each with its place."""
    return [(it.index, list(_constants(tuple(map(term, it.head_args))))) for it in clauses]


def _constants(args: Sequence[Term], path: Path = ()) -> Iterator[tuple[Path, Value]]:
    for position, it in enumerate(args):
        # A function without variables is looked into as well: a goal may leave open what stands inside.
        inner = it.args if isinstance(it, Compound) else split(it)[1] if isinstance(it, str) else ()
        if inner:
            yield from _constants(inner, (*path, position))
        elif isinstance(it, (int, str)):
            yield (*path, position), it


def _at(args: Sequence[Value | None], path: Path) -> Value | None:
    """The plain value at a place of the arguments; None where it is open, or where it is a function."""
    value = args[path[0]]
    for step in path[1:]:
        if value is None or value == "_":
            return None
        _, inner = split(value)
        if step >= len(inner):
            return None
        value = inner[step]
    return None if value is None or value == "_" else value
