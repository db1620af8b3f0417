"""Persons, aliases and territories of the second look, row by row."""

from __future__ import annotations

import unicodedata

import pytest

from dedere import ask
from dedere.errors import UsageError
from dedere.terms.values import text
from second_look import facts, table

BY_OFFICE = {"President Putin"}
"""A name that means whoever holds an office on the day is no alias of one person."""

AMBIGUOUS = {"Al Masri", "Al-Masri"}
"""Names that two persons of the record bear."""

AREAS = {
    "Virgin Islands, U.S.": "us_virgin_islands",
    "South Georgia and the South Sandwich Islands": "south_georgia",
}
"""Territories that the record calls otherwise than the table."""

ENTERED = {
    "hasina", "a_khan_kamal", "maher_assad", "ghassan_abbas", "bassam_hassan", "katz", "ben_gvir", "sirajuddin_haqqani",
    "mamlouk", "jamil_hassan", "khan_karim", "akane", "ortega", "kabila", "al_sharaa", "thaci", "hemedti", "halevi",
    "lukashenko", "kadyrov", "mishustin", "medvedev", "zelensky", "kallas", "koroma", "merhi", "oneissi", "puigdemont",
    "assange", "jammeh", "obiang_t", "morales", "correa",
}  # fmt: skip
"""The absent persons of whom a source was opened, and a namesake of somebody wanted."""


def names() -> dict[str, set[str]]:
    """The names and aliases of every entity."""
    found: dict[str, set[str]] = {}
    for predicate in ("person", "state", "area", "alias"):
        for it in facts(predicate):
            found.setdefault(str(it.atom.args[0]), set()).add(text(it.atom.args[1]))
    return found


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


@pytest.mark.parametrize("row", table("persons"), ids=lambda row: row["person_id"])
def test_a_person_is_found_by_the_aliases_that_people_type(row: dict[str, str]) -> None:
    for alias in {it.strip() for it in row["aliases"].split(";")} - BY_OFFICE - AMBIGUOUS:
        assert ask(alias, "ita", on="2025-12-05").given["person"] == row["person_id"], alias


@pytest.mark.parametrize("alias", sorted(AMBIGUOUS))
def test_an_alias_of_two_persons_is_offered(alias: str) -> None:
    with pytest.raises(UsageError, match=alias):
        ask(alias, "ita", on="2025-12-05")


@pytest.mark.parametrize("row", table("states_aliases"), ids=lambda row: row["iso3"])
def test_a_state_has_the_aliases_that_people_type(row: dict[str, str]) -> None:
    known = {it.casefold() for it in names()[row["iso3"].lower()]}
    assert {it.casefold() for it in row["aliases"].split(";")} - known == set()


@pytest.mark.parametrize("row", table("areas_missing"), ids=lambda row: row["name"])
def test_a_territory_is_part_of_its_state(row: dict[str, str]) -> None:
    areas = {plain(name): id_ for id_, known in names().items() for name in known}
    id_ = areas[plain(row["name"])]
    assert id_ == AREAS.get(row["name"], id_)
    (part,) = [it for it in facts("part_of") if it.atom.args[0] == id_]
    assert part.atom.args[1] == row["part_of"].lower()
    assert {it.atom.args[0] for it in facts("area")} >= {id_}


def test_what_the_united_kingdom_did_not_extend_the_statute_to_is_left_out_and_said_to_be_uncertain() -> None:
    left = {it.atom.args[2]: it for it in facts("territory_excluded") if it.atom.args[-1] == "#sup"}
    for area in ("jersey", "guernsey", "british_indian_ocean_territory", "south_georgia"):
        assert left[area].confidence == "recall"
        assert "a later extension was not seen" in (left[area].note or "")


@pytest.mark.parametrize("row", table("absent_persons"), ids=lambda row: row["person_id"])
def test_an_absent_person_is_entered(row: dict[str, str]) -> None:
    id_, names = row["person_id"], {str(it.atom.args[0]): text(it.atom.args[1]) for it in facts("person")}
    assert id_ in ENTERED
    assert plain(names[id_]) == plain(row["full_name"])
    nationals = [str(it.atom.args[1]) for it in facts("national") if it.atom.args[0] == id_]
    assert nationals == [row["nationalities"].lower()]


def test_absent_persons_are_entered_with_what_a_source_shows() -> None:
    persons = {str(it.atom.args[0]): it for it in facts("person")}
    for id_ in ENTERED:
        assert persons[id_].confidence == "seen_twice"
        assert "recall" not in persons[id_].sources
