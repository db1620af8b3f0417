"""Whether what holds on a day of a stay hangs on that day alone, and turns on no day but those looked at.

Clauses are followed by their variables, as `checks.days` does it: from the days looked at to all that is said of them.
What asks for something to be worked out (`only_asks`) changes no answer and is not followed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from dedere.checks.days import Forgetting
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.program.facts import read_by
from dedere.program.question import Declared, slot_of
from dedere.terms.values import split
from dedere.terms.variables import is_variable, names

_IN_ORDER = ("<", "<=", ">", ">=")


class DayWise:
    """Tells the clauses of a law apart that speak of a day from those that speak of a stay."""

    def __init__(self, corpus: Corpus, declared: Declared) -> None:
        self._corpus = corpus
        self._declared = declared
        self.only_asking = frozenset(str(it.atom.args[0]) for it in corpus.by_predicate.get("only_asks", ()))

    @cached_property
    def _forgetting(self) -> Forgetting:
        return Forgetting(self._corpus)

    @cached_property
    def _laid_down(self) -> list[tuple[str, int | None, int | None]]:
        """The predicates that lay down the ends of a stay, and at which places."""
        slot = self._declared.slot
        found = []
        for name, places in map(split, self._declared.plan):
            at = {slot_of(place): number for number, place in enumerate(places)}
            first, after = at.get(slot("first")), at.get(slot("after"))
            if first is not None or after is not None:
                found.append((name, first, after))
        return found

    @cached_property
    def _standing(self) -> frozenset[tuple[str, int]]:
        """The arguments at which the day asked about stands."""
        predicates = self._corpus.vocabulary.predicates
        found = {(it, len(predicates[it].arguments) - 1) for it in self._declared.looked_at}
        while True:
            more = {
                (clause.head_name, at)
                for clause in self._corpus.clauses
                if clause.head_name not in self.only_asking and (asked := self._asked(clause, found))
                for at, argument in enumerate(clause.head_args)
                if argument in asked
            }
            if more <= found:
                return frozenset(found)
            found |= more

    @staticmethod
    def _asked(clause: Clause, standing: Collection[tuple[str, int]]) -> set[str]:
        return {
            argument
            for literal in clause.body
            if literal.kind == "positive"
            for at, argument in enumerate(literal.args)
            if is_variable(argument) and (literal.name, at) in standing
        }

    def speaks_of_more(self, clause: Clause) -> bool:
        """Whether a clause reads more of a stay than a day of it, or turns on a day that nobody looks at."""
        return any(self._ends(clause)) or any(self._met_by_chance(clause)) or any(self._forgetting.forgotten(clause))

    def looks_at_days(self, clause: Clause) -> bool:
        """Whether a clause looks at the first day of a stay, or at a day within it, and at nothing else of the stay."""
        ends = list(self._ends(clause))
        if len(ends) != 1:
            return False
        first, after = ends[0]
        _, *days = clause.head_args
        if days == [first]:
            return len(clause.body) == 1
        within = {f"{first} < {day}" for day in days} | {f"{day} < {after}" for day in days}
        others = [it for it in clause.body if it.text not in within and it.name not in self._declared.planned]
        read = {it for literal in others for it in literal.variables}
        return within.issubset(it.text for it in clause.body) and read.isdisjoint(ends[0])

    def _ends(self, clause: Clause) -> Iterator[tuple[str, str]]:
        """The variables, or values, that a clause reads as the first day of a stay and the day after its last."""
        for name, first, after in self._laid_down:
            for literal in clause.body:
                if literal.kind == "aggregate":
                    if name in read_by([clause]):
                        yield "", ""  # What stands in an aggregate is quoted as text.
                elif literal.name == name:
                    ends = ["_" if at is None else literal.args[at] for at in (first, after)]
                    if any(it[0] != "_" for it in ends):
                        yield ends[0], ends[1]

    def _met_by_chance(self, clause: Clause) -> Iterator[str]:
        """The conditions by which a clause holds on one day and not on the next, though nothing need change on either.

        They take the day for one of the record, name it, compute with it, or hold it against another day of the stay.
        """
        asked = self._asked(clause, self._standing)
        for literal in clause.body:
            mine = asked.intersection(literal.variables)
            if literal.kind in ("positive", "negative"):
                for at, argument in enumerate(literal.args):
                    standing = (literal.name, at) in self._standing
                    if (argument in asked and not standing) or (standing and not names(argument)):
                        yield literal.text
            elif mine and (literal.name not in _IN_ORDER or not all(map(_plain, literal.args))):
                yield literal.text
        if len(asked) > 1:
            yield clause.text


def _plain(argument: str) -> bool:
    return is_variable(argument) or not names(argument)
