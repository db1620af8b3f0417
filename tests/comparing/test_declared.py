"""Changes by name: which there are, which one is meant, and what is offered where that is not clear."""

from __future__ import annotations

from datetime import date

import pytest

import dedere
from dedere.asking.query import Query
from dedere.comparing import declared
from dedere.errors import UsageError


@pytest.fixture(scope="module")
def india() -> Query:
    return dedere.ask("putin", "India", on="2025-12-05")


def test_the_changes_are_those_of_flip_numbered(india: Query) -> None:
    found = dedere.changes(india)
    assert [it.number for it in found.changes] == list(range(1, len(found.changes) + 1))
    sentences = {it.sentence for it in found.changes}
    assert {it.sentence for made in dedere.flip(india).sets for it in made.changes} <= sentences


def test_a_change_agrees_with_whoever_makes_it() -> None:
    found = {it.sentence for it in dedere.changes(dedere.ask("netanyahu", "usa", on="2026-11-10")).changes}
    assert (
        "the warrant of the courts of Türkiye of 7 November 2025 against Benjamin Netanyahu is withdrawn by "
        "10 November 2026"
    ) in {f"{it[0].lower()}{it[1:]}" for it in found}


@pytest.mark.parametrize("words", ["India deposits", "india deposits its instrument", "India Rome Statute"])
def test_a_change_is_made_by_its_words_or_its_number(india: Query, words: str) -> None:
    by_words = dedere.compare(india, change=words)
    (number,) = [it.number for it in dedere.changes(india).changes if it.sentence == by_words.made[0]]
    assert by_words == dedere.compare(india, change=number) == dedere.compare(india, change=str(number))
    assert by_words.question.suppose == ("deposited(ind,rome,20251001)",)


def test_a_change_may_be_made_on_another_day(india: Query) -> None:
    found = dedere.compare(india, change="India deposits", by="2025-09-01")
    assert found.question.suppose == ("deposited(ind,rome,20250901)",)
    assert (found.verdict_before, found.verdict_after) == ("not_obliged", "contested")
    assert dedere.compare(india, change="India deposits", by=date(2025, 11, 1)).verdict_after == "not_obliged"


def test_a_change_of_the_plan_is_one_of_the_question(india: Query) -> None:
    found = dedere.compare(india, change="only on 14 September")
    assert found.made == ("Vladimir Putin comes to India only on 14 September 2026",)
    assert (found.question.first_day, found.question.suppose) == (date(2026, 9, 14), ())


REFUSED: dict[tuple[object, str | None], tuple[str, str]] = {
    ("deposits", None): ("`deposits` may be more than one change", "India deposits its instrument"),
    ("India flies", None): ("there is no change `India flies`", "did you mean 3: Vladimir Putin only flies over India"),
    ("xyzzy", None): ("there is no change `xyzzy`", "`dedere changes` lists them"),
    ("", None): ("there is no change ``", "`dedere changes` lists them"),
    ("99", None): ("there is no change `99`", "there are 20"),
    ("-1", None): ("there is no change `-1`", "there are 20"),
    (0, None): ("there is no change `0`", "there are 20"),
    (1.5, None): ("a change is given as `1.5`", "give its number or its words"),
    ("only flies over", "2025-09-01"): ("no day can be given for", "leave it out"),
    ("defers", "2025-09-01"): ("another day hangs on that", "suppose what it adds: `deferral("),
    ("India deposits", "soon"): ("`soon` is not a date", "2025-12-05"),
}


@pytest.mark.parametrize("given", REFUSED)
def test_what_is_not_clear_is_offered_and_refused(india: Query, given: tuple[str, str | None]) -> None:
    change, by = given
    with pytest.raises(UsageError) as refused:
        declared.made(india, [change], by)
    message, hint = REFUSED[given]
    assert message in refused.value.message
    assert hint in str(refused.value.hint)


def test_one_day_is_of_one_change(india: Query) -> None:
    with pytest.raises(UsageError, match="the day `2025-09-01` is given for 2 changes"):
        dedere.compare(india, change=[1, 2], by="2025-09-01")
    assert len(dedere.compare(india, change=["India deposits", "Russia waives"]).made) == 2
