"""Sets of facts drawn at random: with the goal, few, and by the seed."""

from __future__ import annotations

from random import Random

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
