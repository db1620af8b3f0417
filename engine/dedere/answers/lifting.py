"""What would take away what stands in the way of a duty: the conditions of the exceptions to an exception.

An exception rests on it that something is absent: a waiver, say. So what would have brought that about is looked for,
down to the conditions of which the rules say how they read (`would`). Whether the answer would then be another is
tried with every other promise.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedere.answers.builder import walk
from dedere.language.vocabulary import Vocabulary
from dedere.reasons.proofs import World
from dedere.reasons.why_not import Goal
from dedere.schema.answer import Proof
from dedere.terms.patterns import evaluate
from dedere.terms.values import split
from dedere.terms.variables import stands_open

_DEEPEST = 3
"""How many clauses below what is absent are followed."""


def lifting(world: World, exception: Proof, vocabulary: Vocabulary) -> Iterator[Proof]:
    """The conditions that an exception rests on the absence of, each once; what they themselves lack is left out."""
    waiting: list[tuple[Goal, int]] = []
    told: set[str | None] = set()
    for step in walk([exception]):
        if step.kind == "absent" and step.atom is not None:
            atom = step.atom.removeprefix("not ")
            found = world.absence(atom, 0)
            if found.would is not None and atom not in told:
                told.add(atom)
                yield found
            name, args = split(atom)
            waiting.append(((name, tuple(None if stands_open(str(it)) else it for it in args)), _DEEPEST))
    for goal, depth in waiting:  # It grows as it is gone through: the nearest first.
        if depth == 0 or vocabulary.predicates[goal[0]].kind == "fact":
            continue
        for miss in world.why_not(goal):
            if miss.first.kind != "positive":
                continue
            found = world.missing(miss, 0)
            if found.would is None:
                inner = tuple(evaluate(arg, miss.bound) for arg in miss.first.args)
                waiting.append(((miss.first.name, inner), depth - 1))
            elif found.atom not in told:
                told.add(found.atom)
                yield found
