"""Whether two terms can be the same, and the values that this gives to variables.

Two questions are asked. A goal is held against the head of a clause, and gives values to the variables of the head
(`bindings`). Two patterns with variables of their own are held against each other, and either fit or do not
(`unifiable`). Arithmetic may come to any value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dedere.terms.patterns import Bindings, Compound, Sum, Term, Variable
from dedere.terms.values import Value, split

Outline = tuple[tuple[str, int] | None, ...]
"""The functions or constants at the places of an atom; None stands for anything."""


def bindings(head: Sequence[Term], wanted: Sequence[Value | None]) -> Bindings | None:
    """The values that a goal gives to the variables of a head; None where the two cannot be the same."""
    bound: Bindings = {}
    return bound if _bind(head, wanted, bound) else None


def _bind(head: Sequence[Term], wanted: Sequence[Value | None], bound: Bindings) -> bool:
    """Whether a goal can be a head; the bindings are extended by what that gives to the variables."""
    for pattern, value in zip(head, wanted, strict=True):
        if value is None or value == "_" or pattern == value:
            continue
        if isinstance(pattern, Variable):
            if not (isinstance(value, str) and _open(value)) and bound.setdefault(pattern.name, value) != value:
                return False
        elif not isinstance(pattern, Sum):
            name, args = split(value)
            if not args:
                return False
            other, parts = _parts(pattern)
            if name != other or len(args) != len(parts) or not _bind(parts, args, bound):
                return False
    return True


@lru_cache(maxsize=1 << 14)
def _open(value: str) -> bool:
    """Whether anything in a value is left open."""
    return "_" in value and "_" in re.split(r"[(),]", value)


def unifiable(
    left: Iterable[Term],
    left_known: Mapping[str, Iterable[Value]],
    right: Iterable[Term],
    right_known: Mapping[str, Iterable[Value]],
) -> bool:
    """Whether two lists of terms can be the same; the variables of each are its own, some known to be of few values."""
    bound: dict[tuple[str, str], tuple[str, Term]] = {}
    known = {("l", name): set(values) for name, values in left_known.items()}
    known.update({("r", name): set(values) for name, values in right_known.items()})

    def walk(side: str, it: Term) -> tuple[str, Term]:
        while isinstance(it, Variable) and (side, it.name) in bound:
            side, it = bound[side, it.name]
        return side, it

    def same(one_side: str, one: Term, other_side: str, other: Term) -> bool:
        one_side, one = walk(one_side, one)
        other_side, other = walk(other_side, other)
        if not isinstance(one, Variable):
            one_side, one, other_side, other = other_side, other, one_side, one
        if isinstance(one, Variable):
            return one.name.strip("_") == "" or bind(one_side, one.name, other_side, other)
        if isinstance(one, Sum) or isinstance(other, Sum):
            return True
        first, second = _parts(one), _parts(other)
        return (
            first[0] == second[0]
            and len(first[1]) == len(second[1])
            and all(same(one_side, a, other_side, b) for a, b in zip(first[1], second[1], strict=True))
        )

    def bind(side: str, name: str, other_side: str, other: Term) -> bool:
        values = known.get((side, name))
        if isinstance(other, Variable):
            if other.name.strip("_") == "" or (side, name) == (other_side, other.name):
                return True
            others = known.get((other_side, other.name))
            if values is not None:
                known[other_side, other.name] = both = values if others is None else values & others
                if not both:
                    return False
        elif values is not None and isinstance(other, (int, str)) and other not in values:
            return False
        bound[side, name] = other_side, other
        return True

    return all(same("l", one, "r", other) for one, other in zip(left, right, strict=True))


def outline(args: Sequence[Term]) -> Outline:
    """The functions or constants at the places of an atom, to be held against others by `alike`."""
    return tuple(None if isinstance(it, (Variable, Sum)) else _named(it) for it in args)


def _named(it: Term) -> tuple[str, int]:
    name, args = _parts(it)
    return name, len(args)


def alike(left: Outline, right: Outline) -> bool:
    """Whether nothing in two outlines excludes that they are of the same atom; quicker than looking closely."""
    return all(one is None or two is None or one == two for one, two in zip(left, right, strict=True))


def _parts(it: Term) -> tuple[str, tuple[Term, ...]]:
    return (it.name, it.args) if isinstance(it, Compound) else split(it)
