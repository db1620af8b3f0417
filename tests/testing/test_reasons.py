"""What must be so of reasons: it is so in a sound law, and what is told wrongly is found."""

from __future__ import annotations

from typing import Any

import pytest

from dedere.testing.answers import answers
from dedere.testing.consistency import Property
from dedere.testing.reasons import REASONS
from dedere.testing.trying import faults
from dedere.testing.world import World
from small_worlds import some


@pytest.mark.parametrize("property_", REASONS, ids=lambda it: it.name)
def test_each_holds_in_a_sound_law(property_: Property) -> None:
    assert faults(some(6), [property_]) == []


def _wrong(name: str, world: World, **told: Any) -> list[str]:
    """What a property finds where the assessment of a world says something else than it does."""
    assert world.assessment is not None
    world.__dict__["assessment"] = world.assessment.model_copy(update=told)
    property_ = next(it for it in REASONS if it.name == name)
    return [it.message for it in faults([world], [property_], answers([world]))]


def test_another_verdict_than_that_of_many_questions_is_found() -> None:
    world = next(it for it in some(6) if it.assessment and it.assessment.verdict == "obliged")
    (message,) = _wrong("agreeing", world, verdict="not_obliged")
    assert message.startswith("`assess` says `not_obliged`, many at once `obliged`")


def test_a_reason_why_not_that_is_not_so_is_found() -> None:
    worlds = some(12)
    world = next(it for it in worlds if it.assessment and it.assessment.why_not)
    assert world.assessment is not None
    miss = world.assessment.why_not[0]
    there = miss.missing.model_copy(update={"atom": "person(person_a,Name)", "kind": "missing"})
    (message,) = _wrong("why_not_true", world, why_not=(miss.model_copy(update={"missing": there}),))
    assert message.endswith(", and is not so")


def test_an_issue_that_turns_nothing_is_found() -> None:
    turning = (it for it in some(24) if it.assessment and it.assessment.issues)
    world = next(it for it in turning if it.assessment and it.assessment.issues[0].turns == "alone")
    assert world.assessment is not None
    issues = tuple(it.model_copy(update={"turns": "no"}) for it in world.assessment.issues)
    (message,) = _wrong("issues_turn", world, issues=issues)
    assert message.startswith("ISS-OFFICE is told to turn the answer: no; its positions lead to")
