"""The two small pictures of a memo."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import memos
from dedere.engine import default_engine
from dedere.reporting.pictures.dossier import figures
from dedere.reporting.pictures.picture import figure, svg


def test_the_host_is_outlined_on_the_map() -> None:
    drawn = figures(memos.memo("putin mng"), default_engine())["map"]
    outlined = re.findall(r'class="(\w+) \w+ turned"[^>]*><title>([^<]*)', drawn.drawing)
    assert outlined == [("obliged", "Mongolia: obliged")]
    assert "<title>India: not obliged</title>" in drawn.drawing
    assert "in the view of the Court; Mongolia is outlined." in drawn.lead
    assert "implies no opinion" in drawn.lead
    assert "125 obliged" in drawn.alternative


def test_an_area_without_a_shape_of_its_own_is_outlined_with_its_state() -> None:
    drawn = figures(memos.memo("putin crimea"), default_engine())["map"]
    assert set(re.findall(r'turned"[^>]*><title>([^<:]*)', drawn.drawing)) == {"Ukraine"}
    greenland = memos.memo("putin crimea").question.model_copy(update={"area": "greenland"})
    made = memos.memo("putin crimea").model_copy(update={"question": greenland})
    outlined = figures(made, default_engine())["map"]
    assert set(re.findall(r'turned"[^>]*><title>([^<:]*)', outlined.drawing)) == {"Greenland"}
    assert "Greenland is outlined" in outlined.lead


def test_the_line_has_the_journey_and_the_day() -> None:
    drawn = figures(memos.memo("putin mng"), default_engine())["line"].drawing
    assert "2 to 3 September 2024 (took place, contested)" in drawn
    assert ">2 September 2024</text>" in drawn


def test_a_school_alone_has_one_band() -> None:
    drawn = figures(memos.memo("putin tjk"), default_engine())["line"].drawing
    assert "the school of horizontal immunity" in drawn
    assert "the Court</text>" not in drawn


def test_they_are_well_formed_alone_and_in_a_page() -> None:
    for it in figures(memos.memo("putin mng"), default_engine()).values():
        ET.fromstring(svg(it))  # noqa: S314  # our own
        ET.fromstring(figure(it).replace("<br>", "<br/>"))  # noqa: S314  # our own
