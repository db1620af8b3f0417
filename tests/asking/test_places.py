"""A host given as an area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

import dedere
from dedere.asking import places
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom


def _find(name: str, supposed: Sequence[Atom] = ()) -> places.Place:
    engine = default_engine()
    return places.find(engine, engine.leading[0], name, supposed)


@pytest.mark.parametrize(
    ("name", "state", "area"),
    [
        ("Greenland", "dnk", "greenland"),
        ("kalaallit nunaat", "dnk", "greenland"),
        ("Crimea", "ukr", "crimea"),
        ("Hong Kong", "chn", "hong_kong"),
        ("Tokelau", "nzl", "tokelau"),
        ("Gaza", "pse", "gaza"),
        ("Aruba", "nld", "aruba"),
        ("Puerto Rico", "usa", "puerto_rico"),
        ("Svalbard", "nor", "svalbard"),
        # A State comes before an area of the same name, and a full name before a part of one.
        ("Kosovo", "xkx", None),
        ("Taiwan", "twn", None),
        ("territory of Kosovo", "xkx", "territory_of_kosovo"),
        ("Georgia", "geo", None),
        ("Denmark", "dnk", None),
        ("the United States of America", "usa", None),
        ("The Gambia", "gmb", None),
    ],
)
def test_names(name: str, state: str, area: str | None) -> None:
    assert _find(name)[:2] == (state, area)


@pytest.mark.parametrize(
    ("state", "ways"),
    [
        ("gbr", "UK|U.K.|United Kingdom|the united kingdom|GBR|Grande-Bretagne|Royaume-Uni"),
        ("mmr", "Burma|Myanmar|Birmanie"),
        ("che", "Suisse|Schweiz|Svizzera|Suiza|Швейцария"),
        ("mar", "Maroc|Marruecos|Marokko"),
        ("rus", "Россия|Russie|Russian Federation|Federation, Russian"),
        ("ind", "Inde|भारत|Индия|in"),
        ("irq", "Irak|IRAQ"),
        ("tcd", "Tchad|Tschad"),
        ("tur", "Turkey|Turkiye|Türkei"),
        ("cod", "Congo, Democratic Republic of the|Democratic Republic of Congo|DRC"),
        ("civ", "Ivory Coast|Cote d'Ivoire|Côte d\u2019Ivoire"),
        ("tto", "Trinidad & Tobago|Trinidad and Tobago"),
        ("lca", "St. Lucia|Saint Lucia"),
        ("deu", "Deutschland|Allemagne|Alemania|Германия"),
        ("kor", "Korea, Republic of|South Korea"),
        ("prk", "DPRK|North Korea"),
        ("usa", "US|U.S.A.|United States of America|États-Unis"),
        ("nld", "The Netherlands|Pays-Bas|Holland"),
        ("ukr", "Україна|Украина"),
        ("esp", "España|Espagne"),
    ],
)
def test_one_state_in_many_ways(state: str, ways: str) -> None:
    assert {way: _find(way).state for way in ways.split("|")} == dict.fromkeys(ways.split("|"), state)


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("S", ""),
        ("Africa", "South Africa (zaf)"),
        ("Virgin Islands", "British Virgin Islands"),
        ("Papua", "Papua New Guinea (png)"),
        ("Korea", "South Korea"),
        ("Niegria", "Nigeria (nga)"),
        ("Islands", "Islands"),
        ("New", "New Zealand"),
        ("Saint", ""),
    ],
)
def test_what_is_no_whole_name_is_offered_and_refused(name: str, offered: str) -> None:
    with pytest.raises(UsageError) as refused:
        _find(name)
    assert offered in (refused.value.hint or "")
    assert (refused.value.hint or "").count(" (") <= 5


def test_an_area_says_whose_it_is_and_its_cautions_who_holds_and_claims_it() -> None:
    assert _find("Crimea").said == ("Crimea stands here under Ukraine",)
    told = dedere.assess("putin", "Crimea", on="2024-05-01").warnings
    assert [
        it for it in told if it.startswith("Russia has held Crimea since 27 February 2014 and claims it as its own")
    ]


def test_whose_an_area_is_and_who_holds_it_is_told_once_and_of_the_day_asked() -> None:
    for area, day in (("Crimea", "2012-05-01"), ("Crimea", "2024-05-01"), ("Falkland Islands", "2024-05-01")):
        told = dedere.assess("putin", area, on=day).warnings
        assert sum("stands here under" in it for it in told) == 1, told
        assert not any("is claimed by" in it or "is controlled by" in it for it in told)
        # Of a claim to what was not yet taken nothing is recorded.
        assert any("takes no side" in it for it in told) == (day > "2014"), told
    assert "Argentina claims sovereignty over the Falkland Islands: to look here to the United Kingdom" in str(told)


def test_an_area_that_is_part_of_no_state_is_refused_with_what_is_known() -> None:
    with pytest.raises(UsageError) as caught:
        _find("Western Sahara")
    assert "Morocco" in str(caught.value.hint)


def test_a_supposition_can_settle_it() -> None:
    supposed = [parse_fact("part_of(western_sahara,mar)")]
    assert places.find(default_engine(), default_engine().leading[0], "Western Sahara", supposed)[:2] == (
        "mar",
        "western_sahara",
    )


def test_the_answer_names_the_area() -> None:
    answer = dedere.assess("putin", "Greenland", on="2025-12-05")
    assert (answer.question.host, answer.question.area) == ("DNK", "greenland")
    assert "Greenland" in answer.summary
    assert "Greenland stands here under Denmark" in answer.warnings


def test_before_the_treaty_was_extended_the_duty_did_not_reach_the_area() -> None:
    # The warrant against Kony is of 2005; the Faroe Islands came under the Statute on 1 October 2006.
    before = dedere.assess("kony", "Faroe Islands", on="2006-09-30")
    assert before.verdict == "not_obliged"
    assert any(it.missing.rule == "VT-29" for it in before.why_not)
    assert dedere.assess("kony", "Faroe Islands", on="2006-10-01").verdict == "obliged"


def test_a_stay_across_the_day_of_the_extension() -> None:
    answer = dedere.assess("kony", "Faroe Islands", first="2006-09-30", last="2006-10-02")
    assert {it.first_day for it in answer.windows} == {date(2006, 10, 1)}


def test_an_area_that_never_came_under_the_treaty() -> None:
    assert dedere.assess("kony", "Tokelau", on="2025-12-05").verdict == "not_obliged"
    assert dedere.assess("kony", "New Zealand", on="2025-12-05").verdict == "obliged"


def test_an_area_that_others_hold() -> None:
    answer = dedere.assess("kony", "Crimea", on="2025-12-05")
    assert answer.verdict == "obliged"
    assert "is bound, but cannot act in Crimea" in answer.summary
    assert [it.place for it in answer.unable] == ["Crimea"]


def test_a_state_that_another_claims_whole_is_answered_for_with_a_word_on_that() -> None:
    for host, by in (("Kosovo", "Serbia claims all of Kosovo"), ("Taiwan", "China claims all of Taiwan")):
        answer = dedere.assess("putin", host, on="2025-12-05")
        assert answer.verdict == "not_obliged"
        assert any(by in it for it in answer.warnings), host
    assert not any("claims" in it for it in dedere.assess("putin", "Serbia", on="2025-12-05").warnings)
