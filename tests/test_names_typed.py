"""Names as people type them: each means the one that is meant, or is refused with whom it may mean."""

from __future__ import annotations

import pytest

from dedere.engine import default_engine
from dedere.errors import UsageError

PERSONS = {
    "putin": "Putin; Vladimir Putin; PUTIN; putin,  vladimir; Wladimir Putin; Vladimir Poutine; Путин; Владимир Путин; "
    "Путин Владимир",
    "netanyahu": "Bibi; Netanyahu; Benjamin Netanyahu; Binyamin Netanyahu; Netanjahu; Netanyahu, Benjamin; Нетаньяху",
    "bashir": "Bashir; al-Bashir; Al Bashir; Omar al-Bashir; Omar Bashir; Omar Hassan Ahmad Al-Bashir",
    "shoigu": "Shoigu; Sergei Shoigu; Sergey Shoigu; Sergey Shoygu",
    "lvova_belova": "Lvova-Belova; Lvova Belova; Maria Lvova-Belova; Lvova-Belova, Maria",
    "gerasimov": "Gerasimov; Valery Gerasimov; Valeriy Gerasimov",
    "lavrov": "Lavrov; Sergei Lavrov; Лавров",
    "duterte": "Duterte; Rodrigo Duterte; Digong",
    "gallant": "Gallant; Yoav Gallant",
    "min_aung_hlaing": "Min Aung Hlaing; min aung hlaing",
    "deif": "Deif; Mohammed Deif; Muhammad Deif",
    "njeem": "Njeem; Osama Njeem; Osama Elmasry Njeem",
    "akhundzada": "Akhundzada; Haibatullah Akhundzada",
    "assad": "assad; Bashar al-Assad; Bashar Al Assad",
    "kenyatta": "Kenyatta; Uhuru Kenyatta",
    "ruto": "Ruto; William Ruto",
    "taylor": "Taylor; Charles Taylor",
    "milosevic": "Milosevic; Slobodan Milošević",
    "habre": "Habré; Hissene Habre",
    "harun": "Harun; Ahmad Harun; Ahmed Haroun",
}
STATES = {
    "gbr": "UK; U.K.; Great Britain; Britain; United Kingdom",
    "usa": "USA; U.S.A.; United States; the United States; America",
    "mmr": "Burma; Myanmar",
    "che": "Suisse; Schweiz; Switzerland",
    "rus": "Россия; Russia; Russian Federation",
    "nld": "Holland; The Netherlands; Nederland",
    "cze": "Czechia; Czech Republic",
    "civ": "Ivory Coast; Cote d'Ivoire; Côte d\u2019Ivoire",
    "tur": "Türkiye; Turkey; Turkiye",
    "cod": "DRC; DR Congo; Democratic Republic of the Congo",
    "cog": "Republic of the Congo; Congo-Brazzaville",
    "pse": "Palestine; State of Palestine",
    "vat": "Vatican; Holy See",
    "are": "UAE; United Arab Emirates",
    "mar": "Maroc; Morocco",
    "vnm": "Vietnam; Viet Nam",
    "tls": "East Timor; Timor-Leste",
    "kna": "St Kitts and Nevis; Saint Kitts and Nevis; St. Kitts and Nevis",
    "ukr": "Україна; Ukraine",
    "ind": "IND; in; India; Bharat",
}
REFUSED = {
    "person": {
        "Gaddafi": {"gaddafi_m", "gaddafi_s"},
        "al-Masri": {"deif", "njeem"},
        "Assad": {"assad", "maher_assad"},
        "Hussein": {"hussein", "oneissi"},
        "Haibatullah": {"akhundzada"},
        "Poutine": {"putin"},
        "Vladimir": {"putin"},
        "Abdullah Senussi": {"senussi"},
        "Saif Gaddafi": {"gaddafi_s"},
        "A": set(),
        "Smith": set(),
    },
    "state": {
        "Congo": {"cod", "cog"},
        "Korea": {"kor", "prk"},
        "Saudi": {"sau"},
        "Papua": {"png"},
        "Africa": {"zaf"},
        "S": set(),
        "Atlantis": set(),
    },
}
TYPED = [
    (type_, name.strip(), id_)
    for type_, table in (("person", PERSONS), ("state", STATES))
    for id_, names in table.items()
    for name in names.split(";")
]


def test_a_hundred_ways_to_type_forty_names() -> None:
    assert len({id_ for _, _, id_ in TYPED}) == 40
    assert len({(type_, name) for type_, name, _ in TYPED}) >= 100


@pytest.mark.parametrize(("type_", "name", "id_"), TYPED)
def test_a_name_that_means_one(type_: str, name: str, id_: str) -> None:
    assert default_engine().directory(type_).find(name) == id_


@pytest.mark.parametrize(
    ("type_", "name", "offered"), [(type_, name, ids) for type_, them in REFUSED.items() for name, ids in them.items()]
)
def test_a_name_that_is_shorter_or_of_several_is_offered_and_refused(type_: str, name: str, offered: set[str]) -> None:
    with pytest.raises(UsageError) as caught:
        default_engine().directory(type_).find(name)
    told = caught.value.hint or ""
    assert {it for it in offered if f"({it}" not in told} == set()
    assert offered or "facts search" in told
