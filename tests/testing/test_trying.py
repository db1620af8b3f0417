"""Worlds held against properties, and made small where one does not hold."""

from __future__ import annotations

import pytest

from dedere.testing.answers import Answer
from dedere.testing.consistency import PROPERTIES, Asking, Property
from dedere.testing.trying import Fault, faults, hold, shrunk
from small_worlds import some


def _no_office(answer: Answer) -> Asking:
    """Nobody holds an office: that is not so in every world."""
    yield ()
    return "there is an office" if any(it.name == "office" for it in answer.world.facts) else None


NO_OFFICE = Property("no_office", "nobody holds an office", _no_office)


def test_what_does_not_hold_is_told_with_its_world() -> None:
    worlds = some(6)
    found = faults(worlds, (*PROPERTIES, NO_OFFICE))
    assert {it.property.name for it in found} == {"no_office"}
    assert 0 < len(found) < len(worlds) + 1
    with pytest.raises(AssertionError, match="no_office: there is an office\nin assess: person person_a"):
        hold(found[0].world, [NO_OFFICE])
    hold(found[0].world)


def test_a_counterexample_is_made_as_small_as_it_can_be() -> None:
    fault = next(iter(faults(some(6), [NO_OFFICE])))
    small = shrunk(Fault(fault.world, NO_OFFICE, fault.message))
    assert sorted(it.name for it in small.world.facts) in (
        ["office", "person", "state"],
        ["office", "person", "person", "state"],
        ["office", "person", "state", "state"],
    )
    assert small.world.first == small.world.last
