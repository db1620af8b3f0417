"""The picture of journeys."""

from __future__ import annotations

import dedere
from dedere.reporting.shown import picture


def test_a_dot_for_each_journey_in_the_sign_of_its_duty() -> None:
    found = dedere.journeys("putin")
    made = picture(found)
    assert made.drawing.count("<circle") == len(found.journeys)
    assert made.drawing.count('class="open"') == sum(not it.made for it in found.journeys)
    assert made.drawing.count('class="contested ring"') == 4
    assert made.lead.startswith("Of the 31 journeys of Vladimir Putin")
    assert ">first warrant<" in made.drawing
    assert "list believed complete" in made.drawing
    assert found.id in " ".join(made.source)


def test_where_there_are_none_nothing_is_drawn() -> None:
    assert picture(dedere.journeys("Nauru")).drawing == ""
    assert dedere.journeys("Nauru").to_svg().startswith("<svg")
