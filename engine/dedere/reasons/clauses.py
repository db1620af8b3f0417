"""Clauses made ready to be held against an answer set: their terms read once, their conditions in a safe order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.corpus.lazy import Lazy
from dedere.corpus.sentences import Phrasebook
from dedere.language.records import Clause, Literal
from dedere.program.heads import Heads
from dedere.reasons.bound import Arguments
from dedere.terms.patterns import COMPARISONS, Term, Variable, evaluate, term, variables
from dedere.terms.values import Atom, Value


class ReadyLiteral:
    """A condition of a clause made ready to be matched: its arguments are terms.

    Its `kind` is `aggregate` for all that can only be quoted, comparisons among them.
    """

    def __init__(self, literal: Literal) -> None:
        self.literal = literal
        self.kind = literal.kind
        self.name = literal.name
        self.args: tuple[Term, ...] = tuple(map(term, literal.args)) if literal.kind != "aggregate" else ()
        if literal.kind == "comparison" and (len(self.args) != 2 or literal.name not in COMPARISONS):
            self.kind = "aggregate"
        self.parts: tuple[tuple[str | None, Term], ...] = tuple(
            (it.name, it) if isinstance(it, Variable) else (None, it) for it in self.args
        )
        """The arguments, each behind its name where it is a variable."""

    def ground(self, bound: Mapping[str, Value]) -> str | None:
        """The atom that the literal speaks of, where all its variables have values; else None."""
        parts = []
        for name, part in self.parts:
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

    def shown(self, bound: Mapping[str, Value]) -> str:
        """The same with `_` for what has no value."""
        values = [evaluate(it, bound) for it in self.args]
        return str(Atom(self.name, tuple("_" if it is None else it for it in values)))


class ReadyClause(NamedTuple):
    """A clause made ready: its head, and its conditions in an order in which each has its variables when due."""

    clause: Clause
    head: tuple[Term, ...]
    body: tuple[ReadyLiteral, ...]


def ready(
    clause: Clause, given: frozenset[str] | None = None, body: Iterable[ReadyLiteral] | None = None
) -> ReadyClause:
    """Make a clause ready to be matched where these variables have values (None: all those of the head).

    The author's order of conditions is kept as far as it is safe. `body` are its conditions made ready before.
    """
    head = tuple(map(term, clause.head_args))
    waiting = list(map(ReadyLiteral, clause.body) if body is None else body)
    bound = set(variables(head)) if given is None else set(given)
    ordered = []
    while waiting:
        index = next((i for i, it in enumerate(waiting) if _is_due(it, bound)), 0)
        condition = waiting.pop(index)
        ordered.append(condition)
        if condition.kind in ("positive", "comparison"):
            bound |= set(condition.literal.variables)
    return ReadyClause(clause, head, tuple(ordered))


def _is_due(condition: ReadyLiteral, bound: set[str]) -> bool:
    if condition.kind in ("positive", "aggregate"):
        return True
    missing = [name for name in condition.literal.variables if name not in bound and name.strip("_")]
    if condition.kind == "comparison" and condition.name == "=" and len(missing) == 1:
        return Variable(missing[0]) in condition.args
    return not missing


class Reasoner:
    """The clauses of a corpus, made ready to be asked about answer sets; made once for a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.phrases = Phrasebook(corpus)
        self.arguments = Arguments(corpus)
        kept = corpus.index("concluding")
        self._heads = Lazy(kept, lambda name: Heads(json.loads(kept[name])))
        self._heads_of: dict[int, tuple[Term, ...]] = {}
        self._bodies: dict[int, tuple[ReadyLiteral, ...]] = {}
        self._ready: dict[tuple[int, frozenset[str] | None], ReadyClause] = {}

    def concluding(self, name: str, args: Sequence[Value | None]) -> Sequence[Clause]:
        """The clauses that may conclude an atom of a predicate with these arguments, None where one is open."""
        heads = self._heads.get(name)
        return () if heads is None else list(map(self.corpus.clause, heads.for_goal(args)))

    def head(self, clause: Clause) -> tuple[Term, ...]:
        """The arguments of what a clause concludes: all that is looked at of most clauses."""
        found = self._heads_of.get(clause.index)
        if found is None:
            found = self._heads_of[clause.index] = tuple(map(term, clause.head_args))
        return found

    def ready(self, clause: Clause, given: frozenset[str] | None = None) -> ReadyClause:
        """A clause made ready to be matched where these variables have values; None where all of the head have."""
        key = clause.index, given
        found = self._ready.get(key)
        if found is None:
            body = self._bodies.get(clause.index)
            if body is None:
                body = self._bodies[clause.index] = tuple(map(ReadyLiteral, clause.body))
            found = self._ready[key] = ready(clause, given, body)
        return found
