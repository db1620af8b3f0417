"""Which clauses give the atoms of an answer set, searched without a word said: of several proofs the lowest.

So proofs are acyclic, and the same atom has the same proof wherever it stands. Before height goes that a proof rests on
nothing that was merely chosen: what is told in somebody's view is not told by a position that they do not take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dedere.reasons.answer_set import AnswerSet
from dedere.reasons.clauses import ReadyClause, Reasoner
from dedere.terms.patterns import Bindings, match
from dedere.terms.unify import bindings
from dedere.terms.values import Atom, split


class Instance(NamedTuple):
    """A clause with values for its variables, the positive atoms of its body in order, and the height of its proof.

    `chosen` says whether the proof rests on a position that is not among those taken.
    """

    ready: ReadyClause
    bound: Bindings
    positive: tuple[str, ...]
    height: int
    chosen: bool


class Derivations:
    """What each atom of one answer set follows from; `taken` are the positions, by issue, that were asked for in it."""

    def __init__(self, reasoner: Reasoner, answer_set: AnswerSet, taken: Mapping[str, str] | None = None) -> None:
        self.reasoner = reasoner
        self.answer_set = answer_set
        self._taken = frozenset((taken or {}).items())
        self._best: dict[str, Instance | None] = {}

    def _instances(self, atom: str) -> Iterator[tuple[ReadyClause, Bindings, tuple[str, ...]]]:
        """The instances of clauses that conclude an atom, each with the positive atoms it rests on."""
        name, args = split(atom)
        for clause in self.reasoner.concluding(name, args):
            ready = self.reasoner.ready(clause)
            bound = bindings(ready.head, args)
            for found in self.answer_set.instances(ready.body, bound) if bound is not None else ():
                # What is computed in the head has a value only now.
                if all(match(pattern, value, dict(found)) for pattern, value in zip(ready.head, args, strict=True)):
                    yield (
                        ready,
                        found,
                        tuple(it.ground(found) or it.shown(found) for it in ready.body if it.kind == "positive"),
                    )

    def lowest(self, atom: str, above: frozenset[str] = frozenset()) -> Instance | None:
        """The instance that gives an atom its lowest proof; None for a fact. `above` holds the atoms being proved."""
        if atom in self._best:
            return self._best[atom]
        best: Instance | None = None
        cut = False
        inside = above | {atom}
        for ready, bound, positive in self._instances(atom):
            if not inside.isdisjoint(positive):
                cut = True
                continue
            below = [self.lowest(it, inside) for it in positive]
            if any(it is None and not self._is_fact(text) for it, text in zip(below, positive, strict=True)):
                cut = True
                continue
            height = 1 + max((it.height for it in below if it is not None), default=0)
            chosen = self._is_chosen(ready, atom) or any(it.chosen for it in below if it is not None)
            found = Instance(ready, bound, positive, height, chosen)
            if best is None or _order(found) < _order(best):
                best = found
        # What was found with a loop cut off may not be the lowest elsewhere, so it is kept only where nothing was cut.
        if not cut or not above:
            self._best[atom] = best
        return best

    def _is_fact(self, atom: str) -> bool:
        name, args = split(atom)
        corpus = self.reasoner.corpus
        return corpus.vocabulary.predicates[name].kind == "fact" or Atom(name, args) in corpus.by_atom

    def _is_chosen(self, ready: ReadyClause, atom: str) -> bool:
        return ready.clause.kind == "choice" and tuple(map(str, split(atom)[1])) not in self._taken

    def rules(self, atom: str) -> frozenset[str]:
        """The ids of the rules on which the proof of an atom rests."""
        found: set[str] = set()
        waiting, seen = [atom], {atom}
        while waiting:
            instance = self.lowest(waiting.pop())
            if instance is not None:
                found.add(instance.ready.clause.rule_id)
                waiting += (new := [it for it in instance.positive if it not in seen])
                seen.update(new)
        return frozenset(found)


def _order(instance: Instance) -> tuple[bool, int, int]:
    return instance.chosen, instance.height, len(instance.positive)
