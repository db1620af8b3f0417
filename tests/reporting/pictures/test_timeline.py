"""The picture of how a duty runs."""

from __future__ import annotations

import re

import dedere
from dedere.reporting.shown import picture


def test_a_band_for_each_view_the_court_first_with_the_journeys_on_it() -> None:
    found = dedere.timeline("putin", "Armenia", "India")
    made = picture(found)
    labels = re.findall(r">([^<>]+)</text>", made.drawing)
    assert labels.index("Armenia") < labels.index("the Court") < labels.index("the school of horizontal immunity")
    assert "From 1 February 2024: obliged in the view of the Court" in made.drawing
    assert "On all days: not obliged in the view of the school of horizontal immunity" in made.drawing
    assert "first warrant" in labels
    assert "today" in labels
    assert made.drawing.count('class="open"') == sum(not it.made for band in found.bands for it in band.journeys)
    assert found.id in " ".join(made.source)
    assert found.to_html().count("<h1") == 1
