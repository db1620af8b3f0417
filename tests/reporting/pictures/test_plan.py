"""The picture of a plan."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import dedere
from dedere.reporting.shown import picture

GIVEN = {
    "person": "putin",
    "legs": [
        {"host": "Armenia", "from": "2024-01-30", "until": "2024-02-02", "alternatives": [{"host": "China"}]},
        {"host": "India", "on": "2024-03-01", "event": "<b>&"},
    ],
}


def test_a_row_for_each_leg_and_view_the_court_first() -> None:
    made = picture(dedere.plan(GIVEN))
    labels = re.findall(r">([^<>]+)</text>", made.drawing)
    assert labels.index("1 Armenia") < labels.index("the Court") < labels.index("the school of horizontal immunity")
    assert "(1a China)" in labels
    assert "1 to 2 February 2024: obliged in the view of the Court" in made.drawing
    assert "30 to 31 January 2024: not obliged in the view of the Court" in made.drawing


def test_it_is_well_formed_and_stands_in_its_page() -> None:
    found = dedere.plan(GIVEN)
    ET.fromstring(found.to_svg())  # noqa: S314  # our own
    assert "<b>&" not in found.to_html()
    nothing = dedere.plan({"legs": [{"host": "Atlantis"}]})
    ET.fromstring(nothing.to_svg())  # noqa: S314  # our own
