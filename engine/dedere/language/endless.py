"""Clauses that conclude ever more of what they start from, so that a program with them is never ground."""

from __future__ import annotations

from dedere.language.records import Clause
from dedere.terms.patterns import Compound, Sum, Term, Variable, term
from dedere.terms.variables import names

_GROWING = ("+", "-")
"""Operations of which a number has no last."""


def endless(clause: Clause) -> bool:
    """Whether a clause counts on from its own conclusion, or wraps it, and nothing else in it says how far.

    Circles through other clauses are not followed: what counts in several steps is not seen.
    """
    own = [it for it in clause.body if it.kind == "positive" and it.name == clause.head_name]
    steps = {it.args[0]: it.args[1] for it in clause.body if it.kind == "comparison" and it.name == "="}
    elsewhere = {
        name
        for it in clause.body
        if it not in own and not (it.kind == "comparison" and it.name == "=")
        for name in it.variables
    }
    for literal in own:
        for at, argument in enumerate(clause.head_args):
            before = term(literal.args[at])
            if isinstance(before, Variable) and not {before.name, argument} & elsewhere:
                made = steps.get(argument, argument)
                if before.name in names(made) and _grows(term(made)):
                    return True
    return False


def _grows(made: Term) -> bool:
    return isinstance(made, Compound) or (isinstance(made, Sum) and made.operator in _GROWING)
