"""What is told of kept answers that were asked again."""

from __future__ import annotations

from datetime import date
from typing import Any

from dedere.reporting.page import Page
from dedere.reporting.shown import show
from dedere.schema.answer import Question, Verdict
from dedere.schema.recheck import Ground, Outcome, Recheck, Rechecked

INDIA = Question(person="putin", host="IND", first_day=date(2025, 12, 5), last_day=date(2025, 12, 6))
SOURCE = "A note <https://example.org>"


def ground(**more: Any) -> Ground:
    given: dict[str, Any] = {"kind": "fact", "id": "p(a)", "change": "new", "sentence": "A is so", "by": (SOURCE,)}
    return Ground(**{**given, "folded": False, **more})


def again(outcome: Outcome, now: Verdict | None = "contested", **more: Any) -> Recheck:
    schools: dict[str, Any] = {"schools_before": {"court": "not_obliged"}, "schools_after": {"court": "obliged"}}
    given: dict[str, Any] = {"number": 1, "id": "abc", "question": INDIA, "verdict_before": "not_obliged"}
    return Recheck(**{**given, **schools, "outcome": outcome, "verdict_after": now, **more})


def told(*answers: Recheck, explain: str = "short") -> str:
    found = Rechecked(id="1", answers=answers, dedere="0", rules_fingerprint="", facts_fingerprint="")
    return show(found, explain=explain, page=Page(200))


def test_a_verdict_that_turned_and_by_what() -> None:
    rule = ground(kind="rule", id="R-1", change="left", sentence="Who must", by=("Statute, art. 1",))
    text = told(again("verdict", grounds=(ground(), rule, ground(sentence="technical", folded=True))))
    assert "1 kept answer asked again: 1 with another verdict." in text
    assert (
        "Vladimir Putin in India from 5 December 2025 to 6 December 2025 (answer 1, abc): contested, and was not "
        "obliged; in the view of the Court obliged, and was not obliged"
    ) in text
    assert "rests now on: A is so [A note]" in text
    assert "rests no more on: rule R-1, Who must [Statute, art. 1]" in text
    assert "technical" not in text
    assert "and 1 more step, told by --explain full" in text
    full = told(again("verdict", grounds=(ground(sentence="technical", folded=True),)), explain="full")
    assert "rests now on: technical" in full


def test_what_is_as_it_was_is_counted_and_told_in_full() -> None:
    same = again("same", "not_obliged", schools_after={"court": "not_obliged"})
    assert told(same) == told(same, explain="none")
    assert "1 kept answer asked again: 1 unchanged." in told(same)
    assert "not obliged as before" in told(same, explain="full")


def test_other_words_without_a_fact_name_what_differs() -> None:
    words = again("words", "not_obliged", schools_after={"court": "not_obliged"}, parts=("why_not", "warnings"))
    assert "what differs: why not and warnings" in told(words)


def test_what_could_not_be_asked_says_why() -> None:
    lost = again("unanswered", None, id=None, question=None, reason="no person `x` is known", schools_after={})
    assert "What was kept (answer 1): no person `x` is known" in told(lost)
