"""On which days of many long stays a sought norm holds, and by which rules: all that is asked of such a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dedere.program.question import Declared
from dedere.solving.cases import Rewriter, Together, program
from dedere.solving.control import Mode, some, written
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
    predicates that give these days, with how many arguments they have. With `alike` a position is taken in all stays or
    in none, so that there are fewer answer sets to go through: then each must be possible wherever it is raised.
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
        lines = [*program(rewriter, question, law, facts, given), "#show _answered/2. #show _founded/4."]
        if alike:
            lines.append("_taken(I,O) :- adopt(_,I,O). :- _taken(I,O), _taken(I,O2), O < O2.")
        super().__init__(lines)
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
        for symbol in some(self._control.gather(mode, self.literals(positions))):
            args = symbol.arguments
            if len(args) == 2:
                days[args[0].number].add(args[1].number)
            else:
                _, place, rule, day = args
                rules[args[0].number].setdefault(day.number, set()).add((place.number, text(written(rule))))
        return [
            Founded(frozenset(one), {day: frozenset(them) for day, them in by.items()})
            for one, by in zip(days, rules, strict=True)
        ]
