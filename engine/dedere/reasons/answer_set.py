"""Matching the conditions of clauses against one answer set: which instances of a clause hold in it.

An answer set of a few hundred atoms is read faster here than by grounding again. What clingo computes with (arithmetic,
the order of terms) is kept to; an aggregate is not computed again but believed, since the answer set has its result.
The tests hold every step against clingo itself.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dedere.language.records import Clause, Literal
from dedere.terms.patterns import (
    COMPARISONS,
    Bindings,
    Compound,
    Sum,
    Term,
    Variable,
    compare,
    evaluate,
    match,
    order,
    term,
    variables,
)
from dedere.terms.values import Value, split


class Condition:
    """A literal of a clause, ready to be matched."""

    def __init__(self, literal: Literal) -> None:
        self.literal = literal
        self.kind = literal.kind
        self.name = literal.name
        self.args: tuple[Term, ...] = tuple(map(term, literal.args)) if literal.kind != "aggregate" else ()
        if literal.kind == "comparison" and (len(self.args) != 2 or literal.name not in COMPARISONS):
            self.kind = "aggregate"
        self._parts: tuple[tuple[str | None, Term], ...] = tuple(
            (it.name, it) if isinstance(it, Variable) else (None, it) for it in self.args
        )

    def ground(self, bound: Mapping[str, Value]) -> str | None:
        """The atom that the literal speaks of, where all its variables have values; else None."""
        parts = []
        for name, part in self._parts:
            if name is not None:
                value = bound.get(name)
            elif isinstance(part, (int, str)):
                value = part
            else:
                value = evaluate(part, bound)
            if value is None:
                return None
            parts.append(str(value))
        return f"{self.name}({','.join(parts)})" if parts else self.name


class Model:
    """The atoms of one answer set, found by predicate and by the values of their arguments."""

    def __init__(self, atoms: Sequence[str]) -> None:
        self.texts = frozenset(atoms)
        self.has: Container[str] = self.texts
        self._by_name: dict[str, list[str]] = {}
        for atom in atoms:
            self._by_name.setdefault(atom.partition("(")[0], []).append(atom)
        self._rows: dict[str, list[tuple[Value, ...]]] = {}
        self._index: dict[tuple[str, int], dict[Value, list[tuple[Value, ...]]]] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The predicates that have an atom."""
        return frozenset(self._by_name)

    def rows(self, name: str) -> list[tuple[Value, ...]]:
        """The arguments of the atoms of a predicate."""
        found = self._rows.get(name)
        if found is None:
            found = self._rows[name] = [split(atom)[1] for atom in self._by_name.get(name, ())]
        return found

    def candidates(self, condition: Condition, bound: Mapping[str, Value]) -> list[tuple[Value, ...]]:
        """The rows that a condition can match, narrowed by one argument that has a value already."""
        for position, pattern in enumerate(condition.args):
            if isinstance(pattern, Sum):
                continue
            value = evaluate(pattern, bound)
            if value is not None:
                key = condition.name, position
                index = self._index.get(key)
                if index is None:
                    index = self._index[key] = {}
                    for row in self.rows(condition.name):
                        index.setdefault(row[position], []).append(row)
                return index.get(value, [])
        return self.rows(condition.name)

    def satisfy(self, condition: Condition, bound: Bindings) -> Iterator[Bindings]:
        """The bindings under which a condition holds, each extending the given ones."""
        if condition.kind == "positive":
            # Most conditions have all their values when they are reached: then there is one atom to look for.
            atom = condition.ground(bound)
            if atom is not None:
                if atom in self.has:
                    yield bound
                return
            for row in self.candidates(condition, bound):
                new = dict(bound)
                if all(map(match, condition.args, row, (new,) * len(row))):
                    yield new
        elif condition.kind == "negative":
            atom = condition.ground(bound)
            if atom not in self.has if atom is not None else not any(self.matching(condition, bound)):
                yield bound
        elif condition.kind == "comparison":
            yield from _compared(condition, bound)
        else:
            yield bound

    def matching(self, condition: Condition, bound: Bindings) -> Iterator[tuple[Value, ...]]:
        """The rows of a predicate that a literal, negated or not, speaks of under these bindings."""
        for row in self.candidates(condition, bound):
            if all(map(match, condition.args, row, (dict(bound),) * len(row))):
                yield row

    def instances(self, body: Sequence[Condition], bound: Bindings, start: int = 0) -> Iterator[Bindings]:
        """The bindings under which all conditions from `start` on hold."""
        if start == len(body):
            yield bound
            return
        for new in self.satisfy(body[start], bound):
            yield from self.instances(body, new, start + 1)

    def longest(self, body: Sequence[Condition], bound: Bindings) -> tuple[int, Bindings]:
        """How many conditions, from the first on, hold at once, and the bindings that come nearest.

        Among equally long beginnings the one with the latest values is taken: the last deposit, the last warrant.
        """
        best = (0, bound)

        def descend(at: int, now: Bindings) -> None:
            nonlocal best
            if at > best[0] or (at == best[0] and at and _latest(now) > _latest(best[1])):
                best = (at, now)
            if at < len(body):
                for new in self.satisfy(body[at], now):
                    descend(at + 1, new)

        descend(0, bound)
        return best


