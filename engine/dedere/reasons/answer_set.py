"""Matching the conditions of clauses against one answer set: which instances of a clause hold in it.

An answer set of a few hundred atoms is read faster here than by grounding again. What clingo computes with (arithmetic,
the order of terms) is kept to; an aggregate is not computed again but believed, since the answer set has its result.
The tests hold every step against clingo itself.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from dedere.language.records import Clause, Literal
from dedere.terms.values import Value, split, value_of

Bindings = dict[str, Value]


class Variable(NamedTuple):
    """A variable; `name` is `_` where it stands for anything."""

    name: str


class Compound(NamedTuple):
    """A function with a variable somewhere inside."""

    name: str
    args: tuple[Any, ...]


class Sum(NamedTuple):
    """An arithmetic operation."""

    operator: str
    left: Any
    right: Any


Term = Value | Variable | Compound | Sum

_TOKEN = re.compile(
    r'\s*("(?:[^"\\]|\\.)*"|#sup|#inf|[0-9]+|_*[a-z][A-Za-z0-9_\']*|_*[A-Z][A-Za-z0-9_\']*|_+|\*\*|[-+*/\\(),])'
)
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "\\": 2, "**": 3}


def _truncate(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


_COMPUTE: Mapping[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _truncate,
    "\\": lambda left, right: left - right * _truncate(left, right),
    "**": lambda left, right: left**right if right >= 0 else 0,
}


class _TermReader:
    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]  # type: ignore[no-any-return]  # findall of one group gives strings

    def term(self, strength: int = 0) -> Term:
        left = self.primary()
        while _BINDS.get(self.peek(), 0) > strength:
            sign = self.take()
            left = Sum(sign, left, self.term(_BINDS[sign]))
        return left

    def primary(self) -> Term:
        token = self.take()
        if token == "-":
            inner = self.primary()
            return -inner if isinstance(inner, int) else Sum("-", 0, inner)
        if token == "(":
            inner = self.term()
            if self.peek() == ",":
                raise ValueError("a tuple cannot stand in a rule")
            self.take()
            return inner
        if token[0] == "_" and not token.strip("_"):
            return Variable("_")
        if token.lstrip("_")[0].isupper():
            return Variable(token)
        if self.peek() == "(" and token[0] not in '"#' and not token[0].isdigit():
            self.take()
            args = [self.term()]
            while self.take() == ",":
                args.append(self.term())
            if any(isinstance(arg, (Variable, Compound, Sum)) for arg in args):
                return Compound(token, tuple(args))
            return f"{token}({','.join(map(str, args))})"
        return value_of(token)


@cache
def term(text: str) -> Term:
    """The structure of a term in canonical text."""
    return _TermReader(text).term()


def match(pattern: Term, value: Value, bound: Bindings) -> bool:
    """Whether a pattern can be the value; the bindings are extended by what that needs."""
    if isinstance(pattern, Variable):
        return pattern.name == "_" or bound.setdefault(pattern.name, value) == value
    if isinstance(pattern, Compound):
        name, args = split(value)
        return (
            name == pattern.name
            and len(args) == len(pattern.args)
            and all(map(match, pattern.args, args, (bound,) * len(args)))
        )
    if isinstance(pattern, Sum):
        return evaluate(pattern, bound) == value
    return pattern == value


def evaluate(pattern: Term, bound: Mapping[str, Value]) -> Value | None:
    """The value of a term whose variables are bound; None where one is not, or where clingo computes nothing."""
    if isinstance(pattern, Variable):
        return bound.get(pattern.name)
    if isinstance(pattern, Compound):
        args = [evaluate(arg, bound) for arg in pattern.args]
        return None if None in args else f"{pattern.name}({','.join(map(str, args))})"
    if isinstance(pattern, Sum):
        left, right = evaluate(pattern.left, bound), evaluate(pattern.right, bound)
        if not isinstance(left, int) or not isinstance(right, int) or (pattern.operator in "/\\" and right == 0):
            return None
        return _COMPUTE[pattern.operator](left, right)
    return pattern


def _order(value: Value) -> tuple[int, int, int, str]:
    """A key in clingo's order of terms: `#inf`, integers, constants, strings, functions, `#sup`."""
    if isinstance(value, int):
        return 1, value, 0, ""
    if value in ("#inf", "#sup"):
        return (0 if value == "#inf" else 9), 0, 0, ""
    if value[0] == '"':
        return 3, 0, 0, value[1:-1]
    if value[-1] == ")":
        name, args = split(value)
        return 4, len(args), 0, name
    return 2, 0, 0, value


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compare(sign: str, left: Value, right: Value) -> bool:
    """Whether a comparison holds, in clingo's order of terms."""
    if sign in ("=", "!="):
        return _COMPARE[sign](left, right)
    return _COMPARE[sign](_order(left), _order(right))


class Condition:
    """A literal of a clause, ready to be matched."""

    def __init__(self, literal: Literal) -> None:
        self.literal = literal
        self.kind = literal.kind
        self.name = literal.name
        self.args: tuple[Term, ...] = tuple(map(term, literal.args)) if literal.kind != "aggregate" else ()
        if literal.kind == "comparison" and (len(self.args) != 2 or literal.name not in _COMPARE):
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
    return tuple(map(_order, bound.values()))


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
    bound = set(_variables(head)) if given is None else set(given)
    order = []
    while waiting:
        index = next((i for i, it in enumerate(waiting) if _ready(it, bound)), 0)
        condition = waiting.pop(index)
        order.append(condition)
        if condition.kind in ("positive", "comparison"):
            bound |= set(condition.literal.variables)
    return Pattern(clause, head, tuple(order))


def _variables(terms: Iterator[Term] | Sequence[Term]) -> Iterator[str]:
    for it in terms:
        if isinstance(it, Variable):
            yield it.name
        elif isinstance(it, Compound):
            yield from _variables(it.args)


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
