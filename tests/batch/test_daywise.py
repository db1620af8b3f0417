"""Which clauses speak of a day, and which of a stay."""

from __future__ import annotations

import pytest

from dedere.batch.daywise import DayWise
from dedere.engine import default_engine
from dedere.language.records import Clause
from small_law import law

CORPUS = default_engine().corpus
DAYWISE = DayWise(CORPUS, default_engine().leading[0])


def _clauses(*heads: str) -> list[Clause]:
    return [it for it in CORPUS.clauses if (it.head or "").startswith(heads)]


def test_the_two_ways_in_which_a_stay_is_looked_at() -> None:
    looking = _clauses("day(")
    assert len(looking) == 2
    assert all(map(DAYWISE.looks_at_days, looking))
    assert not any(map(DAYWISE.looks_at_days, _clauses("staying(", "begins(", "closes(")))


LOOKED_AT = "day(V,E) :- visit(V,_,_,F,T), change(E), F < E, E < T."


@pytest.mark.parametrize(
    ("clause", "only"),
    [
        (LOOKED_AT, True),
        ("day(V,E) :- visit(V,P,_,F,T), change(E), sought(P,_,_), F < E, E < T.", True),
        # The day after the last, and any day whatever, are none of the stay.
        ("day(V,E) :- visit(V,_,_,F,T), change(E), F < E, E <= T.", False),
        ("day(V,E) :- visit(V,_,_,F,T), change(E), F < E.", False),
        # When a stay begins is asked here for something else too.
        ("day(V,E) :- visit(V,P,_,F,T), change(E), sought(P,F,_), F < E, E < T.", False),
        ("day(V,E) :- visit(V,P,_,F,T), change(E), sought(P,_,G), G < T, F < E, E < T.", False),
        ("day(V,E) :- visit(V,P,_,E,_), sought(P,_,_).", False),
    ],
)
def test_a_day_within_a_stay_is_looked_at_for_what_it_is_alone(clause: str, only: bool) -> None:
    engine = law(LOOKED_AT, clause)
    declared, _ = engine.leading
    (found,) = [
        it for it in engine.corpus.clauses if it.head_name == "day" and it.text != "day(V,F) :- visit(V,_,_,F,_)."
    ]
    assert DayWise(engine.corpus, declared).looks_at_days(found) == only


HERE = "here(P,H,D) :- day(V,D), visit(V,P,H,_,_), manner(V,visit)."


@pytest.mark.parametrize(
    ("more", "of_the_stay"),
    [
        ("", False),
        ("joined(H,E), E <= D", False),
        ("sought(P,E,_), E <= D, not joined(H,_)", False),
        ("visit(V,_,_,F,_), F < D", True),  # its first day
        ("1 = #count { T : visit(V,_,_,_,T) }", True),  # its end, quoted as text
        ("joined(H,D)", True),  # a day of the record, met by chance
        ("not joined(H,D)", True),
        ("joined(H,E), E + 1 < D", True),  # a day that nobody looks at
        ("joined(H,E), E != D", True),
        ("day(V,E), E < D", True),  # another day of the stay
    ],
)
def test_a_clause_speaks_of_more_than_a_day_where_it_reads_more(more: str, of_the_stay: bool) -> None:
    engine = law(HERE, f"{HERE[:-1]}, {more}." if more else HERE)
    declared, _ = engine.leading
    (found,) = [it for it in engine.corpus.clauses if it.head_name == "here"]
    assert DayWise(engine.corpus, declared).speaks_of_more(found) == of_the_stay


@pytest.mark.parametrize("head", ["present(", "within_reach(", "party(", "immune(", "in_force(", "must_cooperate("])
def test_rules_speak_of_a_day(head: str) -> None:
    found = _clauses(head)
    assert found
    assert not any(map(DAYWISE.speaks_of_more, found))


@pytest.mark.parametrize("head", ["landed(", "hours_over(", "closes(", "begins("])
def test_some_speak_of_the_stay(head: str) -> None:
    found = _clauses(head)
    assert found
    assert any(map(DAYWISE.speaks_of_more, found))


@pytest.mark.parametrize(
    ("plan", "clause", "of_the_stay"),
    [
        # The ends of a stay may be laid down apart, and are read wherever they stand.
        (("visit(asked,{person},{host},{first},_)", "manner(asked,{presence})"), "visit(V,P,H,F,_)", True),
        (("visit(asked,{person},{host},_,{after})", "manner(asked,{presence})"), "visit(V,P,H,_,T)", True),
        (("visit(asked,{person},{host},_,_)", "manner(asked,{presence})"), "visit(V,P,H,F,T)", False),
        (("visit(asked,{person},{host},{first},_)", "manner(asked,{presence})"), "visit(V,P,H,_,T)", False),
    ],
)
def test_the_ends_of_a_stay_are_where_the_question_lays_them_down(
    plan: tuple[str, ...], clause: str, of_the_stay: bool
) -> None:
    engine = law(HERE, f"here(P,H,D) :- day(V,D), {clause}, manner(V,visit).")
    declared, _ = engine.leading
    (found,) = [it for it in engine.corpus.clauses if it.head_name == "here"]
    assert DayWise(engine.corpus, declared._replace(plan=plan)).speaks_of_more(found) == of_the_stay
