"""Which values can come to stand for a variable that no declaration narrows: they are followed back to the record.

A variable of the type `term` can be anything, and yet is only what something puts there: a constant of the clause, what
another clause concludes, a value that a fact has. A value that is like one of these, a court like another court, could
come to stand there if a rule were written otherwise, which is what an expectation guards against; any other never can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.language.vocabulary import Names
from dedere.terms.patterns import Bindings, Compound, Term, Variable, term, variables
from dedere.terms.unify import bindings
from dedere.terms.values import Atom, Value

_Place = tuple[str, int, Value]
"""A predicate, a position in it, and the value that is to stand there."""


class Flow:
    """What can stand where, by the clauses that a question reaches and by what a case supposes beside the record."""

    def __init__(self, corpus: Corpus, clauses: Iterable[Clause], names: Names, supposed: Sequence[Atom]) -> None:
        self._corpus = corpus
        self._clauses = clauses
        self._names = names
        self._supposed = supposed
        self._can: set[_Place] = set()
        self._tried: set[_Place] = set()

    def can_be(self, clause: Clause, variable: str, value: Value) -> bool:
        """Whether a variable of a clause could ever have a value."""
        while True:
            known = len(self._can)
            self._tried = set()
            if self._can_be(clause, variable, value):
                return True
            # What was asked about while it was itself in question counted as impossible: more is known to be possible.
            if len(self._can) == known:
                return False

    def can_join(self, clause: Clause, bound: Bindings) -> bool:
        """Whether each condition of a clause could hold with these values together.

        Values that have others like them are left open: that they stand together is what an expectation guards.
        """
        known = {name: it for name, it in bound.items() if not any(it in them for them in self._kinds)}
        if not known:
            return True
        recorded = {it.name for it in self._supposed} | self._corpus.by_predicate.keys()
        asked = [
            it for it in clause.body if it.kind == "positive" and it.name in self._heads and it.name not in recorded
        ]
        return all(self._concluded(it.name, [_opened(_term(arg), known) for arg in it.args]) for it in asked)

    def _concluded(self, name: str, wanted: Sequence[Value]) -> bool:
        return any(bindings([*map(_term, it.head_args)], wanted) is not None for it in self._heads[name])

    def _can_be(self, clause: Clause, variable: str, value: Value) -> bool:
        type_ = clause.variable_types.get(variable, "term")
        if type_ != "term":
            return self._corpus.vocabulary.check_value(type_, value, self._names) is None
        for other in _equals(clause, variable):
            bound = self._fitted(other, value)
            if bound is None or not self._all(clause, bound):
                return False
        return all(
            self._stands(name, at, masked)
            for name, at, pattern in _asked(clause)
            if (masked := _masked(pattern, {variable: value})) != "_"
        )

    def _all(self, clause: Clause, bound: Bindings) -> bool:
        return all(self._can_be(clause, variable, value) for variable, value in bound.items())

    def _stands(self, name: str, at: int, value: Value) -> bool:
        """Whether a value could stand at a place of a predicate."""
        place = name, at, value
        type_ = self._corpus.vocabulary.type_at(name, at)
        if type_ != "term":
            return self._corpus.vocabulary.check_value(type_, value, self._names) is None
        if place in self._can:
            return True
        if place in self._tried:
            return False
        self._tried.add(place)
        recorded = (it.atom for it in self._corpus.by_predicate.get(name, ()))
        there = (it.args[at] for atoms in (recorded, self._supposed) for it in atoms if it.name == name)
        can = any(self._fitted(it, value) is not None for it in there) or any(
            (bound := self._fitted(_term(it.head_args[at]), value)) is not None and self._all(it, bound)
            for it in self._heads.get(name, ())
        )
        if can:
            self._can.add(place)
        return can

    @cached_property
    def _heads(self) -> Mapping[str, Sequence[Clause]]:
        found: dict[str, list[Clause]] = {}
        for it in self._clauses:
            found.setdefault(it.head_name, []).append(it)
        return found

    def _fitted(self, pattern: Term, value: Value) -> Bindings | None:
        """The values that the variables of a pattern get from a value that is one of it, or like it; else None."""
        bound = bindings([pattern], [value])
        if bound is None and isinstance(pattern, str) and self._alike(pattern, value):
            return {}
        return bound

    def _alike(self, one: Value, other: Value) -> bool:
        """Whether two values are of one kind: named by one predicate, or constants of one type."""
        return any(one in them and other in them for them in self._kinds)

    @cached_property
    def _kinds(self) -> Sequence[frozenset[Value]]:
        listed = (frozenset[Value](it.constants) for it in self._corpus.vocabulary.types.values())
        return [*(frozenset(self._names[it]) for it in self._names), *listed]


def _term(written: str) -> Term:
    """A term; what no term can be read from may be anything."""
    try:
        return term(written)
    except ValueError:
        return Variable("_")


def _equals(clause: Clause, variable: str) -> Iterator[Term]:
    """What a clause says that a variable is."""
    for it in clause.body:
        if it.kind == "comparison" and it.name == "=" and variable in it.args:
            yield from (other for arg in it.args if not isinstance(other := _term(arg), Variable))


def _asked(clause: Clause) -> Iterator[tuple[str, int, Term]]:
    """The places of what a clause asks for, with what it has there."""
    for it in clause.body:
        if it.kind == "positive":
            for at, arg in enumerate(it.args):
                yield it.name, at, _term(arg)


def _opened(it: Term, known: Mapping[str, Value]) -> Value:
    """A term with the values that are known, and `_` for what else a variable stands for."""
    if isinstance(it, Compound):
        return f"{it.name}({','.join(str(_opened(arg, known)) for arg in it.args)})"
    if isinstance(it, Variable):
        return known.get(it.name, "_")
    return it if isinstance(it, (int, str)) else "_"


def _masked(it: Term, bound: Mapping[str, Value]) -> Value:
    """A term with the values that are known and `_` for others; `_` alone where none of those known stands in it."""
    if isinstance(it, Variable):
        return bound.get(it.name, "_")
    if isinstance(it, Compound) and not bound.keys().isdisjoint(variables([it])):
        args = (arg if isinstance(arg, (int, str)) else _masked(arg, bound) for arg in it.args)
        return f"{it.name}({','.join(map(str, args))})"
    return "_"
