"""The days up to which the record is kept are those that the second look proposed, with what it saw otherwise."""

from __future__ import annotations

from dedere.engine import default_engine
from dedere.terms.reader import parse_fact
from second_look import table

ROWS = {row["kind"]: row for row in table("kept")}

KEPT = {
    "visits": ("kept_until(visits,20260924)",),
    "trade_measures": ("kept_until(trade_measures,20260728)",),
    # The kind is left; of Putin the last office seen is that of the summit of 12 and 13 September.
    "offices": (
        "kept_until(offices,20260822)",
        "offices_kept_until(netanyahu,20260924)",
        "offices_kept_until(putin,20260913)",
        "office_last_seen(putin,head_of_state,rus,20260913)",
    ),
    "situations": ("kept_until(situations,20260312)",),
    # What was seen in October was of the International Criminal Court alone.
    "warrants": ("kept_until(warrants,20260822)", "warrants_kept_until(icc,20261006)"),
}


def test_every_row_is_answered() -> None:
    assert ROWS.keys() == KEPT.keys()


def test_each_kind_is_kept_up_to_the_day_of_its_row() -> None:
    for kind, wanted in KEPT.items():
        days = {it.replace("-", "") for it in (ROWS[kind]["record"], *ROWS[kind]["proposal"].split())}
        for fact in wanted:
            assert parse_fact(fact) in default_engine().corpus.by_atom, fact
            assert fact.rpartition(",")[2].rstrip(")") in days | {"20260913"}, fact
