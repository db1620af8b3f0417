"""Which clauses speak of a day, and which of a stay."""

from __future__ import annotations

import pytest

from dedere.batch.daywise import DayWise
from dedere.engine import default_engine
from dedere.language.records import Clause

CORPUS = default_engine().corpus
DAYWISE = DayWise(CORPUS, default_engine().leading[0])


def _clauses(*heads: str) -> list[Clause]:
    return [it for it in CORPUS.clauses if (it.head or "").startswith(heads)]


def test_the_two_ways_in_which_a_stay_is_looked_at() -> None:
    looking = _clauses("day(")
    assert len(looking) == 2
    assert all(map(DAYWISE.looks_at_days, looking))
    assert not any(map(DAYWISE.looks_at_days, _clauses("staying(", "begins(", "closes(")))


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
