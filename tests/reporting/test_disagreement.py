"""Who disagrees, and what each answers on which days."""

from __future__ import annotations

import samples
from dedere.reporting.disagreement import Row, briefly, disputes, rows, turning
from dedere.schema.answer import Issue, Position, Stretch, Verdict

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


def open_on(*positions: Position) -> list[tuple[str, str, str, bool]]:
    """The table of an answer that is open in every school, with these positions on the one question."""
    issue = Issue(id="I", question="Does it reach so far?", turns="alone", positions=positions)
    everywhere: dict[str, Verdict] = {"court": "contested", "council": "contested"}
    answer = samples.answer(issues=(issue,), schools=everywhere, left_open={"court": ("I",), "council": ("I",)})
    return [(it.who, it.answer, it.reason, it.court) for it in rows(answer, samples.NAMES)]


def position(option: str, verdict: Verdict, *held_by: str, court: bool = False, beyond: str = "") -> Position:
    return Position(
        option=option,
        meaning=f"{option}: so it is",
        held_by=held_by,
        authority=("a text",),
        court=court,
        verdict=verdict,
        beyond=beyond,
    )


def test_what_follows_from_a_position_in_a_case_that_its_holders_did_not_speak_of_is_not_put_to_them() -> None:
    told = open_on(
        position("the wide line", "obliged", "A chamber", court=True),
        position("the narrow line", "not_obliged", "B chamber", court=True, beyond="they spoke of Parties"),
    )
    assert told == [
        ("A chamber", "must", "the wide line: so it is", True),
        ("the line of B chamber, taken no further (they spoke of Parties)", "need not", "", False),
    ]


def test_a_question_that_can_only_be_argued_is_answered_by_nobody() -> None:
    told = open_on(position("one", "obliged"), position("other", "contested", "A chamber"))
    assert [(who, answer) for who, answer, *_ in told] == [("the Court", "open"), ("the Council", "open")]


def test_in_a_sentence_a_school_is_open_on_a_question_that_is_named() -> None:
    every = [
        Row("the Court", "must", "", court=True),
        Row("the Council", "open", "its own lines part on it", court=False, left=("Does it fall away?",)),
        Row("custom", "open", "takes no position on it", court=False, left=("Does it fall away?",)),
    ]
    assert briefly(every) == "Must: the Court; open: the Council and custom. The open question: Does it fall away?"
    assert briefly(every[:1]) == "Must: the Court."
    further = every[2]._replace(left=("Does it fall away?", "Does it stand?"))
    assert briefly([every[0], further]) == (
        "Must: the Court; open: custom. 2 questions leave it open (--explain full)."
    )


def test_in_a_sentence_an_answer_that_changes_by_the_day_stands_behind_who_gives_it() -> None:
    by_day = "11 March: must; 12 March: need not"
    every = [Row("the Court", by_day, "", court=True), Row("custom", by_day, "", court=False)]
    assert briefly(every) == f"The Court and custom ({by_day})."
    listed = [Row("A; B, by what they did", "must", "", court=False), Row("C", "must", "", court=False)]
    assert briefly(listed) == "Must: A; B, by what they did / C."
