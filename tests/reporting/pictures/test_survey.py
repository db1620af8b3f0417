"""The picture of a survey."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

import dedere
from dedere.reporting.pictures.picture import Picture
from dedere.reporting.shown import picture
from dedere.schema.survey import Survey


@cache
def of(*persons: str, suppose: str = "") -> Survey:
    return dedere.survey(*persons, on="2025-12-05", suppose=suppose or ())


@cache
def drawn(*persons: str, suppose: str = "") -> Picture:
    return picture(of(*persons, suppose=suppose))


def signs(made: Picture) -> dict[str, str]:
    """What each title says, with the sign that it stands on."""
    return {
        unescape(said): sign for sign, said in re.findall(r'class="([\w ]+)"[^>]*><title>([^<]*)</title>', made.drawing)
    }


def sign(made: Picture, name: str) -> tuple[str, str]:
    """The sign of a State or an area, and what is said of it."""
    said = next(it for it in signs(made) if it.startswith((f"{name}:", f"{name} (")))
    return signs(made)[said].split()[0], said


def test_the_map_is_in_the_view_of_the_court_and_says_how_many_of_how_many() -> None:
    made = drawn("putin")
    assert (
        made.lead
        == "Of the 199 States of the record, in the view of the Court: 125 obliged, 2 contested, 72 not obliged."
    )
    assert made.bars[0].label == "in the view of the Court"
    assert made.bars[-1].text == "127 contested, 72 not obliged"


def test_every_state_and_area_is_coloured_as_it_is_answered() -> None:
    made = drawn("putin")
    for state in of("putin").states:
        assert sign(made, state.name)[0] == state.schools["court"], state.name
    shown = {it.partition(" (")[0].partition(":")[0] for it in signs(made)}
    for area in of("putin").areas:
        if area.name in shown:
            assert sign(made, area.name)[0] == ("none" if area.state is None else area.schools["court"]), area.name


@pytest.mark.parametrize(
    ("name", "coloured", "said"),
    [
        ("Western Sahara", "none", "no State of the record answers for it"),
        ("Northern Cyprus", "obliged", "Northern Cyprus (Cyprus): obliged; Cyprus cannot act there"),
        ("Somaliland", "not_obliged", "Somaliland (Somalia)"),
        ("Greenland", "obliged", "Greenland (Denmark)"),
        ("Hong Kong", "not_obliged", "Hong Kong (China)"),
        ("Golan Heights", "not_obliged", "(Syria)"),
        ("Guernsey", "not_obliged", "Guernsey (the United Kingdom)"),
        ("Taiwan", "not_obliged", "China claims all of Taiwan"),
        ("Kosovo", "not_obliged", "Serbia claims all of Kosovo"),
    ],
)
def test_what_is_disputed(name: str, coloured: str, said: str) -> None:
    found = next(it for it in signs(drawn("putin")) if it.removeprefix("the ").startswith(name))
    assert signs(drawn("putin"))[found].split()[0] == coloured
    assert said in found


def test_contested_is_hatched_only_where_the_view_itself_is_open() -> None:
    hatched = {said.partition(":")[0] for said, it in signs(drawn("putin")).items() if it.startswith("contested")}
    assert hatched == {"Burundi", "the Philippines"}


def test_what_is_supposed_is_outlined_and_listed() -> None:
    made = drawn("putin", suppose="deposited(ind,rome,20250901)")
    outlined = {said.partition(":")[0] for said, it in signs(made).items() if "turned" in it}
    assert outlined == {"India"}
    assert "India deposited its instrument" in made.notes[0]
    assert "changes the answer of India (outlined)" in made.notes[0]


def test_of_several_persons_the_shade_says_how_many() -> None:
    made = drawn("putin", "bashir")
    assert [it.text for it in made.keys][:3] == ["2 of 2", "1 of 2", "0 of 2"]
    assert any(said.startswith("Sudan: must arrest and surrender 1 of 2") for said in signs(made))


def test_of_several_persons_what_is_open_for_one_is_not_coloured_as_none() -> None:
    made = drawn("putin", "netanyahu")
    told = {said: it for said, it in signs(made).items() if said.startswith("the Philippines")}
    assert [it.split()[0] for it in told.values()] == ["contested"]
    assert all("0 of 2; 2 contested" in it for it in told)
    assert "none for certain, contested within this view" in [it.text for it in made.keys]


def test_the_wanted_in_a_state_are_rows() -> None:
    found = dedere.survey(host="mng", on="2025-12-05")
    made = picture(found)
    assert made.drawing.count("<rect") == 3 * len(found.persons)
    assert "Vladimir Putin, the Court: obliged" in made.drawing
    assert made.wide


def test_each_says_where_it_comes_from() -> None:
    told = " ".join(drawn("putin").source)
    for words in ("Natural Earth", "BSD-3-Clause", "implies no opinion on its legal status", of("putin").id):
        assert words in told


def test_as_a_page_the_list_stands_below_the_map() -> None:
    html = of("putin").to_html()
    assert html.count("<h1") == 1
    assert html.index("</svg>") < html.index("never signed: Azerbaijan")
    assert "<svg" in of("putin").to_svg()
