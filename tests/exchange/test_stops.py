"""A plan as it was given: whatever the form, the same legs."""

from __future__ import annotations

import pytest

from dedere.exchange.itineraries import Form, read
from dedere.exchange.stops import Stop

WRITTEN: dict[Form, str] = {
    "yaml": "{title: t, person: putin, "
    "legs: [{leg: '1', host: Mongolia, from: 20240902, until: 20240903, event: talks}]}",
    "json": '{"title": "t", "person": "putin", "legs": [{"leg": "1", "host": "Mongolia", "from": "20240902", '
    '"until": "20240903", "event": "talks"}]}',
    "facts": 'title("t"). leg(1,putin,"Mongolia",20240902,20240903). event(1,"talks").',
}


@pytest.mark.parametrize("form", WRITTEN)
def test_the_same_plan_has_the_same_legs_in_every_form(form: Form) -> None:
    found = read(WRITTEN[form], form)
    assert found.title == "t"
    (leg,) = found.legs
    wanted = Stop(leg.line, "1", None, "putin", "Mongolia", "20240902", "20240903", event="talks")
    assert leg == wanted
