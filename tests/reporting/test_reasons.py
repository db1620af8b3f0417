"""The first reason of an answer, in a sentence that says for what it is one."""

from __future__ import annotations

from datetime import date

import pytest

from dedere.asking.places import Place
from dedere.batch.deriving import AS_IT_IS, Footing
from dedere.engine import default_engine
from dedere.reporting.reasons import first


@pytest.mark.parametrize(
    ("place", "day", "said"),
    [
        (Place("ind"), date(2025, 12, 5), "Why India need not: India never signed the Rome Statute"),
        (Place("mng"), date(2024, 9, 2), "Why Mongolia must, in the view of the Court: Mongolia, a State Party"),
        (Place("ukr", "crimea"), date(2024, 12, 30), "in the view of the Court: Ukraine, which has accepted"),
    ],
)
def test_the_sentence_that_the_answer_begins_with(place: Place, day: date, said: str) -> None:
    assert said in (first(default_engine(), AS_IT_IS, "putin", "visit", place, day) or "")


def test_of_a_record_that_is_taken_otherwise() -> None:
    footing = Footing.read(default_engine(), ["deposited(ind,rome,20250901)"])
    told = first(default_engine(), footing, "putin", "visit", Place("ind"), date(2025, 12, 5)) or ""
    assert told.startswith("Why India must, in the view of the Court")
