"""The border to clingo for answering: ground the law with the facts of a question, and ask what holds.

Symbols do not leave this module: everything is handed on as text in clingo's canonical form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import clingo

from dedere.errors import Unanswered

Choice = tuple[str, str]
"""A position on an issue: the texts of the issue and of the option."""


class Grounded:
    """A ground program and the questions one can put to it.

    `adopted` maps every open position to its literal. What is asked for are the atoms of `effective/3`.
    """

    def __init__(self, law: str, facts: Iterable[str]) -> None:
        self._notices: list[str] = []
        self._control = clingo.Control(["--warn=none"], logger=lambda _, text: self._notices.append(text))
        self._control.add("base", [], f"{law}\n{' '.join(facts)}\n#show effective/3.")
        self._control.ground([("base", [])])
        self._mode = self._control.configuration.solve
        self.adopted: dict[Choice, int] = {}
        for atom in self._control.symbolic_atoms.by_signature("adopt", 2):
            issue, option = atom.symbol.arguments
            self.adopted[str(issue), str(option)] = atom.literal

    def issues(self) -> dict[str, tuple[str, ...]]:
        """The open issues with their open positions, in the order of their texts."""
        found: dict[str, list[str]] = {}
        for issue, option in sorted(self.adopted):
            found.setdefault(issue, []).append(option)
        return {issue: tuple(options) for issue, options in found.items() if len(options) > 1}

    def literals(self, positions: Mapping[str, str]) -> list[int]:
        """The assumptions by which positions are taken, of those that are open in this program."""
        return [self.adopted[choice] for choice in positions.items() if choice in self.adopted]

    def _solve(self, mode: str, positions: Mapping[str, str], more: Sequence[int], whole: bool) -> list[str] | None:
        self._mode.enum_mode = mode
        self._mode.models = 1 if mode == "auto" else 0
        found: Any = None
        with self._control.solve(assumptions=[*self.literals(positions), *more], yield_=True) as handle:
            for model in handle:
                found = model.symbols(atoms=True) if whole else model.symbols(shown=True)
        return None if found is None else [str(symbol) for symbol in found]

    def possible(self, positions: Mapping[str, str]) -> frozenset[str]:
        """What holds on some combination of the positions left open. Raises `Unanswered` if there is none."""
        return frozenset(self._some(self._solve("brave", positions, (), False)))

    def certain(self, positions: Mapping[str, str]) -> frozenset[str]:
        """What holds on every combination of the positions left open. Raises `Unanswered` if there is none."""
        return frozenset(self._some(self._solve("cautious", positions, (), False)))

    def world(self, positions: Mapping[str, str], having: str | None = None, lacking: str | None = None) -> list[str] | None:
        """All atoms of one answer set with these positions, with and without the given effective atoms; None if none is."""
        more = []
        for wanted, sign in ((having, 1), (lacking, -1)):
            if wanted is not None:
                atom = self._control.symbolic_atoms[clingo.parse_term(wanted)]
                if atom is not None:
                    more.append(sign * atom.literal)
                elif sign > 0:
                    return None
        return self._solve("auto", positions, more, True)

    @staticmethod
    def _some(found: list[str] | None) -> list[str]:
        if found is None:
            raise Unanswered("the rules contradict one another on these facts", "run `dedere check` on the record and the suppositions")
        return found
