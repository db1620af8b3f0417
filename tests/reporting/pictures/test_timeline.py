"""The picture of how a duty runs."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import dedere
from dedere.reporting.page import Page
from dedere.reporting.shown import picture, show


def test_nothing_of_the_record_can_break_the_picture() -> None:
    found = dedere.timeline("putin", "India")
    hostile = found.bands[0].model_copy(update={"names": ("In\x1b[31md\u202eia <b>&",)})
    made = found.model_copy(update={"bands": (hostile,)})
    ET.fromstring(made.to_svg())  # noqa: S314  # our own
    assert "\x1b" not in made.to_svg()
    assert "\u202e" not in made.to_html()
    plain = show(dedere.timeline("putin", "Türkiye"), "svg", page=Page(unicode=False))
    assert plain.isascii()
    assert "T&#252;rkiye" in plain


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
