"""What an answer tells, in the forms in which a case can name it."""

from __future__ import annotations

import pytest

from casing import ARMENIA, NORWAY, case_of, told_of
from dedere.answers.assessment import assess
from dedere.cases.told import Told, asked, close, founded, holds, plain
from dedere.engine import default_engine
from dedere.errors import UsageError


def test_norms_stand_with_the_rules_that_found_them() -> None:
    told = told_of(NORWAY)
    assert ("duty(nor,arrest,putin,icc)", "RS-89-1") in told.norms
    assert "status(nor,state_party,rome,none)" in {it.text for it in told.norms}


def test_rules_found_are_missing_or_defeat() -> None:
    told = told_of(NORWAY)
    assert {"RS-89-1", "RS-86", "IM-STATUTE"} <= told.founding
    assert told.plainly_founding <= told.founding
    assert "SC-DUTY" in told.missing
    assert "SC-DUTY" not in told.founding
    assert "EX-IMM" in told.defeating - told.founding


def test_the_reasons_are_those_of_the_answer_whatever_was_asked_first() -> None:
    told = Told(asked(case_of("verdict: contested"), default_engine()))
    assert told.verdict_on(20240501, "horizontal") == "not_obliged"
    assert told.norms
    assert told.answer == assess("putin", "NO", on="2024-05-01")


def test_all_that_is_said_is_among_the_sentences() -> None:
    told = told_of(NORWAY)
    answer = told.answer
    said = {answer.summary, *answer.warnings, *(it.sentence for it in answer.conclusions), answer.windows[0].sentence}
    said |= {answer.why[0].sentence, answer.why_not[0].missing.sentence, answer.issues[0].question}
    said |= {answer.issues[0].positions[0].meaning, answer.windows[0].authority, answer.why_not[0].title}
    assert said <= set(told.sentences)
    assert "" not in told.sentences


def test_what_would_oblige_is_among_the_sentences() -> None:
    sentences = told_of("person: taylor, host: nga, first: 2005-06-01").sentences
    ordered = "the Security Council had ordered Nigeria to cooperate with the Special Court for Sierra Leone"
    assert f"Nigeria would be bound if {ordered}" in sentences
    assert not [it for it in sentences if it.endswith((" if ", " if None")) or it.startswith("None if ")]


def test_a_school_has_a_verdict_on_each_day() -> None:
    told = told_of(ARMENIA)
    assert [told.verdict_on(day, "court") for day in (20240131, 20240201)] == ["not_obliged", "obliged"]
    assert [told.verdict_on(day, "horizontal") for day in (20240131, 20240201)] == ["not_obliged", "not_obliged"]
    # Of the stay as a whole the strongest counts, and it is of one of its days.
    for school, verdict in told.answer.schools.items():
        assert verdict in {told.verdict_on(day, school) for day in told.days}


def test_a_conclusion_is_a_line_with_its_standing_and_days() -> None:
    lines = told_of(ARMENIA).lines
    assert "duty(arm,cooperate,putin,icc) by RS-86, certain, 2024-02-01 to 2024-02-01" in lines
    assert any(" is defeated by " in it for it in lines)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("duty(a,b,c,d) by RS-86, certain, 2024-02-01 to 2024-02-01", "duty(a,b,c,d) by RS-86"),
        (
            "duty(a,b,c,d) by RS-86 is defeated by X, 2024-02-01 to 2024-02-01",
            "duty(a,b,c,d) by RS-86 is defeated by X",
        ),
        ("doubt office(a,b,c), 2024-02-01 to 2024-02-01", "doubt office(a,b,c)"),
        ("duty(a,b,c,d) by RS-86", "duty(a,b,c,d) by RS-86"),
    ],
)
def test_what_a_line_founds(line: str, rest: str) -> None:
    assert founded(line) == rest


def test_blanks_and_quotes_do_not_count_in_norms() -> None:
    assert close('duty( a, "b, c" )') == 'duty(a,"b, c")'
    assert plain('duty(a, "b")') == "duty(a,b)"
    assert holds("duty(a, _)", "duty(a,b)")
    assert not holds("duty(a,_)", "duty(b,a)")


def test_positions_of_a_case_are_taken() -> None:
    case = case_of(
        "conclusions_not: ['duty(nor,cooperate,putin,icc) by RS-86']", more="  positions: {ISS-IMM: horizontal}\n"
    )
    told = Told(asked(case, default_engine()))
    assert told.query.school is not None
    assert told.query.school.positions == {'"ISS-IMM"': "horizontal"}
    assert not any(it.startswith("duty(nor,arrest,") and ", certain" in it for it in told.lines)


def test_a_question_that_is_wrong_is_refused() -> None:
    with pytest.raises(UsageError):
        asked(case_of("verdict: obliged", "person: nobody at all, host: NO, first: 2024-05-01"), default_engine())
