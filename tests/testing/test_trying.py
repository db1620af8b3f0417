"""Worlds held against properties, and made small where one does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dedere.terms.values import Atom
from dedere.testing.answers import Answer
from dedere.testing.consistency import PROPERTIES, Asking, Property
from dedere.testing.trying import Fault, faults, hold, shrunk
from dedere.testing.world import valid
from small_law import law
from small_worlds import some


def _no_office(answer: Answer) -> Asking:
    """Nobody holds an office: that is not so in every world."""
    yield ()
    return "there is an office" if any(it.name == "office" for it in answer.world.facts) else None


NAMED = """\
%@ rule CHK-SOUGHT "Whoever is named is sought"
%@ authority "Small law" "art. 9" checked(convention)
%@ derived is_sought(Person: person)
%@ says "{Person} is sought"
%@ says "{P} is sought from {F}"
is_sought(P) :- checking, sought(P,F,_).
%@ says "{P} is not sought"
violation("CHK-SOUGHT",P,P) :- checking, person(P,_), P != ada, not is_sought(P).
"""

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


def test_what_needs_one_another_is_left_out_together() -> None:
    engine = law(more=NAMED)
    fault = next(iter(faults(some(6), [NO_OFFICE])))
    sought = [Atom("sought", (it, 20000101, "#sup")) for it in fault.world.invented() if it.startswith("person")]
    stranger = Atom("person", ("person_z", '"Person Z"')), Atom("sought", ("person_z", 20000101, "#sup"))
    kept = [it for it in fault.world.facts if it.name != "sought"]
    world = replace(fault.world, engine=engine, facts=(stranger[0], *kept, *sought, stranger[1]))
    assert valid(world)
    assert not any(valid(world.but(without=[it])) for it in stranger)
    small = shrunk(Fault(world, NO_OFFICE, fault.message))
    assert not {*stranger} & {*small.world.facts}
