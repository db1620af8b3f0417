"""A picture as one SVG and as a page of HTML."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from dedere.reporting.pictures.picture import CONTESTED, NOT_OBLIGED, OBLIGED, Bar, Key, Picture, page, svg, wrapped

PICTURE = Picture(
    title="Who & <what>?",
    lead="So many.",
    alternative="Two of three.",
    drawing='<rect width="10" height="10" class="obliged"/>',
    width=500,
    height=50,
    keys=(Key(OBLIGED, "obliged"), Key(CONTESTED, "contested")),
    bars=(Bar("in one view", ((OBLIGED, 2), (NOT_OBLIGED, 1), (CONTESTED, 0)), "2 obliged, 1 not obliged"),),
    notes=("A note.",),
    source=("Where from.", "Answer 0123."),
)
SVG = "{http://www.w3.org/2000/svg}"


def test_it_is_well_formed_and_says_to_everybody_what_it_shows() -> None:
    root = ET.fromstring(svg(PICTURE))  # noqa: S314  # our own
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title description"
    assert root.findtext(f"{SVG}title") == "Who & <what>?"
    assert root.findtext(f"{SVG}desc") == "Two of three."
    told = " ".join(it.text or "" for it in root.iter(f"{SVG}text"))
    for words in ("So many.", "contested", "2 obliged, 1 not obliged", "A note.", "Answer 0123."):
        assert words in told


def test_nothing_lies_outside_of_the_paper() -> None:
    root = ET.fromstring(svg(PICTURE))  # noqa: S314
    height = float(root.get("height") or 0)
    assert all(float(it.get("y") or 0) <= height for it in root.iter(f"{SVG}text"))
    assert root.get("viewBox") == f"-24 0 1048 {height:.0f}"


def test_a_bar_has_a_part_for_each_share_and_none_for_nothing() -> None:
    root = ET.fromstring(svg(PICTURE))  # noqa: S314
    widths = [float(it.get("width") or 0) for it in root.iter(f"{SVG}rect") if float(it.get("x") or 0) >= 330]
    assert [round(it) for it in widths] == [253, 127]


def test_a_page_needs_nothing_else_and_runs_nothing() -> None:
    made = page(PICTURE, "<p>beside</p>")
    assert "<script" not in made
    assert not re.search(r"(src|href)=", made)
    assert "default-src 'none'" in made
    assert "<h1>Who &amp; &lt;what&gt;?</h1>" in made
    assert "<p>beside</p>" in made
    assert '<th scope="row">in one view</th>' in made


def test_a_wide_drawing_can_be_moved_by_the_keyboard() -> None:
    made = page(PICTURE._replace(wide=True), "")
    assert '<div class="wide" tabindex="0" role="group"' in made
    assert 'class="drawing scroll"' in made
    assert 'tabindex="0"' not in page(PICTURE, "")


def test_only_the_dots_of_a_map_grow_on_a_narrow_screen() -> None:
    """Those of a map are drawn in tenths of a pixel, and would cover any other drawing."""
    grown = re.findall(r"[^{}]*\{r:\d+px\}", page(PICTURE, ""))
    assert grown
    assert all(it.startswith(".map .ring") for it in grown)


def test_contested_is_hatched_and_not_only_coloured() -> None:
    assert ".contested{fill:url(#contested)}" in svg(PICTURE)
    assert '<pattern id="contested"' in svg(PICTURE)


def test_its_words_are_all_that_is_needed_to_paste() -> None:
    caption, *sources, alternative = PICTURE.words
    assert caption == "Who & <what>? So many."
    assert sources == ["Where from.", "Answer 0123."]
    assert alternative == "Alternative text: Two of three."


def test_lines_are_no_longer_than_they_may_be() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("", 7) == [""]
