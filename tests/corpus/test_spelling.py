"""How names are spelt."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.corpus.names import kept_table
from dedere.corpus.spelling import heard, plain, turned
from dedere.engine import default_engine


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Türkiye", "turkiye"),
        ("  LVOVA-Belova ", "lvova belova"),
        ("O'Neill", "oneill"),
        ("O\u2019Neill", "oneill"),
        ("not_a_state", "not a state"),
        ("Straße", "strasse"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("Łódź", "lodz"),
        ("---", ""),
    ],
)
def test_a_name_in_plain_letters(name: str, letters: str) -> None:
    assert plain(name) == letters


@given(st.text(max_size=30))
def test_a_plain_name_is_plain_already(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    assert plain(name.replace(" ", "_")) == plain(name.replace(" ", "-"))


def test_initials_are_not_turned() -> None:
    assert turned("putin vladimir") == turned("vladimir putin") == "putin vladimir"
    assert turned("s u") == ""


@pytest.mark.parametrize(
    "spellings",
    [
        ("Vladimir Putin", "Wladimir Putin", "Владимир Путин", "ПУТИН Владимир"),
        ("Sergei Shoigu", "Sergey Shoygu", "Sergej Schoigu", "Сергей Шойгу"),
        ("Valery Gerasimov", "Valeriy Gerasimov", "Valerii Gerasimov"),
        ("Maria Lvova-Belova", "Mariya Lvova Belova", "Mariia L'vova-Belova"),
        ("Benjamin Netanyahu", "Benyamin Netanyahou", "Netanjahu, Benjamin", "Беньямин Нетаньяху"),
        ("Omar al-Bashir", "Umar el Bashir", "AL-BASHIR Omer"),
        ("Muhammad Hussein", "Mohamed Husayn", "Mohammed Hussain"),
        ("Saint Lucia", "St. Lucia", "St Lucia"),
        ("Democratic Republic of the Congo", "Congo, Democratic Republic of"),
        ("Chad", "Tchad"),
    ],
)
def test_one_name_in_several_spellings(spellings: tuple[str, ...]) -> None:
    assert len({heard(it) for it in spellings}) == 1
    assert heard(spellings[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vladimir Putin", "Vladimir Putina"),
        ("Niger", "Nigeria"),
        ("Oman", "Omar"),
        ("Dominica", "Dominican"),
        ("Austria", "Australia"),
        ("Guinea", "Guyana"),
        ("Iran", "Iraq"),
        ("Saif Gaddafi", "Muammar Gaddafi"),
    ],
)
def test_names_that_are_like_one_another_and_are_two(one: str, other: str) -> None:
    assert heard(one) != heard(other)


def test_a_code_stands_for_nothing_but_itself() -> None:
    assert heard("PRC") == heard("LCA") == heard("A") == ""


@pytest.mark.parametrize("type_", ["state", "area", "person"])
def test_no_two_of_the_record_are_spelt_alike(type_: str) -> None:
    borne: dict[str, set[str]] = defaultdict(set)
    for name, ids in kept_table(default_engine().corpus, type_).ids.items():
        borne[heard(name)].update(ids)
    assert {name: ids for name, ids in borne.items() if name and len(ids) > 1} == {}
