"""The engine against the second opinion: the same verdict under every school and on every day, in random worlds."""

from __future__ import annotations

from hypothesis import given

import second_opinion
import worlds
from dedere.engine import default_engine
from profiles import few
from second_opinion import Facts
from strategies import worlds as random_worlds
from worlds import World

LAW = [fact.atom for fact in default_engine().corpus.facts if fact.law]


def differences(world: World, facts: Facts) -> list[str]:
    """Where the two disagree, a line for each school and day."""
    found = worlds.answering(world)
    ours = worlds.verdicts(found, worlds.answer_sets(world))
    theirs = second_opinion.opinions(facts, world.case)
    told = {"all": found.verdict({}), **{it.id: found.verdict(it.positions) for it in found.engine.schools}}
    return [
        f"{school}, the whole stay: the engine says {told[school]}, its answer sets {worlds.strongest(days.values())}"
        for school, days in ours.items()
        if told[school] != worlds.strongest(days.values())
    ] + [
        f"{school}, {day}: the engine says {ours[school][day]}, the second opinion {verdict}"
        for school, verdicts in theirs.items()
        for day, verdict in verdicts.items()
        if ours[school][day] != verdict
    ]


@few(60)
@given(random_worlds())
def test_same_verdict_in_worlds_made_up_at_random(world: World) -> None:
    worlds.checked(world)
    different = differences(world, Facts([*LAW, *world.facts]))
    assert not different, "\n".join([*different, f"in the world: {world}"])
