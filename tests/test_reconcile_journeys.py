"""The journeys of the record are those of the second look, row by row, with the few that it did not look at."""

from __future__ import annotations

from collections import Counter

import pytest

from dedere.corpus.sentences import Phrasebook
from dedere.engine import default_engine
from dedere.language.records import Fact
from dedere.terms.values import Value, text
from second_look import day, facts, table

CAPACITIES = {
    "private": "a private person",
    "former head of state": "a former head of State",
    "former minister, private": "a former minister, in private",
}
"""Capacities that read otherwise behind `as`; all else differs in capitals only."""

NOT_LOOKED_AT = {
    "oth_004", "oth_008", "oth_013", "oth_014", "oth_015", "oth_016", "oth_017", "oth_018", "oth_019", "oth_020",
}  # fmt: skip
"""Journeys of the first look at which the second did not look."""

CONTROLS = {"put_037", "put_038"}
"""Journeys that nobody ever planned: questions of tests, which are no part of a record."""

ROWS = {row["visit_id"].lower().replace("-", "_"): row for row in table("journeys")}


def journeys() -> dict[str, Fact]:
    """The journeys of the record by id."""
    return {str(it.atom.args[0]): it for it in facts("journey")}


def test_every_row_has_a_journey_and_no_control_is_one() -> None:
    assert len(ROWS) == 256
    assert journeys().keys() == ROWS.keys() | NOT_LOOKED_AT
    assert not CONTROLS & journeys().keys()


@pytest.mark.parametrize("id_", ROWS)
def test_a_journey_is_what_its_row_says(id_: str) -> None:
    row, fact = ROWS[id_], journeys()[id_]
    _, person, host, first, last, outcome, capacity, occasion = fact.atom.args
    assert (person, first, last, outcome) == (row["person"], day(row["start"]), day(row["end"]), row["outcome"])
    # Hong Kong is an area of China.
    assert host == row["host_state"].lower().replace("hkg", "chn")
    assert text(capacity).casefold() == CAPACITIES.get(row["capacity"], row["capacity"]).casefold()
    assert text(occasion)
    assert fact.confidence == row["confidence"].replace("-", "_")


@pytest.mark.parametrize("id_", [id_ for id_, row in ROWS.items() if row["area"]])
def test_where_in_the_host_it_was_and_how(id_: str) -> None:
    wanted: Counter[Value] = Counter(it.strip() for it in ROWS[id_]["area"].split(";"))
    areas = [it.atom.args[1] for it in facts("visit_area") if it.atom.args[0] == id_]
    manners = [it.atom.args[1] for it in facts("manner") if it.atom.args[0] == id_]
    assert Counter([*areas, *("airspace" if it == "overflight" else it for it in manners)]) == wanted


def test_how_many_there_are_of_each() -> None:
    assert Counter(str(it.atom.args[1]) for it in facts("journey")) == {
        "bashir": 141, "putin": 50, "netanyahu": 22, "shoigu": 18, "min_aung_hlaing": 15, "njeem": 3, "duterte": 2,
        "hussein": 2, "lvova_belova": 2, "gallant": 1, "gerasimov": 1, "lavrov": 1, "dela_rosa": 1, "el_hishri": 1,
        "gaddafi_s": 1, "ntaganda": 1, "bemba": 1, "mbarushimana": 1, "ngaissona": 1, "abd_al_rahman": 1,
    }  # fmt: skip
    assert Counter(str(it.atom.args[5]) for it in facts("journey")) == {
        "took_place": 212, "cancelled": 21, "planned": 15, "avoided": 10, "unknown": 6, "remote": 2,
    }  # fmt: skip


def test_what_was_not_made_never_reads_as_a_stay() -> None:
    phrases = Phrasebook(default_engine().corpus)
    for fact in facts("journey"):
        sentence = phrases.atom(fact.atom)
        assert " is in " not in sentence
        assert (" was in " in sentence) == (fact.atom.args[5] == "took_place"), sentence


@pytest.mark.parametrize(
    ("id_", "sentence"),
    [
        (
            "put_020",
            "Vladimir Putin was in Mongolia from 2 to 3 September 2024 (official visit, Ulaanbaatar, as head of State)",
        ),
        (
            "put_022",
            (
                "Vladimir Putin did not travel to Brazil, where a stay from 18 to 19 November 2024 had been planned "
                "(G20 summit, Rio de Janeiro, as head of State)"
            ),
        ),
        (
            "put_005",
            (
                "Vladimir Putin did not travel to South Africa and took part by video from 22 to 24 August 2023 (BRICS "
                "summit, Johannesburg, as head of State)"
            ),
        ),
        (
            "net_012",
            "Benjamin Netanyahu did not enter Egypt on 13 October 2025 (Sharm el-Sheikh summit, as head of government)",
        ),
        (
            "net_021",
            (
                "Benjamin Netanyahu may have been in the United Arab Emirates on 26 March 2026: whether the journey "
                "was made is not known (secret visit, Al Ain, as head of government)"
            ),
        ),
        (
            "put_052",
            (
                "a journey of Vladimir Putin to the United States from 14 to 15 December 2026 was announced or "
                "expected, and whether it was made was not seen (G20 summit, Miami, as head of State)"
            ),
        ),
    ],
)
def test_the_sentence_says_what_became_of_it(id_: str, sentence: str) -> None:
    assert Phrasebook(default_engine().corpus).atom(journeys()[id_].atom) == sentence


# ------------------------------------------------------------------------------------------------- how far they reach


def test_it_is_said_of_everybody_how_far_the_list_reaches() -> None:
    covered = {it.atom.args[0] for name in ("journeys_complete", "journeys_incomplete") for it in facts(name)}
    assert {row["person"] for row in ROWS.values()} <= covered


def test_a_list_is_kept_up_to_the_last_day_that_is_believed_complete() -> None:
    last: dict[Value, int] = {}
    for it in facts("journeys_complete"):
        person, _, day_, _ = it.atom.args
        last[person] = max(last.get(person, 0), int(day_))
    assert {it.atom.args[0]: it.atom.args[1] for it in facts("journeys_kept_until")} == last
