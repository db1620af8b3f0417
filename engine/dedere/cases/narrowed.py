"""Which variables of a clause can only stand for what a question fills its slots with.

What the plan of a question says of a slot is followed through the rules: where every clause that concludes a predicate
takes a place of it from one that carries the slot, that place carries the slot too, and nothing else ever stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.program.question import Declared
from dedere.terms.values import split

_Place = tuple[str, int]
"""A predicate, and a position in it."""


class Narrowed:
    """The slots that places and variables carry, in the clauses that a question reaches."""

    def __init__(self, corpus: Corpus, clauses: Iterable[Clause], question: Declared) -> None:
        self._of_place: dict[_Place, frozenset[str]] = {}
        recorded = corpus.by_predicate.keys() - question.planned
        by_head: dict[str, list[Clause]] = {}
        for it in clauses:
            by_head.setdefault(it.head_name, []).append(it)
        for planned in question.plan:
            name, args = split(planned)
            for at, arg in enumerate(args):
                self._of_place[name, at] = frozenset({str(arg)[1:-1]} if str(arg).startswith("{") else ())
        slots = frozenset(question.types)
        open_ = {name: them for name, them in by_head.items() if name not in recorded | question.planned}
        for name, them in open_.items():
            self._of_place.update({(name, at): slots for at in range(len(them[0].head_args))})
        changed = True
        while changed:
            changed = False
            for name, them in open_.items():
                for at in range(len(them[0].head_args)):
                    if known := self._of_place[name, at]:
                        left = known.intersection(*(self.of(it, it.head_args[at]) for it in them))
                        changed |= left != known
                        self._of_place[name, at] = left

    def of(self, clause: Clause, variable: str) -> frozenset[str]:
        """The slots that a variable of a clause carries."""
        return frozenset[str]().union(
            *(
                self._of_place.get((it.name, at), frozenset())
                for it in clause.body
                if it.kind == "positive"
                for at, arg in enumerate(it.args)
                if arg == variable
            )
        )

    def other(self, clause: Clause, variable: str, value: object, given: Mapping[str, object]) -> object | None:
        """What a variable stands for where that is not the value; None where it may be, or nothing is known of it."""
        return next((given[it] for it in self.of(clause, variable) if it in given and given[it] != value), None)
