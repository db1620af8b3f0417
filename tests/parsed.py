"""Clauses from their texts, without a corpus around them."""

from __future__ import annotations

from dedere.language.records import Clause
from dedere.language.syntax import ClauseStatement, parse


def clauses(text: str) -> list[Clause]:
    """The clauses of a text, as the loader takes them apart."""
    return [it.clause for it in parse("x.lp", text) if isinstance(it, ClauseStatement)]


def clause(text: str) -> Clause:
    """The one clause of a text."""
    (only,) = clauses(text)
    return only
