"""What clauses lacked to conclude a goal, searched without a word said.

Each clause that could have concluded the goal is asked for the longest beginning of its conditions that holds: the
condition behind it was missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dedere.language.records import Clause
from dedere.reasons.answer_set import AnswerSet
from dedere.reasons.clauses import ReadyLiteral, Reasoner
from dedere.terms.patterns import Bindings, evaluate, match
from dedere.terms.unify import bindings
from dedere.terms.values import Value

_Args = tuple[Value | None, ...]

Goal = tuple[str, _Args]
"""A predicate and its arguments; None, or `_` inside an argument, stands for anything."""


class Miss(NamedTuple):
    """A clause that does not conclude a goal: how many of its conditions hold, with which values, and all of them."""

    clause: Clause
    held: int
    body: Sequence[ReadyLiteral]
    bound: Bindings

    @property
    def first(self) -> ReadyLiteral:
        """The condition that was missing first."""
        return self.body[self.held]


class Misses:
    """What clauses lacked in one answer set. The same goals come again and again: each is searched for once."""

    def __init__(self, reasoner: Reasoner, answer_set: AnswerSet) -> None:
        self._reasoner = reasoner
        self._answer_set = answer_set
        self._missed: dict[Goal, tuple[Miss, ...]] = {}
        self._excepted: dict[tuple[Goal, int], tuple[tuple[Miss, _Args], ...]] = {}

    def of(self, goal: Goal) -> list[Miss]:
        """The clauses that could have concluded a goal and did not, the nearest first."""
        # A clause of which nothing holds is far, however short it is.
        return sorted(
            self._all(goal), key=lambda it: (not it.held, len(it.clause.body) - it.held, -it.held, it.clause.index)
        )

    def exceptions(self, goal: Goal, depth: int) -> Iterator[Miss]:
        """The clauses that lacked for a goal only that an exception to them held, or rest on what lacked only that.

        What is missing first in each is the exception; `depth` is how far down conditions are followed. Where it would
        not have been enough without the exception, since it came too late, say, it is none of the reasons.
        """
        return (miss for miss, _ in self._exceptions(goal, depth))

    def lacking(self, miss: Miss) -> list[Miss]:
        """What was missing for the condition that a clause missed first; not what came too late to do, had it held."""
        inner = tuple(evaluate(arg, miss.bound) for arg in miss.first.args)
        ends = [(it, _bound(miss, self._head(it, it.bound))) for it in self.of((miss.first.name, inner))]
        return [it for it, bound in ends if bound is not None and self._compares(miss, bound)]

    def _all(self, goal: Goal) -> tuple[Miss, ...]:
        """The clauses that could have concluded a goal and did not, in their order."""
        found = self._missed.get(goal)
        if found is None:
            found = self._missed[goal] = tuple(self._searched(goal))
        return found

    def _searched(self, goal: Goal) -> Iterator[Miss]:
        for clause in self._reasoner.concluding(*goal):
            given = bindings(self._reasoner.head(clause), goal[1])
            if given is not None:
                ready = self._reasoner.ready(clause, frozenset(given))
                held, bound = self._answer_set.longest(ready.body, given)
                if held < len(ready.body):
                    yield Miss(clause, held, ready.body, bound)

    def _exceptions(self, goal: Goal, depth: int) -> tuple[tuple[Miss, _Args], ...]:
        """The same, each with the arguments of the goal that would have been concluded."""
        if depth == 0 or self._reasoner.corpus.vocabulary.predicates[goal[0]].kind == "fact":
            return ()
        found = self._excepted.get((goal, depth))
        if found is None:
            found = self._excepted[goal, depth] = tuple(self._excepting(goal, depth))
        return found

    def _excepting(self, goal: Goal, depth: int) -> Iterator[tuple[Miss, _Args]]:
        for miss in self._all(goal):
            if miss.first.kind == "negative":
                if self._compares(miss, miss.bound):
                    yield miss, self._head(miss, miss.bound)
            elif miss.first.kind == "positive":
                inner = tuple(evaluate(arg, miss.bound) for arg in miss.first.args)
                for found, args in self._exceptions((miss.first.name, inner), depth - 1):
                    bound = _bound(miss, args)
                    if bound is not None and self._compares(miss, bound):
                        yield found, self._head(miss, bound)

    def _head(self, miss: Miss, bound: Bindings) -> _Args:
        """The arguments of what a clause would conclude, as far as they are known."""
        return tuple(evaluate(it, bound) for it in self._reasoner.head(miss.clause))

    def _compares(self, miss: Miss, bound: Bindings) -> bool:
        """Whether the comparisons from what was missing on hold, as far as their values are known."""
        return all(
            any(self._answer_set.satisfy(it, bound))
            for it in miss.body[miss.held :]
            if it.kind == "comparison" and all(evaluate(arg, bound) is not None for arg in it.args)
        )


def _bound(miss: Miss, args: Sequence[Value | None]) -> Bindings | None:
    """The values of a clause if what it missed first held with these arguments; None where it could not."""
    bound = dict(miss.bound)
    known = ((pattern, value) for pattern, value in zip(miss.first.args, args, strict=True) if value is not None)
    return bound if all(match(pattern, value, bound) for pattern, value in known) else None
