"""Terms with variables: read from canonical text, matched against values, computed and compared as clingo does."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from dedere.terms.values import Value, split, text, value_of

Bindings = dict[str, Value]
"""The values of variables, by their names."""


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
    r'\s*("(?:[^"\\]|\\.)*"|#sup|#inf|[0-9]+|[_\']*[a-z][A-Za-z0-9_\']*|_*[A-Z][A-Za-z0-9_\']*|_+|\*\*|[-+*/\\(),])'
)
_WHOLE = re.compile(rf"(?:{_TOKEN.pattern})*\s*\Z")
_NO_TERM = (
    ("..", "an interval"),
    ("|", "an absolute value"),
    (";", "a pool"),
    ("@", "a function outside clingo"),
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
        if not _WHOLE.match(text):
            found = next((what for sign, what in _NO_TERM if sign in text), "an operation on bits")
            raise ValueError(f"{found} cannot stand in a rule")
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
            if self.peek() == ")":
                raise ValueError("a tuple cannot stand in a rule")
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
def term(canonical: str) -> Term:
    """The structure of a term in canonical text.

    Raises `ValueError` for what no reason could be read off: tuples, intervals, absolute values, operations on bits.
    """
    return _TermReader(canonical).term()


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
        computed = evaluate(pattern, bound)
        return _solved(pattern, value, bound) if computed is None else computed == value
    return pattern == value


def _solved(pattern: Sum, value: Value, bound: Bindings) -> bool:
    """Whether a sum with one side that has no value yet can be the value, as clingo solves linear equations."""
    left, right = evaluate(pattern.left, bound), evaluate(pattern.right, bound)
    known, other = (right, pattern.left) if left is None else (left, pattern.right)
    if not isinstance(value, int) or not isinstance(known, int) or (left is not None and right is not None):
        return False
    if pattern.operator == "+":
        return match(other, value - known, bound)
    if pattern.operator == "-":
        return match(other, value + known if left is None else known - value, bound)
    return pattern.operator == "*" and known != 0 and value % known == 0 and match(other, value // known, bound)


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


def order(value: Value) -> tuple[Any, ...]:
    """A key in clingo's order of terms: `#inf`, integers, constants, strings, functions, `#sup`.

    Functions come in the order of how many arguments they have, then of their names, then of their arguments.
    """
    if isinstance(value, int):
        return 1, value
    if value in ("#inf", "#sup"):
        return (0 if value == "#inf" else 9,)
    if value[0] == '"':
        return 3, text(value)
    if value[-1] == ")":
        name, args = split(value)
        return 4, len(args), name, tuple(map(order, args))
    return 2, value


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""The signs of comparison."""


def compare(sign: str, left: Value, right: Value) -> bool:
    """Whether a comparison holds, in clingo's order of terms."""
    if sign in ("=", "!="):
        return COMPARISONS[sign](left, right)
    return COMPARISONS[sign](order(left), order(right))


def variables(terms: Iterable[Term], *, arithmetic: bool = False) -> Iterator[str]:
    """The names of the variables in terms, in order.

    Those within arithmetic get no value there, and are left out unless `arithmetic` is true.
    """
    for it in terms:
        if isinstance(it, Variable):
            yield it.name
        elif isinstance(it, Compound):
            yield from variables(it.args, arithmetic=arithmetic)
        elif isinstance(it, Sum) and arithmetic:
            yield from variables((it.left, it.right), arithmetic=True)
