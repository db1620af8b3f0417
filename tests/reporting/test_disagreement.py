"""Who disagrees, and what each answers on which days."""

from __future__ import annotations

import samples
from dedere.reporting.disagreement import disputes, rows, turning
from dedere.schema.answer import Stretch

BY_DAY = (
    Stretch(
        first_day=samples.FIRST,
        last_day=samples.FIRST,
        verdict="contested",
        schools={"court": "obliged", "council": "not_obliged"},
    ),
    Stretch(
        first_day=samples.LAST,
        last_day=samples.LAST,
        verdict="obliged",
        schools={"court": "obliged", "council": "obliged"},
    ),
)


def test_a_school_whose_answer_changes_is_told_by_days() -> None:
    told = {it.who: it.answer for it in rows(samples.answer(by_day=BY_DAY), samples.NAMES)}
    assert told == {"the Court": "must", "the Council": "2 September 2024: need not; 3 September 2024: must"}


def test_without_days_the_answer_of_the_whole_stay_is_told() -> None:
    told = {it.who: it.answer for it in rows(samples.answer(), samples.NAMES)}
    assert told == {"the Court": "must", "the Council": "need not"}


def test_what_turns_the_answer_alone_is_told_first() -> None:
    answer = samples.answer()
    assert [it.question for it in turning(answer)] == [
        it for it in disputes(answer, samples.NAMES, full=True) if "Only together" not in it
    ]
