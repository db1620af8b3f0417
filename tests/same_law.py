"""Conditions that say nothing beside the others: a proof, from the text of the rules alone, that the law is the same.

A condition that is dropped is missed nowhere in two cases, which are looked for here:

- another condition of the clause can only hold where the dropped one does: every clause that concludes it asks for the
  same, by itself or by one of its own conditions;
- every clause that reads what the clause concludes asks for the same itself.

What is not proved may still be so: that is for a reader to say, in `mutants_allowed.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.program.protocol import PROTOCOL
from dedere.terms.patterns import Compound, Sum, Term, Variable, term, variables
from dedere.terms.values import split

DEEPEST = 3
"""Through so many clauses it is looked for what must hold."""

PLAIN = ("positive", "negative", "comparison")

_FRESH = count()
_NAME = re.compile(r"\b[a-z]\w*(?=\()")


class Told(NamedTuple):
    """A condition in the terms of the clause at hand."""

    kind: str
    name: str
    args: tuple[Term, ...]


class Wanted(NamedTuple):
    """A condition that is looked for; what is its `own` may be anything."""

    told: Told
    own: frozenset[str]


def redundant(corpus: Corpus, clause: Clause, at: int) -> bool:
    """Whether it is proved that a condition of a clause can be left out, and the law concludes the same."""
    dropped = clause.body[at]
    if dropped.kind not in PLAIN:
        return False
    others = [it for number, it in enumerate(clause.body) if number != at]
    head = {*variables(map(term, clause.head_args), arithmetic=True)}
    elsewhere = head | {name for it in others for name in it.variables}
    own = frozenset(it for it in dropped.variables if it not in elsewhere)
    wanted = Wanted(_told(dropped), own)
    if any(_follows(corpus, wanted, _told(it), DEEPEST) for it in others if it.kind == "positive"):
        return True
    return {*dropped.variables} - own - {"_"} <= head and _asked_by_readers(corpus, clause, wanted)


def _follows(corpus: Corpus, wanted: Wanted, given: Told, deep: int) -> bool:
    """Whether a condition holds wherever another does."""
    concluding = _concluding(corpus, given.name)
    if not concluding or not deep:
        return False
    for clause in concluding:
        head, body = _apart(clause)
        bound = _unified(head, given.args)
        if bound is None:
            continue  # This one never concludes what is given.
        sought = Wanted(_put(wanted.told, bound), wanted.own)
        there = [_put(it, bound) for it in body]
        if any(_same(sought, it) for it in there):
            continue
        if not any(it.kind == "positive" and _follows(corpus, sought, it, deep - 1) for it in there):
            return False
    return True


def _asked_by_readers(corpus: Corpus, clause: Clause, wanted: Wanted) -> bool:
    """Whether all that read what a clause concludes ask for a condition themselves."""
    name = clause.head_name
    if name in PROTOCOL:
        return False  # The engine reads it.
    head = tuple(map(term, clause.head_args))
    for reader in corpus.clauses:
        reading = [it for it in reader.body if name in _names(it)]
        if any(it.kind != "positive" for it in reading):
            return False
        _, body = _apart(reader)
        for it in body:
            bound = _unified(head, it.args) if it.name == name else None
            if bound is not None:
                sought = Wanted(_put(wanted.told, bound), wanted.own)
                if not any(_same(sought, _put(other, bound)) for other in body if other != it):
                    return False
    return True


def _names(literal: Condition) -> frozenset[str]:
    if literal.kind in ("positive", "negative"):
        return frozenset({literal.name})
    return frozenset(_NAME.findall(literal.text))


def _concluding(corpus: Corpus, name: str) -> tuple[Clause, ...]:
    """The clauses that conclude a predicate, where nothing else does."""
    found = tuple(corpus.by_head.get(name, ()))
    declared = corpus.vocabulary.predicates.get(name)
    derived = declared is not None and declared.kind == "derived" and name not in corpus.by_predicate
    return found if derived and name not in PROTOCOL and all(it.kind == "derive" for it in found) else ()


# --------------------------------------------------------------------------------------------------------------- terms


def _told(literal: Condition) -> Told:
    return Told(literal.kind, literal.name, tuple(map(term, literal.args)))


def _apart(clause: Clause) -> tuple[tuple[Term, ...], list[Told]]:
    """The head and the plain conditions of a clause, with variables that nothing else has."""
    mark = next(_FRESH)

    def renamed(it: Term) -> Term:
        if isinstance(it, Variable):
            return it if it.name == "_" else Variable(f"{it.name}/{mark}")
        if isinstance(it, Compound):
            return Compound(it.name, tuple(map(renamed, it.args)))
        if isinstance(it, Sum):
            return Sum(it.operator, renamed(it.left), renamed(it.right))
        return it

    body = [_told(it) for it in clause.body if it.kind in PLAIN]
    head = tuple(renamed(term(it)) for it in clause.head_args)
    return head, [it._replace(args=tuple(map(renamed, it.args))) for it in body]


def _unified(left: Iterable[Term], right: Iterable[Term]) -> dict[str, Term] | None:
    """What makes two lists of terms the same; None where nothing does. Arithmetic may come to anything."""
    bound: dict[str, Term] = {}

    def walk(it: Term) -> Term:
        while isinstance(it, Variable) and it.name in bound:
            it = bound[it.name]
        return it

    def same(one: Term, other: Term) -> bool:
        one, other = walk(one), walk(other)
        if one == other or isinstance(one, Sum) or isinstance(other, Sum):
            return True
        for it, against in ((one, other), (other, one)):
            if isinstance(it, Variable):
                if it.name != "_":
                    bound[it.name] = against
                return True
        name, args = _parts(one)
        other_name, others = _parts(other)
        return (name, len(args)) == (other_name, len(others)) and all(map(same, args, others))

    return bound if all(map(same, left, right)) else None


def _put(it: Told, bound: dict[str, Term]) -> Told:
    def put(one: Term) -> Term:
        while isinstance(one, Variable) and one.name in bound:
            one = bound[one.name]
        if isinstance(one, Compound):
            return Compound(one.name, tuple(map(put, one.args)))
        return Sum(one.operator, put(one.left), put(one.right)) if isinstance(one, Sum) else one

    return it._replace(args=tuple(map(put, it.args)))


def _same(wanted: Wanted, told: Told) -> bool:
    """Whether a condition is the one that is looked for, with anything for what is its own."""
    found: dict[str, Term] = {}

    def matched(one: Term, other: Term) -> bool:
        if isinstance(one, Variable) and (one.name == "_" or one.name in wanted.own):
            return one.name == "_" or found.setdefault(one.name, other) == other
        if one == other:
            return other != Variable("_")
        if not isinstance(one, Compound) or isinstance(other, (Variable, Sum)):
            return False
        name, args = _parts(one)
        other_name, others = _parts(other)
        return (name, len(args)) == (other_name, len(others)) and all(map(matched, args, others))

    one = wanted.told
    fits = (one.kind, one.name, len(one.args)) == (told.kind, told.name, len(told.args))
    return fits and all(map(matched, one.args, told.args))


def _parts(it: Term) -> tuple[str, tuple[Term, ...]]:
    return (it.name, it.args) if isinstance(it, Compound) else split(it)
