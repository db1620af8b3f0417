"""What the second look corrects of treaty acts, offices and findings stands in the record, row by row."""

from __future__ import annotations

import pytest

from dedere.engine import default_engine
from dedere.language.records import Fact
from dedere.terms.reader import parse_fact
from dedere.terms.values import text
from second_look import day, facts, table

TREATIES = {"CAT": "cat", "EUROPEAN_CONVENTION_ON_EXTRADITION": "ece"}
"""Of the European Convention on Extradition the record keeps the deposits, not the kinds of instruments."""

DAY_NOT_SEEN = {"COM", "KIR", "MHL", "OMN", "STP", "SSD"}
"""States of whose deposit of the Convention against Torture only the year was seen."""


def fact(written: str) -> Fact:
    """A fact of the record by its text."""
    return default_engine().corpus.by_atom[parse_fact(written)]


# ------------------------------------------------------------------------------------------------------- treaty acts


@pytest.mark.parametrize("row", table("other_treaties"), ids=lambda row: f"{row['iso3']} {row['treaty']}")
def test_a_treaty_act(row: dict[str, str]) -> None:
    state, treaty = row["iso3"].lower(), TREATIES[row["treaty"]]
    if row["signed"] and treaty == "cat":
        assert fact(f"signed({state},{treaty},{day(row['signed'])})").confidence == "seen_once"
        assert fact(f"instrument({state},{treaty},{row['instrument']})")
        # Of some the year of the deposit was seen, and the day was not.
        deposit = fact(f"deposited({state},{treaty},{day(row['date'])})")
        assert (deposit.confidence == "recall") == (row["iso3"] in DAY_NOT_SEEN)
    elif row["date"]:
        found = fact(f"deposited({state},{treaty},{day(row['date'])})")
        assert found.confidence in ("seen_once", "seen_twice")
        assert "recall" not in found.sources
    else:
        assert [it.atom.args[:2] for it in facts("joined_undated") if it.atom.args[0] == state] == [(state, treaty)]


@pytest.mark.parametrize(
    ("iso3", "written", "confidence"),
    [
        ("TCD", "withdrawal_notified(tcd,rome,20260727)", "seen_twice"),
        ("VEN", "withdrawal_notified(ven,rome,20260724)", "seen_twice"),
        ("NRU", "withdrawal_notified(nru,rome,20260923)", "seen_once"),
        ("HUN", "withdrawal_revoked(hun,rome,20260529)", "seen_twice"),
        ("CAF", "deposited(caf,rome,20011003)", "seen_twice"),
        ("NAM", "deposited(nam,rome,20020625)", "seen_twice"),
        ("AFG", "deposited(afg,rome,20030210)", "seen_twice"),
    ],
)
def test_a_note_on_the_rome_statute(iso3: str, written: str, confidence: str) -> None:
    assert iso3 in {row["iso3"] for row in table("rome_statute_notes")}
    assert fact(written).confidence == confidence


def test_every_note_is_looked_at() -> None:
    assert [row["iso3"] for row in table("rome_statute_notes")] == ["TCD", "VEN", "NRU", "HUN", "CAF", "NAM", "AFG"]


def test_a_notice_that_is_not_confirmed_is_said_to_be_so() -> None:
    assert [it.atom.args[:3] for it in facts("notice_unconfirmed")] == [("nru", "rome", 20260923)]


@pytest.mark.parametrize(("on", "told"), [("2026-09-22", False), ("2026-09-23", True)])
def test_an_answer_warns_of_it_from_its_day_on(on: str, told: bool) -> None:
    import dedere

    warned = [it for it in dedere.assess("putin", "Nauru", on=on).warnings if "is not confirmed" in it]
    assert bool(warned) is told
    assert not [it for it in dedere.assess("putin", "Chad", on="2026-10-01").warnings if "is not confirmed" in it]


# ------------------------------------------------------------------------------------------------- offices, findings


@pytest.mark.parametrize("row", table("offices"), ids=lambda row: f"{row['person_id']} {row['from']}")
def test_an_office(row: dict[str, str]) -> None:
    person, office, state = row["person_id"], row["office"], row["state"].lower()
    (held,) = [it for it in facts("office") if it.atom.args[:4] == (person, office, state, day(row["from"]))]
    last = int(row["to"].replace("-", "")) if row["to"] else None
    if last is None:
        assert held.atom.args[4] == "#sup"
    elif (person, office) == ("min_aung_hlaing", "military_commander"):
        assert held.atom.args[4] == last
    else:  # The day after the last.
        assert held.atom.args[4] in (last + 1, 19741217, 20130419)
    titles = [text(it.atom.args[4]) for it in facts("title") if it.atom.args[:4] == held.atom.args[:4]]
    assert titles
    assert titles[0].startswith(row["title"])
    assert ((person, office, state, day(row["from"])) in [it.atom.args for it in facts("de_facto")]) == (
        row["capacity"] == "de_facto"
    )
    if row["held_now"] in ("yes", "unknown"):
        assert (person, office, state, day(row["verified_on"])) in [it.atom.args for it in facts("office_last_seen")]


@pytest.mark.parametrize("row", table("noncompliance_findings"), ids=lambda row: row["state"])
def test_a_finding(row: dict[str, str]) -> None:
    host, found = row["state"].lower(), day(row["date_of_finding"])
    assert fact(f"finding({host},{row['person_id']},icc,{found})").confidence == row["confidence"].replace("-", "_")
    assert fact(f"finding_referred({host},{row['person_id']},{found},assembly)")


# ------------------------------------------------------------------------------------------------------------- trade


def test_the_action_under_section_301_and_no_duty_from_a_bill() -> None:
    rows = {row["measure_id"]: row for row in table("trade_measures")}
    action = rows["us-s301-2026-forced-labour"]
    start = day(action["date_effective"])
    assert fact(f"in_effect(section_301_action,{start},#sup)").confidence == action["confidence"].replace("-", "_")
    assert fact(f"measure_signed(section_301_action,{day(action['date_signed'])})")
    high = round(float(action["rate_percent"]) * 100)
    assert fact(f"rate_one_of(section_301_action,ind,1000,{high})")
    assert not [it for it in facts("rate") if it.atom.args[0] == "section_301_action"]
    bill = rows["us-russia-sanctions-bill-2026"]
    assert bill["kind"] == "bill"
    assert not [it for it in facts("measure") if "sanctions" in str(it.atom)]
    (named,) = [it for it in facts("measure") if it.atom.args[0] == "section_301_action"]
    assert "no duty flows from a bill" in (named.note or "")
