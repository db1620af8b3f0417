"""Whom a name means, in the ways in which people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

import dedere
from dedere.asking import persons
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.terms.reader import parse_fact

DAY = 20251205


def find(name: str, day: int = DAY) -> str:
    return persons.find(default_engine(), "person", name, day)


@pytest.mark.parametrize(
    ("id_", "ways"),
    [
        ("putin", "putin|PUTIN|Vladimir Putin|Putin, Vladimir|vladimir  putin|V. Putin|Vladimir V. Putin|Путин"),
        ("putin", "Владимир Путин|Wladimir Putin|Vladimir Poutine|President Putin|president Vladimir PUTIN"),
        ("netanyahu", "Bibi|Bibi Netanyahu|Benyamin Netanyahu|Benjamin Netanjahu|Prime Minister Netanyahu|Нетаньяху"),
        ("shoigu", "Shoigu|Sergey Shoigu|Sergei Shoygu|Сергей Шойгу|Sergueï Choïgou"),
        ("gerasimov", "Valeriy Gerasimov|Valerii Gerasimov|GERASIMOV Valery|Герасимов"),
        ("lvova_belova", "Lvova-Belova|Mariya Lvova-Belova|Mariia Lvova-Belova|lvova_belova"),
        ("gallant", "Yoav Galant|Gallant, Yoav"),
        ("bashir", "al-Bashir Omar|Omar al Bashir|Omer al-Bashir|Omar Bashir|Omar Hassan Ahmad Al-Bashir"),
        ("njeem", "Osama Al-Masri|Osama Elmasry|Usama Njeem|Osama Almasri Njeem"),
        ("dela_rosa", "Bato|Ronald de la Rosa|Dela Rosa, Ronald"),
        ("gaddafi_m", "Muammar Gaddafi|Muammar Qaddafi"),
        ("milosevic", "Slobodan Milošević|Milosevic Slobodan|Слободан Милошевић"),
        ("habre", "Hissène Habré|HISSENE HABRE"),
        ("ble_goude", "Charles Ble Goude|Blé Goudé, Charles"),
        ("min_aung_hlaing", "Min Aung Hlaing|min_aung_hlaing"),
        ("lavrov", "lavrov|Sergey Lavrov|Сергей Лавров"),
        ("assad", "Bashar al-Assad|al-Assad, Bashar"),
        ("hussein", "Abdul Raheem Hussain|Abdelrahim Mohamed Hussein"),
        ("maduro", "Nicolas Maduro|Nicolás Maduro Moros|maduro"),
        ("duterte", "Rodrigo Duterte|Rodrigo Roa Duterte"),
    ],
)
def test_one_person_in_many_ways(id_: str, ways: str) -> None:
    assert {way: find(way) for way in ways.split("|")} == dict.fromkeys(ways.split("|"), id_)


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("A", ""),
        ("M", ""),
        ("Omar", "bashir"),
        ("Haqqani", "haqqani_ah"),
        ("Al Masri", "njeem"),
        ("Al Masri", "deif"),
        ("Almasri", "deif"),
        ("Assad", "maher_assad"),
        ("Hussein", "oneissi"),
        ("Ali", "abd_al_rahman"),
        ("Gbagbo", "gbagbo_l"),
        ("Gbagbo", "gbagbo_s"),
        ("Vladimir", "putin"),
        ("Vladimir Putim", "putin"),
        ("Finance Minister Lavrov", "lavrov"),
        ("Colonel Gaddafi", "gaddafi_m"),
        ("Nobody Atall", ""),
        ("", ""),
        ("%", ""),
        ("'", ""),
    ],
)
def test_what_is_no_whole_name_is_offered_and_refused(name: str, offered: str) -> None:
    with pytest.raises(UsageError) as refused:
        find(name)
    assert refused.value.exit_code == 2
    assert offered in (refused.value.hint or "")


def test_those_offered_are_told_apart() -> None:
    with pytest.raises(UsageError) as refused:
        find("Haqqani")
    assert "Abdul Hakim Haqqani (haqqani_ah: is a national of Afghanistan; " in str(refused.value.hint)


def test_a_title_is_that_of_the_day() -> None:
    assert find("President Bashir", 20150614) == "bashir"
    with pytest.raises(UsageError) as refused:
        find("President Bashir", 20251205)
    assert refused.value.message == "nobody of that name is recorded as `President` on 2025-12-05"
    assert refused.value.hint == "did you mean Omar al-Bashir (bashir)?"


@pytest.mark.parametrize(
    ("typed", "day", "who"),
    [
        ("Senator Pinochet", 19981016, "pinochet"),
        ("Minister Shoigu", 20230501, "shoigu"),
        ("Foreign Minister Lavrov", 20230501, "lavrov"),
        ("Commander-in-Chief Min Aung Hlaing", 20250501, "min_aung_hlaing"),
    ],
)
def test_the_beginning_of_a_title_is_borne_with_it(typed: str, day: int, who: str) -> None:
    assert find(typed, day) == who


def test_the_beginning_of_a_title_is_borne_no_longer_than_it() -> None:
    with pytest.raises(UsageError) as refused:
        find("Senator Pinochet", 19730911)
    assert refused.value.message == "nobody of that name is recorded as `Senator` on 1973-09-11"


def test_a_title_alone_names_nobody() -> None:
    with pytest.raises(UsageError):
        find("President")


def test_a_title_can_be_supposed() -> None:
    supposed = [parse_fact('person(new,"Ann New")'), parse_fact("office(new,minister,ita,20250101,#sup)")]
    supposed.append(parse_fact('title(new,minister,ita,20250101,"Minister of Sport")'))
    assert persons.find(default_engine(), "person", "Sport Minister Ann New", DAY, supposed) == "new"


def test_the_question_goes_through_it() -> None:
    assert dedere.assess("President Putin", "Россия", on="2025-12-05").question.person == "putin"


def test_an_answer_about_a_namesake_says_whom_it_is_not_about(tmp_path: Path) -> None:
    head = '%@ source me "Mine"\n%@ by me seen_once 20260101\n'
    (tmp_path / "mine.lp").write_text(head + 'person(vp,"Wladimir Putin").\nnational(vp,fra).\n', encoding="utf-8")
    engine = dedere.Engine(dedere.load(facts=tmp_path))
    (warning,) = (it for it in dedere.assess("vp", "ita", on="2025-12-05", engine=engine).warnings if "name" in it)
    assert "the same name, and this answer is not about that one: Vladimir Putin (putin: " in warning
    assert "the International Criminal Court issued a warrant of arrest against Vladimir Putin" in warning
    assert not any("same name" in it for it in dedere.assess("kony", "ita", on="2025-12-05").warnings)
