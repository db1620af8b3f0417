"""One answer set: which instances of the conditions of clauses hold in it.

An answer set of a few hundred atoms is read faster here than by grounding again. What clingo computes with (arithmetic,
the order of terms) is kept to; an aggregate is not computed again but believed, since the answer set has its result.
The tests hold every step against clingo itself.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dedere.reasons.clauses import ReadyLiteral
from dedere.terms.patterns import Bindings, Compound, Sum, compare, evaluate, match, order, term
from dedere.terms.values import Atom, Value, split

_AGGREGATE = re.compile(
    r"(?P<value>\w+) = #(?P<function>sum|count) \{ (?P<tuple>[\w,]+): (?P<atom>(?P<name>\w+)\([^():]*\)) \}$"
)


class Counted(NamedTuple):
    """What an aggregate comes to: `sum` or `count`, its value, and the first element and the atom of each tuple."""

    function: str
    value: Value | None
    each: tuple[tuple[Value | None, str], ...]


class AnswerSet:
    """The atoms of one answer set, found by predicate and by the values of their arguments.

    They are in the order of their texts, whatever order they came in: of equals the first is told.
    """

    def __init__(self, atoms: Sequence[str]) -> None:
        self.texts = frozenset(atoms)
        self.has: Container[str] = self.texts
        self._by_name: dict[str, list[str]] = {}
        for atom in sorted(atoms):
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

    def candidates(self, condition: ReadyLiteral, bound: Mapping[str, Value]) -> list[tuple[Value, ...]]:
        """The rows that a condition can match, narrowed by one argument that has a value already."""
        for position, (variable, pattern) in enumerate(condition.parts):
            if variable is not None:
                value = bound.get(variable)
            elif isinstance(pattern, (int, str)):
                value = pattern
            else:
                value = None if isinstance(pattern, Sum) else evaluate(pattern, bound)
            if value is not None:
                key = condition.name, position
                index = self._index.get(key)
                if index is None:
                    index = self._index[key] = {}
                    for row in self.rows(condition.name):
                        index.setdefault(row[position], []).append(row)
                return index.get(value, [])
        return self.rows(condition.name)

    def satisfy(self, condition: ReadyLiteral, bound: Bindings) -> Iterator[Bindings]:
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

    def matching(self, condition: ReadyLiteral, bound: Bindings) -> Iterator[tuple[Value, ...]]:
        """The rows of a predicate that a literal, negated or not, speaks of under these bindings."""
        for row in self.candidates(condition, bound):
            if all(map(match, condition.args, row, (dict(bound),) * len(row))):
                yield row

    def counted(self, aggregate: str, bound: Bindings) -> Counted | None:
        """What was added up or counted, where that is the atoms of one predicate; None of any other aggregate."""
        found = _AGGREGATE.match(aggregate)
        if found is None:
            return None
        tuples = [term(it) for it in found["tuple"].split(",")]
        atom = term(found["atom"])
        told: dict[tuple[Value | None, ...], str] = {}
        for row in self.rows(found["name"]):
            new = dict(bound)
            if isinstance(atom, Compound) and all(map(match, atom.args, row, (new,) * len(row))):
                told.setdefault(tuple(evaluate(it, new) for it in tuples), str(Atom(found["name"], row)))
        each = tuple((it[0], told[it]) for it in sorted(told, key=lambda it: told[it]))
        return Counted(found["function"], evaluate(term(found["value"]), bound), each)

    def instances(self, body: Sequence[ReadyLiteral], bound: Bindings, start: int = 0) -> Iterator[Bindings]:
        """The bindings under which all conditions from `start` on hold."""
        if start == len(body):
            yield bound
            return
        for new in self.satisfy(body[start], bound):
            yield from self.instances(body, new, start + 1)

    def longest(self, body: Sequence[ReadyLiteral], bound: Bindings) -> tuple[int, Bindings]:
        """How many conditions, from the first on, hold at once, and the bindings that come nearest.

        Among equally long beginnings the one with the latest values is taken: the last deposit, the last warrant.
        """
        best = (0, bound)

        def descend(at: int, now: Bindings) -> None:
            nonlocal best
            while True:
                if at > best[0] or (at == best[0] and at and _latest(now) > _latest(best[1])):
                    best = (at, now)
                if at == len(body):
                    return
                # Most conditions have all their values when they are reached, and either hold or do not.
                condition = body[at]
                atom = condition.ground(now) if condition.kind in ("positive", "negative") else None
                if atom is None:
                    break
                if (atom in self.has) != (condition.kind == "positive"):
                    return
                at += 1
            for new in self.satisfy(condition, now):
                descend(at + 1, new)

        descend(0, bound)
        return best


def _latest(bound: Bindings) -> tuple[tuple[object, ...], ...]:
    return tuple(map(order, bound.values()))


def _compared(condition: ReadyLiteral, bound: Bindings) -> Iterator[Bindings]:
    left, right = (evaluate(arg, bound) for arg in condition.args)
    if condition.name == "=" and (left is None) != (right is None):
        pattern, value = condition.args[0 if left is None else 1], right if left is None else left
        new = dict(bound)
        if value is not None and match(pattern, value, new):
            yield new
    elif left is not None and right is not None and compare(condition.name, left, right):
        yield bound
