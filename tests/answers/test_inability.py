"""Who is bound and cannot act is told neither as one who must nor as one who need not."""

from __future__ import annotations

from datetime import date

import pytest

import dedere
from small_law import SOUGHT, law


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


LOST = """
%@ fact lost(State: state, From: since, To: until) of acts
%@ says "{State} is lost from {From}"
%@ rule LOST "Where nothing can be done"
%@ authority "Small law" "art. 8" checked(convention)
%@ says "{H} cannot act"
unable(H,P,H,D) :- here(P,H,D), lost(H,F,T), F <= D, D < T.
%@ says "something changes on {E}"
change(E) :- lost(_,E,_).
change(E) :- lost(_,_,E).
"""
IN_SUMMER = "lost(bbb,20050601,20050801).\n"
CANNOT = "Obliged: Birchmark is bound, but cannot act in Birchmark: the duty to arrest Ada Ash"


@pytest.mark.parametrize(
    ("record", "days", "told", "unable"),
    [
        (
            IN_SUMMER,
            ["2005-07-01"],
            [f"{CANNOT} stands on 1 July 2005."],
            [("2005-07-01", "2005-07-01")],
        ),
        (
            IN_SUMMER,
            ["2005-05-01", "2005-07-01"],
            [
                "Obliged: Birchmark must arrest Ada Ash from 1 May to 1 July 2005.",
                "It cannot act in Birchmark from 1 June to 1 July 2005.",
            ],
            [("2005-06-01", "2005-07-01")],
        ),
        (
            "lost(bbb,20060101,#sup).\n",
            ["2006-02-01"],
            ["Contested: whether Birchmark is bound to arrest Ada Ash on 1 February 2006; it cannot act in Birchmark."],
            [("2006-02-01", "2006-02-01")],
        ),
        (
            f"{IN_SUMMER}lost(bbb,20050901,20051001).\n",
            ["2005-05-01", "2005-12-01"],
            [
                "Obliged: Birchmark must arrest Ada Ash from 1 May to 1 December 2005.",
                "It cannot act in Birchmark from 1 June to 31 July 2005.",
                "It cannot act in Birchmark from 1 to 30 September 2005.",
            ],
            [("2005-06-01", "2005-07-31"), ("2005-09-01", "2005-09-30")],
        ),
        # On the days on which something is owed it cannot act, whatever it could do on others.
        (
            "lost(bbb,20050401,#sup).\n",
            ["2005-03-01", "2005-05-01"],
            [f"{CANNOT} stands from 1 April to 1 May 2005.", "From 1 to 31 March 2005 it has no such duty."],
            [("2005-04-01", "2005-05-01")],
        ),
        (
            "lost(bbb,20050101,#sup).\n",
            ["2008-05-01"],
            ["Not obliged: Birchmark has no duty to arrest Ada Ash on 1 May 2008."],
            [("2008-05-01", "2008-05-01")],
        ),
    ],
)
def test_where_and_when_a_host_cannot_act_is_told_by_its_days(
    record: str, days: list[str], told: list[str], unable: list[tuple[str, str]]
) -> None:
    engine = law(more=LOST, record=f"{SOUGHT}{record}")
    answer = dedere.assess("ada", "bbb", first=days[0], last=days[-1], engine=engine)
    assert answer.summary == " ".join(told)
    assert [(str(it.first_day), str(it.last_day)) for it in answer.unable] == unable
    assert {(it.place, it.sentence) for it in answer.unable} == {("Birchmark", "Birchmark cannot act")}
