"""The one border to clingo for solving: a program is grounded, and every search of it is bounded.

What is asked for is handed on in clingo's symbols to the modules of this room alone; they hand on text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Literal

import clingo

from dedere.errors import Unanswered

MOST_CONFLICTS = 200_000
"""How often one search may run into a contradiction. Counted rather than timed, so that the same question has the same
answer on every machine; those asked in earnest take a few dozen."""

MOST_ANSWER_SETS = 20_000
"""How many answer sets are looked at one by one: each is kept, and finding them need not run into a contradiction."""

# Writing a symbol out costs ten times as much as finding it again, and the atoms of one question come back in the next.
written: Callable[[clingo.Symbol], str] = lru_cache(maxsize=1 << 17)(str)
"""A symbol as text, in clingo's canonical form."""

Mode = Literal["auto", "brave", "cautious"]
"""What is gathered: the atoms of one answer set, of any, or of all."""


class Control:
    """A ground program. Each search raises `Unanswered` where it is not done within `MOST_CONFLICTS` conflicts."""

    def __init__(self, program: str) -> None:
        # What clingo has to say of a program is said of the law where it is loaded.
        self._control = clingo.Control(["--warn=none"], logger=lambda _code, _text: None)
        self.add("base", program)
        self._forbidden: _Forbidden | None = None
        # clingo types its configuration as anything at all; what is set on it are texts and numbers.
        configuration: Any = self._control.configuration
        self._mode = configuration.solve
        self._mode.solve_limit = f"{MOST_CONFLICTS},umax"

    def add(self, part: str, program: str) -> None:
        """Ground more on top of what is there, as a part of a name of its own."""
        self._control.add(part, [], program)
        self._control.ground([(part, [])])

    def forbid(self, literals: Sequence[int]) -> None:
        """Take out the answer sets in which all these literals hold."""
        if self._forbidden is None:
            self._forbidden = _Forbidden()
            self._control.register_propagator(self._forbidden)
        self._forbidden.coming.append(tuple(literals))

    def literal(self, atom: str) -> int | None:
        """The literal of an atom given as text; None where it can never hold."""
        found = self._control.symbolic_atoms[clingo.parse_term(atom)]
        return None if found is None else found.literal

    def literals(self, name: str, arity: int) -> list[tuple[clingo.Symbol, int]]:
        """The atoms of a predicate that can hold, with their literals."""
        return [(it.symbol, it.literal) for it in self._control.symbolic_atoms.by_signature(name, arity)]

    def _one(self) -> None:
        self._mode.enum_mode = "auto"
        self._mode.models = 1

    def can(self, assumptions: Sequence[int]) -> bool:
        """Whether there is an answer set in which all of these hold."""
        self._one()
        result = self._control.solve(assumptions=assumptions)
        _within_bounds(result)
        return bool(result.satisfiable)

    def gather(self, mode: Mode, assumptions: Sequence[int], whole: bool = False) -> Sequence[clingo.Symbol] | None:
        """The atoms that are shown, or with `whole` all of them; None where there is no answer set.

        Over several answer sets clingo gathers only what is shown, and of all else gives what is in the last.
        """
        self._mode.enum_mode = mode
        self._mode.models = 1 if mode == "auto" else 0
        found: Sequence[clingo.Symbol] | None = None
        with self._control.solve(assumptions=assumptions, yield_=True) as handle:
            for model in handle:
                found = model.symbols(atoms=True) if whole else model.symbols(shown=True)
            _within_bounds(handle.get())
        return found

    def each(self) -> list[Sequence[clingo.Symbol]]:
        """What is shown of each answer set. Raises `Unanswered` too where there are more than `MOST_ANSWER_SETS`."""
        self._mode.enum_mode, self._mode.models = "auto", MOST_ANSWER_SETS + 1
        found: list[Sequence[clingo.Symbol]] = []
        with self._control.solve(yield_=True) as handle:
            for model in handle:
                found.append(model.symbols(shown=True))
                if len(found) > MOST_ANSWER_SETS:
                    raise Unanswered(f"there are more than {MOST_ANSWER_SETS} answer sets", "suppose less at once")
            _within_bounds(handle.get())
        return found

    def among(self, looked_at: Sequence[int], assumptions: Sequence[int]) -> frozenset[int] | None:
        """Which of these literals hold in one answer set with the assumptions; None where there is none."""
        self._one()
        with self._control.solve(assumptions=assumptions, yield_=True) as handle:
            for model in handle:
                return frozenset(literal for literal in looked_at if model.is_true(literal))
            _within_bounds(handle.get())
        return None

    def core(self, assumptions: Sequence[int]) -> frozenset[int] | None:
        """Some of the assumptions that contradict one another; None where they do not."""
        self._one()
        with self._control.solve(assumptions=assumptions, yield_=True) as handle:
            result = handle.get()
            _within_bounds(result)
            return frozenset(handle.core()) if result.unsatisfiable else None


class _Forbidden(clingo.Propagator):
    """Takes out answer sets when the next search begins: opening the program takes longer than searching it."""

    def __init__(self) -> None:
        self.coming: list[tuple[int, ...]] = []

    def init(self, init: clingo.PropagateInit) -> None:
        """Hand over what is forbidden since the last search; what was is so for good."""
        init.check_mode = clingo.PropagatorCheckMode.Off
        for literals in self.coming:
            init.add_clause([-init.solver_literal(it) for it in literals])
        self.coming.clear()


def some(found: Sequence[clingo.Symbol] | None) -> Sequence[clingo.Symbol]:
    """What was gathered. Raises `Unanswered` where there was no answer set to gather from."""
    if found is None:
        raise Unanswered(
            "the rules contradict one another on these facts", "run `dedere check` on the record and the suppositions"
        )
    return found


def _within_bounds(result: clingo.SolveResult) -> None:
    if result.unknown or result.interrupted:
        raise Unanswered(
            f"no answer was found within {MOST_CONFLICTS} conflicts of the search",
            "ask about a shorter stay, or suppose less at once",
        )
