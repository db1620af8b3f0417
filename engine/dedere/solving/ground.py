"""Grounded law with the facts of a question, and what holds in it: on any view, on every view, or on a given one.

Symbols of clingo do not leave this room: everything is handed on as text in clingo's canonical form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from dedere.schema.answer import Verdict
from dedere.solving.control import Control, Mode, some, written
from dedere.terms.values import Atom

Choice = tuple[str, str]
"""A position on an issue: the texts of the issue and of the option."""


def on_each(views: Iterable[Mapping[str, str]], verdict: Callable[[Mapping[str, str]], Verdict]) -> list[Verdict]:
    """The verdicts on some views: what is so whatever position is taken is so on each, and is not asked of each."""
    overall = verdict({})
    return [verdict(it) if it and overall == "contested" else overall for it in views]


class Grounded:
    """A ground program and the questions one can put to it.

    `adopted` maps every position to its literal. What is asked for are the atoms of `effective/3`, and of further
    predicates named as `name/arity` in `also`; `sought` are patterns of the norms that answer the question, with `_`
    standing for anything.
    """

    def __init__(self, law: str, facts: Iterable[str], sought: Sequence[str] = (), also: Sequence[str] = ()) -> None:
        answered = " ".join(f"_answered(D) :- effective({pattern},_,D)." for pattern in sought)
        shown = " ".join(f"#show {it}." for it in ("effective/3", "adopt/2", *also))
        self._control = Control(f"{law}\n{' '.join(facts)}\n{answered} _answered :- _answered(_). {shown}")
        self._standing: Sequence[int] = ()
        """Literals that hold in whatever is asked of the program."""
        self._brave: dict[tuple[int, ...], frozenset[str]] = {}
        self._cautious: dict[tuple[int, ...], frozenset[str]] = {}
        self.adopted: dict[Choice, int] = {}
        for symbol, literal in self._control.literals("adopt", 2):
            issue, option = symbol.arguments
            self.adopted[str(issue), str(option)] = literal

    def issues(self, positions: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The issues that are open on these positions, with their open options, in the order of their texts."""
        found: dict[str, list[str]] = {}
        taken = self.ever(positions)
        for issue, option in sorted(self.adopted):
            if issue not in positions and str(Atom("adopt", (issue, option))) in taken:
                found.setdefault(issue, []).append(option)
        return {issue: tuple(options) for issue, options in found.items() if len(options) > 1}

    def literals(self, positions: Mapping[str, str]) -> list[int]:
        """The assumptions by which positions are taken, of those that are known in this program, and what holds anyway.

        The other options are ruled out, rather than this one required: an issue that another position leaves without
        an object is not raised, and then nothing can be taken on it.
        """
        others = [
            -literal
            for (issue, option), literal in self.adopted.items()
            if issue in positions and option != positions[issue] and (issue, positions[issue]) in self.adopted
        ]
        return [*self._standing, *others]

    @cached_property
    def _answered(self) -> tuple[int | None, list[int]]:
        """The literals of: some sought norm holds on some day; and of each day, that one holds on it."""
        days = [literal for _, literal in self._control.literals("_answered", 1)]
        return self._control.literal("_answered"), days

    def can(self, positions: Mapping[str, str], *more: int) -> bool:
        """Whether there is an answer set with these positions in which these literals hold."""
        return self._control.can([*self.literals(positions), *more])

    def verdict(self, positions: Mapping[str, str], more: Sequence[int] = ()) -> Verdict:
        """Whether a sought norm holds: on some day whatever is held on what is left open, on some view, or never."""
        answered, days = self._answered
        if answered is None or not self.can(positions, answered, *more):
            return "not_obliged"
        return "contested" if all(self.can(positions, -day, *more) for day in days) else "obliged"

    def verdict_on(self, day: int, positions: Mapping[str, str], more: Sequence[int] = ()) -> Verdict:
        """The same of one of the days that are looked at."""
        literal = self._control.literal(f"_answered({day})")
        if literal is None or not self.can(positions, literal, *more):
            return "not_obliged"
        return "contested" if self.can(positions, -literal, *more) else "obliged"

    def supposing(self, atom: str) -> int | None:
        """The literal by which an atom that may be supposed is; None where nothing may suppose it."""
        return self._control.literal(atom)

    def _gather(self, mode: Mode, positions: Mapping[str, str]) -> list[str]:
        return list(map(written, some(self._control.gather(mode, self.literals(positions)))))

    def ever(self, positions: Mapping[str, str]) -> frozenset[str]:
        """Every atom asked for, of whatever predicate, that holds on some combination of the positions left open.

        Raises `Unanswered` if there is none.
        """
        key = tuple(sorted(self.literals(positions)))
        if key not in self._brave:
            self._brave[key] = frozenset(self._gather("brave", positions))
        return self._brave[key]

    def possible(self, positions: Mapping[str, str]) -> frozenset[str]:
        """What holds on some combination of the positions left open. Raises `Unanswered` if there is none."""
        return frozenset(it for it in self.ever(positions) if it.startswith("effective("))

    def always(self, positions: Mapping[str, str]) -> frozenset[str]:
        """Every atom asked for, of whatever predicate, that holds on every combination of the positions left open.

        Raises `Unanswered` if there is none.
        """
        key = tuple(sorted(self.literals(positions)))
        if key not in self._cautious:
            self._cautious[key] = frozenset(self._gather("cautious", positions))
        return self._cautious[key]

    def certain(self, positions: Mapping[str, str]) -> frozenset[str]:
        """What holds on every combination of the positions left open. Raises `Unanswered` if there is none."""
        return frozenset(it for it in self.always(positions) if it.startswith("effective("))

    def world(
        self, positions: Mapping[str, str], having: str | None = None, lacking: str | None = None
    ) -> list[str] | None:
        """All atoms of one answer set with these positions, with and without the given atoms; None if there is none."""
        more = self.literals(positions)
        for wanted, sign in ((having, 1), (lacking, -1)):
            if wanted is not None:
                literal = self._control.literal(wanted)
                if literal is not None:
                    more.append(sign * literal)
                elif sign > 0:
                    return None
        found = self._control.gather("auto", more, whole=True)
        return None if found is None else list(map(written, found))
