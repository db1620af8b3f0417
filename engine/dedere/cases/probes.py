"""Rules that lie beside a clause and tell whether it fired, and whether a condition alone kept it from that.

They conclude what no rule of the law reads, so they change nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.terms.patterns import Compound, Sum, Term, Variable, term, variables
from dedere.terms.variables import names

FIRED, ALONE = "_fired", "_alone"
"""What probes conclude: that a clause fired; that a condition alone kept it from that. Both by number."""


class Probe(NamedTuple):
    """A clause with the rules that tell whether it fired and whether a condition alone kept it from that."""

    clause: Clause
    texts: tuple[str, ...]
    asked: frozenset[int]
    """The conditions that are asked about."""


def probe(clause: Clause, conditions: bool = True) -> Probe:
    """The rules that tell whether a clause fired, and, with `conditions`, which conditions alone decided."""
    texts = [f"{FIRED}({clause.index}) :- {_joined(clause.body)}."] if clause.body else []
    asked_about: set[int] = set()
    for at, literal in enumerate(clause.body if conditions else ()):
        others = [it for number, it in enumerate(clause.body) if number != at]
        failing = _failing(literal, others)
        if failing is not None:
            texts.append(f"{ALONE}({clause.index},{at}) :- {failing}.")
            asked_about.add(at)
    return Probe(clause, tuple(texts), frozenset(asked_about))


def _joined(literals: Iterable[Condition]) -> str:
    return "; ".join(it.text for it in literals)


def _failing(literal: Condition, others: Sequence[Condition]) -> str | None:
    """Conditions that say: the others hold and this one does not. None where the others cannot be told without it."""
    if literal.kind == "positive":
        # What this condition would have bound is anything; conditions that need it cannot be asked and are left out.
        kept, bound = _told(others)
        if any(not set(it.variables) <= bound for it in kept if it.kind == "positive"):
            return None
        missing = set(literal.variables) - bound
        kept = [it for it in kept if it.kind != "aggregate" or not missing & set(it.variables)]
        args = [_masked(term(arg), missing) for arg in literal.args]
        negated = f"not {literal.name}({','.join(args)})" if args else f"not {literal.name}"
        return "; ".join([*(it.text for it in kept), negated])
    if literal.kind == "negative":
        return "; ".join([*(it.text for it in others), literal.text.removeprefix("not ")])
    if not set(literal.variables) - {"_"} <= _bound(others):
        return None  # It gives a variable its value.
    if literal.kind == "comparison":
        return "; ".join([*(it.text for it in others), f"not {literal.text}"])
    return None


def _told(literals: Sequence[Condition]) -> tuple[list[Condition], set[str]]:
    """The conditions that can be told with what these themselves bind, and what they bind."""
    kept = list(literals)
    while True:
        bound = _bound(kept)
        # An aggregate has variables of its own; those it shares with others are bound where it was written.
        lost = [it for it in kept if it.kind in ("negative", "comparison") and not set(it.variables) - {"_"} <= bound]
        if not lost:
            shared = {name for it in kept if it.kind != "aggregate" for name in it.variables}
            outside = {name for it in literals if it not in kept for name in it.variables} - shared
            return [it for it in kept if it.kind != "aggregate" or not outside & set(it.variables)], bound
        kept = [it for it in kept if it not in lost]


def _bound(literals: Iterable[Condition]) -> set[str]:
    """The variables that positive conditions bind, and equations with them."""
    literals = list(literals)
    bound = {name for it in literals if it.kind == "positive" for name in variables(map(term, it.args))}
    for _ in literals:
        for it in literals:
            if it.kind == "comparison" and it.name == "=" and len(it.args) == 2:
                for one, other in (it.args, it.args[::-1]):
                    pattern = term(one)
                    if isinstance(pattern, Variable) and set(names(other)) <= bound:
                        bound.add(pattern.name)
    return bound


def _masked(it: Term, missing: set[str]) -> str:
    """A term with the given variables standing for anything."""
    if isinstance(it, Variable):
        return "_" if it.name in missing else it.name
    if isinstance(it, Compound):
        return f"{it.name}({','.join(_masked(arg, missing) for arg in it.args)})"
    if isinstance(it, Sum):
        parts = _masked(it.left, missing), _masked(it.right, missing)
        return "_" if "_" in parts else f"({parts[0]}{it.operator}{parts[1]})"
    return str(it)
