"""The clauses on which a goal may rest: enough of them, and no others."""

from __future__ import annotations

from random import Random

from dedere.testing.cones import Cones, facts_in
from small_law import law

FREE = ("visit", "manner", "sought", "joined", "office", "issue", "option", "held_by")


def test_what_a_goal_waits_for_is_there() -> None:
    engine = law()
    cones = Cones(engine, "assess", FREE)
    goal = next(it for it in engine.corpus.clauses if it.head_name == "defeated")
    for seed in range(5):
        below = cones.below(goal, Random(seed))
        heads = {it.head_name for it in below}
        assert {"applicable", "here", "adopt", "at_issue", "held"} <= heads
        assert {"office", "sought", "joined"} <= set(facts_in(below, FREE))


def test_what_nothing_gives_cannot_fire() -> None:
    engine = law()
    (goal,) = (it for it in engine.corpus.clauses if it.rule_id == "DUTY")
    assert Cones(engine, "assess", FREE).can_fire(goal)
    assert not Cones(engine, "assess", [it for it in FREE if it != "joined"]).can_fire(goal)
