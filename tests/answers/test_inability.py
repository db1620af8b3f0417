"""Who is bound and cannot act is told neither as one who must nor as one who need not."""

from __future__ import annotations

from datetime import date

import dedere


def test_bound_but_unable_on_every_view() -> None:
    answer = dedere.assess("kony", "kherson", on="2025-04-30")
    assert answer.verdict == "obliged"
    assert answer.summary == (
        "Obliged: Ukraine is bound, but cannot act in the occupied part of the Kherson region: "
        "the duty to arrest and surrender Joseph Kony stands on 30 April 2025."
    )
    assert [(it.first_day, it.last_day) for it in answer.unable] == [(date(2025, 4, 30), date(2025, 4, 30))]
    assert "cannot act there" in answer.unable[0].sentence


def test_bound_on_some_views_and_unable() -> None:
    answer = dedere.assess("putin", "mariupol", first="2023-03-18", last="2023-03-19")
    assert answer.summary == (
        "Contested: whether Ukraine is bound to arrest Vladimir Putin from 18 to 19 March 2023; it cannot "
        "act in Mariupol; if it is bound, the surrender is owed once the Court asks for it too: Ukraine is taken to "
        "have received a request for provisional arrest, like those that are known. "
        "In the view of the Court, it is bound, but cannot act there."
    )


def test_unable_for_a_part_of_the_stay() -> None:
    answer = dedere.assess(
        "kony",
        "ukr",
        first="2025-04-30",
        last="2025-05-03",
        suppose=["stays_in(kony,kherson,20250430,20250502)", "stays_in(kony,kherson,20250503,20250504)"],
    )
    assert answer.summary.startswith("Obliged: Ukraine must arrest and surrender Joseph Kony from ")
    assert [(it.first_day.day, it.last_day.day) for it in answer.unable] == [(30, 1), (3, 3)]


def test_who_owes_nothing_is_not_told_that_it_cannot_act() -> None:
    answer = dedere.assess("putin", "crimea", on="2014-05-01")
    assert answer.verdict == "not_obliged"
    assert "cannot act" not in answer.summary
