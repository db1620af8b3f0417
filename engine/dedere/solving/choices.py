"""Any set of changes looked at in one ground program: which of them turn the answer, and to what it is owed if not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from dedere.schema.answer import Verdict
from dedere.solving.ground import Grounded

_SEARCHING = "_searching"
"""Holds while sets are searched for: what is ruled out is so for the search alone, and can still be asked about."""


class Options(NamedTuple):
    """A change that may be made: the facts it adds and removes, and its weight."""

    adds: tuple[str, ...]
    removes: tuple[str, ...]
    weight: int


class Choices(Grounded):
    """One ground program in which any set of changes may be made.

    `facts` are without those that some change removes. Two changes that remove the same fact exclude each other, and so
    do two that belong to one group of variants, given by `groups`.
    """

    def __init__(
        self,
        law: str,
        facts: Iterable[str],
        sought: Sequence[str],
        changes: Sequence[Options],
        groups: Iterable[Sequence[int]],
        heaviest: int,
    ) -> None:
        lines = [f"{{ {_SEARCHING}; _made(0..{len(changes) - 1}) }}."]
        removed: dict[str, list[int]] = {}
        for index, change in enumerate(changes):
            lines += [f"{fact} :- _made({index})." for fact in change.adds]
            for fact in change.removes:
                removed.setdefault(fact, []).append(index)
        for fact, by in removed.items():
            lines.append(f"{fact} :- {', '.join(f'not _made({index})' for index in by)}.")
        lines += [f":- 2 {{ {'; '.join(f'_made({index})' for index in by)} }}." for by in (*removed.values(), *groups)]
        summed = "; ".join(f"{change.weight},{index} : _made({index})" for index, change in enumerate(changes))
        lines.append(f"_weight(W) :- W = 1..{heaviest}, W = #sum {{ {summed} }}.")
        super().__init__(f"{law}\n{' '.join(lines)}", facts, sought)
        self._made = self._numbered("_made")
        self._weight = self._numbered("_weight")
        self._searching = self._control.literal(_SEARCHING) or 0

    def _numbered(self, name: str) -> dict[int, int]:
        return {symbol.arguments[0].number: literal for symbol, literal in self._control.literals(name, 1)}

    def _exactly(self, chosen: frozenset[int]) -> list[int]:
        return [literal if index in chosen else -literal for index, literal in self._made.items()]

    def with_made(self, chosen: frozenset[int]) -> Grounded:
        """The same program with these changes made, and no others."""
        made = copy(self)
        made._standing = [-self._searching, *self._exactly(chosen)]
        return made

    def find(self, weight: int, answered: bool, positions: Mapping[str, str]) -> frozenset[int] | None:
        """A set of changes of this weight under which, on some view in line with these positions, a sought norm holds.

        With `answered` false one under which none holds. None where there is no such set that is not ruled out.
        """
        level = self._weight.get(weight)
        some, _ = self._answered
        if level is None or (some is None and answered):
            return None
        wanted = [level] if some is None else [level, some if answered else -some]
        found = self._models([self._searching, *self.literals(positions), *wanted])
        if found is None:
            return None
        return frozenset(index for index, literal in self._made.items() if literal in found)

    def refute(self, chosen: frozenset[int], answered: bool, positions: Mapping[str, str]) -> dict[str, str] | None:
        """Positions on which these changes leave the question answered, or not; None where there are none."""
        some, _ = self._answered
        if some is None:
            return None if answered else dict(positions)
        wanted = [*self._exactly(chosen), some if answered else -some]
        found = self._models([*self.literals(positions), *wanted])
        if found is None:
            return None
        return {issue: option for (issue, option), literal in self.adopted.items() if literal in found}

    def verdict_with(self, chosen: frozenset[int], positions: Mapping[str, str]) -> Verdict:
        """The verdict once these changes are made."""
        return self.with_made(chosen).verdict(positions)

    def failing(self, chosen: frozenset[int], answered: bool, positions: Mapping[str, str]) -> dict[int, bool]:
        """The changes, made (`True`) or not made, to which it is owed that a set fails on these positions.

        With `answered` it fails since no sought norm can hold, without since one must, on some day. Every set alike in
        these changes fails as well. Where no part of the set is to blame, all of it is.
        """
        some, days = self._answered
        exactly = self._exactly(chosen)
        for goal in ([some] if some is not None else []) if answered else [-day for day in days]:
            # What was ruled out counts: what fails but for sets that failed before need not be found again either.
            core = self._control.core([self._searching, *self.literals(positions), goal, *exactly])
            if core is not None:
                return {index: index in chosen for index, literal in self._made.items() if {literal, -literal} & core}
        return {index: index in chosen for index in self._made}

    def rule_out(self, alike: Mapping[int, bool]) -> None:
        """Do not find a set in which these changes are made, or are not."""
        literals = [self._made[index] if made else -self._made[index] for index, made in sorted(alike.items())]
        self._control.forbid([self._searching, *literals])

    def _models(self, assumptions: Sequence[int]) -> frozenset[int] | None:
        """The literals of changes and positions that hold in one answer set; None where there is none."""
        return self._control.among([*self._made.values(), *self.adopted.values()], assumptions)
