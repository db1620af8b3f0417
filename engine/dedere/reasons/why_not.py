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

Goal = tuple[str, tuple[Value | None, ...]]
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


def _missed(reasoner: Reasoner, answer_set: AnswerSet, goal: Goal) -> Iterator[Miss]:
    """The clauses that could have concluded a goal and did not, in their order."""
    for clause in reasoner.concluding(*goal):
        given = bindings(reasoner.ready(clause).head, goal[1])
        if given is not None:
            ready = reasoner.ready(clause, frozenset(given))
            held, bound = answer_set.longest(ready.body, given)
            if held < len(ready.body):
                yield Miss(clause, held, ready.body, bound)


def misses(reasoner: Reasoner, answer_set: AnswerSet, goal: Goal) -> list[Miss]:
    """The clauses that could have concluded a goal and did not, the nearest first."""
    # A clause of which nothing holds is far, however short it is.
    return sorted(
        _missed(reasoner, answer_set, goal),
        key=lambda it: (not it.held, len(it.clause.body) - it.held, -it.held, it.clause.index),
    )


def exceptions(reasoner: Reasoner, answer_set: AnswerSet, goal: Goal, depth: int) -> Iterator[Miss]:
    """The clauses that lacked for a goal only that an exception to them held, or rest on what lacked only that.

    What is missing first in each is the exception; `depth` is how far down conditions are followed. Where it would not
    have been enough without the exception, since it came too late, say, it is none of the reasons.
    """
    yield from (miss for miss, _ in _exceptions(reasoner, answer_set, goal, depth))


def _exceptions(
    reasoner: Reasoner, answer_set: AnswerSet, goal: Goal, depth: int
) -> Iterator[tuple[Miss, tuple[Value | None, ...]]]:
    """The same, each with the arguments of the goal that would have been concluded."""
    if depth == 0 or reasoner.corpus.vocabulary.predicates[goal[0]].kind == "fact":
        return
    for miss in _missed(reasoner, answer_set, goal):
        if miss.first.kind == "negative":
            if _compares(answer_set, miss, miss.bound):
                yield miss, _head(reasoner, miss, miss.bound)
        elif miss.first.kind == "positive":
            inner = tuple(evaluate(arg, miss.bound) for arg in miss.first.args)
            for found, args in _exceptions(reasoner, answer_set, (miss.first.name, inner), depth - 1):
                bound = _bound(miss, args)
                if bound is not None and _compares(answer_set, miss, bound):
                    yield found, _head(reasoner, miss, bound)


def lacking(reasoner: Reasoner, answer_set: AnswerSet, miss: Miss) -> list[Miss]:
    """What was missing for the condition that a clause missed first; not what came too late to do, had it held."""
    inner = tuple(evaluate(arg, miss.bound) for arg in miss.first.args)
    found = misses(reasoner, answer_set, (miss.first.name, inner))
    ends = [(it, _bound(miss, _head(reasoner, it, it.bound))) for it in found]
    return [it for it, bound in ends if bound is not None and _compares(answer_set, miss, bound)]


def _head(reasoner: Reasoner, miss: Miss, bound: Bindings) -> tuple[Value | None, ...]:
    """The arguments of what a clause would conclude, as far as they are known."""
    return tuple(evaluate(it, bound) for it in reasoner.ready(miss.clause).head)


def _bound(miss: Miss, args: Sequence[Value | None]) -> Bindings | None:
    """The values of a clause if what it missed first held with these arguments; None where it could not."""
    bound = dict(miss.bound)
    known = ((pattern, value) for pattern, value in zip(miss.first.args, args, strict=True) if value is not None)
    return bound if all(match(pattern, value, bound) for pattern, value in known) else None


def _compares(answer_set: AnswerSet, miss: Miss, bound: Bindings) -> bool:
    """Whether the comparisons behind what was missing hold, as far as their values are known."""
    return all(
        any(answer_set.satisfy(it, bound))
        for it in miss.body[miss.held + 1 :]
        if it.kind == "comparison" and all(evaluate(arg, bound) is not None for arg in it.args)
    )
