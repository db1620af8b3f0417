"""Sets of facts drawn at random: a program in which facts may be chosen, and a goal that must be reached."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from dedere.solving.control import Control

MOST_WORK = 5_000_000
"""Conflicts times atoms in one search: what is learnt from a conflict in a large program is large too, and a world that
is not soon found there is worth less than another one."""


class Drawing(Control):
    """A ground program with choices, from which answer sets are drawn by seed.

    Few of the choices are made: none without need, save those that are asked for beside the goal.
    """

    def __init__(self, program: str, choices: Mapping[str, int]) -> None:
        # What is decided first is decided against, so that no choice is made without need.
        levels = " ".join(f"#heuristic {it}. [{level},false]" for it, level in choices.items())
        super().__init__(f"{program}\n{levels}")
        self.choices = [(it, literal) for it in choices if (literal := self.literal(it)) is not None]
        configuration: Any = self._control.configuration
        configuration.solve.solve_limit = f"{MOST_WORK // len(self._control.symbolic_atoms) + 1},umax"
        self._seeded = configuration.solver
        self._seeded.heuristic = "Domain"
        self._seeded.rand_freq = "0.01"

    def draw(self, random: Random, more: int, goal: str, rather: str) -> tuple[str, ...] | None:
        """The choices of one answer set in which the goal holds, with up to so many `more` than it needs; None if none.

        What is asked for beside the goal gives way, part by part, where it cannot be had with it; `rather` last.
        """
        wanted = self.literal(goal)
        if wanted is None:
            return None
        self._seeded.seed = random.randrange(1 << 30)
        too = self.literal(rather)
        beside = [] if too is None else [too]
        beside += [literal for _, literal in random.sample(self.choices, min(more, len(self.choices)))]
        literals = [literal for _, literal in self.choices]
        while True:
            found = self.among(literals, [wanted, *beside])
            if found is not None:
                return tuple(it for it, literal in self.choices if literal in found)
            if not beside:
                return None
            beside = beside[: len(beside) // 2]
