"""What rested on memory when the second look began: each row stands on a source, is marked still, or is told anew."""

from __future__ import annotations

from collections import Counter

import pytest

from dedere.engine import default_engine
from dedere.terms.reader import parse_fact
from second_look import facts, table
from test_reconcile_sources import CORRECTED, found

ROWS = {f"{row['predicate']}: {row['arguments']}": row for row in table("recall_facts")}

JOURNEYS = ("visit", "occasion", "outcome")
"""What one fact of a journey says now."""

TOLD_ANEW = CORRECTED | {
    "office: Person=min_aung_hlaing;From=2011-03-30;State=mmr;Office=military_commander": (
        "office(min_aung_hlaing,military_commander,mmr,20110330,20260330)",
    ),
    "office_last_seen: Person=min_aung_hlaing;Day=2026-08-22;State=mmr;Office=military_commander": (
        "office_last_seen(min_aung_hlaing,head_of_state,mmr,20260805)",
    ),
    "territory_excluded: To=2012-11-28;Treaty=rome;State=gbr;Area=isle_of_man": (
        "territory_excluded(gbr,rome,isle_of_man,#inf,20130201)",
    ),
    "territory_extended: From=2012-11-28;Treaty=rome;State=gbr;Area=isle_of_man": (
        "territory_extended(gbr,rome,isle_of_man,20130201)",
    ),
    "warrant_ended: Day=2020-08-18;Warrant=stl_ayyash_2011;How=convicted": (
        "warrant_ended(stl_ayyash_2011,vacated,20201211)",
        "warrant(stl_ayyash_2020,stl,ayyash,20201211)",
    ),
    "ban_in_force: From=2005-03-29;Regime=un_1591": ("ban_in_force(un_1591,20050428,#sup)",),
    "ban_in_force: From=2004-11-15;To=2016-04-28;Regime=un_1572": ("ban_in_force(un_1572,20041215,20160428)",),
    "ban_in_force: From=2003-12-22;To=2016-05-25;Regime=un_1521": ("ban_in_force(un_1521,20031222,20150902)",),
    "ban_basis: Regime=un_1521;Basis=UNSC res. 1521 (2003) para 4; ended by res. 2288 (2016)": (
        'ban_basis(un_1521,"UNSC res. 1521 (2003) para 4; ended by res. 2237 (2015)")',
    ),
    "listed: Person=taylor;From=2001-06-04;To=2016-05-25;Regime=un_1521": ("listed(taylor,un_1521,20010604,20150902)",),
    "deposited: Treaty=ece;Day=1997-04-25;State=est": ("deposited(est,ece,19970428)",),
    "member: From=1990-06-03;Organisation=au;State=nam": ("member(nam,au,19900601,#sup)",),
    "died: Person=al_tuhamy;Day=2021-02-07": ("died(al_tuhamy,20210212)",),
    "request: Host=cod;Person=lubanga;Court=icc;Kind=arrest_and_surrender;Received=2006-03-16": (
        "request(icc,cod,lubanga,arrest_and_surrender,20060314)",
    ),
    "request: Host=fra;Person=mbarushimana;Court=icc;Kind=arrest_and_surrender;Received=2010-10-11": (
        "request(icc,fra,mbarushimana,arrest_and_surrender,20100930)",
    ),
    "listed: Person=al_kani_a;From=2021-05-13;Regime=uk_human_rights": ("listed(al_kani_a,uk_libya,20210513,#sup)",),
    "ban_measure: Person=al_kani_a;Measure=travel_ban_and_asset_freeze;Regime=uk_human_rights": (
        "ban_measure(al_kani_a,uk_libya,travel_ban_and_asset_freeze)",
    ),
    "request: Host=phl;Person=duterte;Court=icc;Kind=arrest_and_surrender;Received=2025-03-11": (
        "request(icc,phl,duterte,provisional_arrest,20250311)",
    ),
}
"""Rows that a source changed, and the facts that stand in their place."""


def visit(row: dict[str, str]) -> str:
    """The journey of which a row speaks."""
    return row["arguments"].partition("Visit=")[2].partition(";")[0]


def stands(row: dict[str, str]) -> str:
    """How a row stands now."""
    if row["predicate"] in JOURNEYS:
        return "journey"
    (fact,) = found(row["predicate"], row["arguments"])
    # What rests on memory names it, and nothing else does.
    assert (fact.confidence == "recall") == ("recall" in fact.sources), fact
    return "memory" if fact.confidence == "recall" else "sources"


def test_the_rows_are_all_there() -> None:
    assert len(table("recall_facts")) == 1505
    assert Counter(stands(row) for name, row in ROWS.items() if name not in TOLD_ANEW) == {
        "memory": 320,
        "sources": 980,
        "journey": 177,
    }


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row["predicate"] in JOURNEYS])
def test_a_journey_is_told_once_more_as_one_fact(name: str) -> None:
    (fact,) = (it for it in facts("journey") if it.atom.args[0] == visit(ROWS[name]))
    if ROWS[name]["predicate"] == "visit":
        _, person, host, *_ = fact.atom.args
        assert f"Host={host};Person={person};" in ROWS[name]["arguments"]


@pytest.mark.parametrize("name", TOLD_ANEW)
def test_what_a_source_changed_is_as_the_source_has_it(name: str) -> None:
    row = ROWS[name]
    assert list(found(row["predicate"], row["arguments"])) == []
    for right in TOLD_ANEW[name]:
        assert parse_fact(right) in default_engine().corpus.by_atom, right
