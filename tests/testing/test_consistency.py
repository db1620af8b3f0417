"""The properties hold in every world of a sound law; each is made to fail in `test_running.py`."""

from __future__ import annotations

import pytest

from dedere.terms.values import Atom
from dedere.testing.answers import ALL, answers
from dedere.testing.consistency import PROPERTIES, Property, ordered_views
from dedere.testing.trying import faults
from small_worlds import some


@pytest.mark.parametrize("property_", PROPERTIES, ids=lambda it: it.name)
def test_each_holds_in_a_sound_law(property_: Property) -> None:
    assert property_.says
    assert faults(some(6), [property_]) == []


def test_what_must_hold_and_cannot_is_out_of_order() -> None:
    (answer,) = answers(some(1))
    assert answer is not None
    wrong = str(Atom("effective", ("duty(a,b,c,d)", '"R"', answer.world.first)))
    asking = ordered_views(answer._replace(certain={**answer.certain, ALL: answer.certain[ALL] | {wrong}}))
    next(asking)
    with pytest.raises(StopIteration) as done:
        asking.send(())
    assert done.value.value == f"`{wrong}` is out of order"