def _latest(bound: Bindings) -> tuple[tuple[int, int, int, str], ...]:
    return tuple(map(order, bound.values()))


def _compared(condition: Condition, bound: Bindings) -> Iterator[Bindings]:
    left, right = (evaluate(arg, bound) for arg in condition.args)
    if condition.name == "=" and (left is None) != (right is None):
        pattern, value = condition.args[0 if left is None else 1], right if left is None else left
        new = dict(bound)
        if value is not None and match(pattern, value, new):
            yield new
    elif left is not None and right is not None and compare(condition.name, left, right):
        yield bound


class Pattern(NamedTuple):
    """A clause made ready: its head, and its conditions in an order in which each has its variables when due."""

    clause: Clause
    head: tuple[Term, ...]
    body: tuple[Condition, ...]


def pattern(clause: Clause, given: frozenset[str] | None = None) -> Pattern:
    """Make a clause ready to be matched where these variables have values (None: all those of the head).

    The author's order of conditions is kept as far as it is safe.
    """
    head = tuple(map(term, clause.head_args))
    waiting = [Condition(literal) for literal in clause.body]
    bound = set(variables(head)) if given is None else set(given)
    ordered = []
    while waiting:
        index = next((i for i, it in enumerate(waiting) if _ready(it, bound)), 0)
        condition = waiting.pop(index)
        ordered.append(condition)
        if condition.kind in ("positive", "comparison"):
            bound |= set(condition.literal.variables)
    return Pattern(clause, head, tuple(ordered))


def _ready(condition: Condition, bound: set[str]) -> bool:
    if condition.kind in ("positive", "aggregate"):
        return True
    missing = [name for name in condition.literal.variables if name not in bound and name.strip("_")]
    if condition.kind == "comparison" and condition.name == "=" and len(missing) == 1:
        return Variable(missing[0]) in condition.args
    return not missing


Path = tuple[int, ...]
"""Where a constant stands in the arguments of a head: `(1,)` in the second, `(0, 1)` in the second of the first."""


class Heads:
    """The clauses that conclude one predicate, found by the constants that stand in their heads."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = clauses
        fixed = [dict(_constants(tuple(map(term, clause.head_args)))) for clause in clauses]
        self._index: dict[Path, dict[Value | None, list[int]]] = {}
        for path in {path for constants in fixed for path in constants}:
            places: dict[Value | None, list[int]] = {}
            for position, constants in enumerate(fixed):
                places.setdefault(constants.get(path), []).append(position)
            self._index[path] = places

    def for_goal(self, args: Sequence[Value | None]) -> Sequence[Clause]:
        """The clauses, in their order, that may conclude an atom of these arguments; None and `_` are open."""
        best: list[int] | None = None
        for path, places in self._index.items():
            value = _at(args, path)
            if value is not None:
                found = places.get(value, [])
                if best is None or len(found) + len(places.get(None, ())) < len(best):
                    best = sorted((*found, *places.get(None, ())))
        return self.clauses if best is None else [self.clauses[position] for position in best]


def _constants(args: Sequence[Term], path: Path = ()) -> Iterator[tuple[Path, Value]]:
    for position, it in enumerate(args):
        if isinstance(it, Compound):
            yield from _constants(it.args, (*path, position))
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
