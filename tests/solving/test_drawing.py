"""Sets of facts drawn at random: with the goal, few, and by the seed."""

from __future__ import annotations

from random import Random

import pytest

from dedere.errors import Unanswered
from dedere.solving import drawing as module
from dedere.solving.drawing import Drawing

PROGRAM = "{ a }. { b }. { c }. { d }. goal :- a, b. other :- c. :- c, d. never :- d, not d."
CHOICES = {"a": 1, "b": 2, "c": 3, "d": 4}


def test_no_more_is_chosen_than_the_goal_needs_and_what_is_asked_for() -> None:
    drawing = Drawing(PROGRAM, CHOICES)
    assert drawing.draw(Random(1), 0, "goal", "none") == ("a", "b")
    assert drawing.draw(Random(1), 0, "goal", "other") == ("a", "b", "c")
    assert len({drawing.draw(Random(seed), 1, "goal", "none") for seed in range(20)}) == 3


def test_what_cannot_be_had_gives_way_and_a_goal_that_cannot_is_told() -> None:
    drawing = Drawing(PROGRAM, CHOICES)
    assert all(set(drawing.draw(Random(seed), 4, "goal", "other") or ()) >= {"a", "b"} for seed in range(5))
    assert drawing.draw(Random(1), 2, "never", "other") is None
    assert drawing.draw(Random(1), 2, "nothing", "other") is None


PIGEONS = """
pigeon(1..9). hole(1..8). { in(P,H) : hole(H) } = 1 :- pigeon(P), goal. { goal }. :- in(P,H), in(Q,H), P < Q.
"""


def test_a_search_that_costs_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nine pigeons in eight holes: that there is no room is found only by trying much.
    monkeypatch.setattr(module, "MOST_WORK", 2_000)
    with pytest.raises(Unanswered, match="no answer was found"):
        Drawing(PIGEONS, {"goal": 1}).draw(Random(1), 0, "goal", "none")
    monkeypatch.setattr(module, "MOST_WORK", 500_000_000)
    assert Drawing(PIGEONS, {"goal": 1}).draw(Random(1), 0, "goal", "none") is None
