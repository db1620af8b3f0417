"""On which days of many long stays a sought norm holds, and by which rules: all that is asked of such a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import clingo

from dedere.program.question import Declared
from dedere.solving.cases import Rewriter, Together, program
from dedere.solving.control import Mode, written
from dedere.terms.values import Value, text


class Founded(NamedTuple):
    """The days of a case on which a sought norm holds, and by each of them the rules that found one.

    Each rule comes with the place of the norm among those that are sought.
    """

    days: frozenset[int]
    rules: Mapping[int, frozenset[tuple[int, str]]]


class Days(Together):
    """Many stays in one ground program, each asked day by day whether a sought norm holds.

    `law` need have no more than what the sought norms and the days looked at can hang on. `looked_at` are the
    predicates that give these days, with how many arguments they have.
    """

    def __init__(
        self,
        rewriter: Rewriter,
        question: Declared,
        law: Iterable[str],
        facts: Iterable[str],
        given: Sequence[Mapping[str, Value]],
        looked_at: Iterable[tuple[str, int]],
        *,
        alike: bool = False,
    ) -> None:
        self._count = len(given)
        # Much of what is asked for comes again and again, and each part of it that clingo is asked for costs.
        self._parts = cache(_parts)
        lines = [*program(rewriter, question, law, facts, given), "#show _answered/2. #show _founded/4."]
        super().__init__(lines, alike=alike)
        days: list[set[int]] = [set() for _ in given]
        for name, arity in looked_at:
            # Each has the case as one more argument.
            for symbol, _ in self._control.literals(name, arity + 1):
                case, _, *those = symbol.arguments
                days[case.number].update(it.number for it in those)
        self.looked_at = [sorted(it) for it in days]
        """The days of each stay that are looked at, in order."""

    def possible(self, positions: Mapping[str, str]) -> list[Founded]:
        """For each case what holds on some combination of the positions left open."""
        return self._gather("brave", positions)

    def certain(self, positions: Mapping[str, str]) -> list[Founded]:
        """For each case what holds on every combination of the positions left open."""
        return self._gather("cautious", positions)

    def _gather(self, mode: Mode, positions: Mapping[str, str]) -> list[Founded]:
        days: list[set[int]] = [set() for _ in range(self._count)]
        rules: list[dict[int, set[tuple[int, str]]]] = [{} for _ in range(self._count)]
        for case, day, founded in map(self._parts, self.gathered(mode, positions)):
            if founded is None:
                days[case].add(day)
            else:
                rules[case].setdefault(day, set()).add(founded)
        return [
            Founded(frozenset(one), {day: frozenset(them) for day, them in by.items()})
            for one, by in zip(days, rules, strict=True)
        ]


def _parts(symbol: clingo.Symbol) -> tuple[int, int, tuple[int, str] | None]:
    """The case and the day, and of what founds a sought norm its place and its rule."""
    case, *more, day = symbol.arguments
    return case.number, day.number, (more[0].number, text(written(more[1]))) if more else None
