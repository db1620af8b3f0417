"""Which conclusions and facts can meet a condition: clauses held against one another without evaluating them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause, Literal
from dedere.terms.patterns import Compound, Term, Variable, term
from dedere.terms.unify import Outline, alike, outline, unifiable
from dedere.terms.values import Value


class Node(NamedTuple):
    """A clause ready to be held against others: its head, its conditions, what its variables are known to be."""

    clause: Clause
    head: tuple[Term, ...]
    known: Mapping[str, frozenset[Value]]
    outline: Outline


def _opposite(one: Term, two: Term) -> Iterator[tuple[str, str]]:
    """The variables of two terms that stand at the same place."""
    if isinstance(one, Variable) and isinstance(two, Variable):
        yield one.name, two.name
    elif isinstance(one, Compound) and isinstance(two, Compound):
        yield from chain.from_iterable(map(_opposite, one.args, two.args))


class Meeting:
    """The clauses of a corpus by what they conclude, and its facts, ready to be held against conditions."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._predicates = corpus.vocabulary.predicates
        self.concluding: dict[str, list[Node]] = {}
        """The clauses by the predicate that they conclude."""
        for clause in corpus.clauses:
            if clause.head is not None:
                self.concluding.setdefault(clause.head_name, []).append(self.node(clause))

    @cached_property
    def asking(self) -> frozenset[str]:
        """Predicates that ask for something to be looked at or worked out: what asks does not change what is found."""
        of = self.corpus.by_predicate
        return frozenset(
            str(fact.atom.args[position])
            for name, position in (("looked_at", 1), ("only_asks", 0))
            for fact in of.get(name, ())
        )

    @cached_property
    def known(self) -> frozenset[str]:
        """The predicates of which a clause or a fact says anything."""
        return frozenset((*self.concluding, *self.corpus.by_predicate))

    def node(self, clause: Clause) -> Node:
        """A clause, ready to be held against others."""
        known: dict[str, frozenset[Value]] = {}
        for literal in clause.body:
            if literal.kind == "comparison" and literal.name == "=" and len(literal.args) == 2:
                left, right = map(term, literal.args)
                if isinstance(left, Variable) and isinstance(right, (int, str)):
                    known[left.name] = frozenset({right})
            elif literal.kind == "positive" and literal.name in self._laws:
                for position, pattern in enumerate(map(term, literal.args)):
                    if isinstance(pattern, Variable):
                        values = frozenset(row[position] for row in self._laws.get(literal.name, ()))
                        known[pattern.name] = known.get(pattern.name, values) & values
        head = tuple(map(term, clause.head_args))
        return Node(clause, head, known, outline(head))

    @cached_property
    def _laws(self) -> dict[str, list[tuple[Value, ...]]]:
        """The derived predicates of which the rules simply list what holds, and no clause concludes more."""
        concluded = {clause.head_name for clause in self.corpus.clauses}
        listed: dict[str, list[tuple[Value, ...]]] = {}
        for fact in self.corpus.facts:
            name = fact.atom.name
            if fact.law and name not in concluded and self._predicates[name].kind == "derived":
                listed.setdefault(name, []).append(fact.atom.args)
        return listed

    def meets(self, node: Node, condition: Literal) -> Iterator[Node]:
        """The clauses by whose conclusions a condition of a clause can be met."""
        wanted = tuple(map(term, condition.args))
        shape = outline(wanted)
        for other in self.concluding.get(condition.name, ()):
            if alike(shape, other.outline) and self.same(node, wanted, other, other.head):
                yield other

    def same(self, node: Node, wanted: Sequence[Term], other: Node, head: Sequence[Term]) -> bool:
        """Whether terms of a clause and of another can be the same, by what stands in them and by their types."""
        if not unifiable(wanted, node.known, head, other.known):
            return False
        types, theirs = node.clause.variable_types, other.clause.variable_types
        return all(
            self.corpus.vocabulary.meet(types.get(one, "term"), theirs.get(two, "term")) is not None
            for one, two in chain.from_iterable(map(_opposite, wanted, head))
        )

    def meetable(self, node: Node, condition: Literal) -> bool:
        """Whether a condition of a clause can ever be met."""
        if self._predicates[condition.name].kind == "fact":
            return True  # Anybody may suppose one; constants are checked when the rules are loaded.
        if self._predicates[condition.name].open and condition.name not in self.known:
            return True  # The regime that would conclude it is absent.
        wanted = tuple(map(term, condition.args))
        rows = (fact.atom.args for fact in self.corpus.by_predicate.get(condition.name, ()))
        return any(unifiable(wanted, node.known, row, {}) for row in rows) or any(self.meets(node, condition))
