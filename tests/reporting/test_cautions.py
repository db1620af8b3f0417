"""What a reader must take into account, with the words that several have in common said once."""

from __future__ import annotations

from datetime import date

import dedere
from dedere.corpus.sentences import from_memory
from dedere.reporting.cautions import cautions, shortening
from dedere.reporting.document import Remarks


def test_cautions_of_one_kind_stand_together() -> None:
    told = cautions(
        ("it is taken that the request came", "the acts are taken to be official"),
        (from_memory("the war began"), from_memory("it ended"), "the office was last seen held in May"),
        date(2026, 3, 12),
    )
    assert told == (
        ("Taken for granted", "that the request came. The acts are taken to be official."),
        ("Take care", "The office was last seen held in May."),
        ("Rests on memory, not on a source that was seen", "the war began. It ended."),
        ("Record", "kept until 12 March 2026."),
    )


def test_how_far_the_record_is_kept_is_told_once_and_as_answers_say_it() -> None:
    answer = dedere.assess("netanyahu", "hun", on="2026-12-03")
    (record,) = (text for label, text in cautions((), answer.warnings, answer.known_until) if label == "Record")
    assert record.startswith("kept of situations up to 12 March 2026; of ")
    assert record.endswith("; the question goes past it.")
    assert not any("record is kept" in text for label, text in cautions((), answer.warnings) if label != "Record")


def test_nothing_to_say() -> None:
    assert cautions((), ()) == ()


def test_in_brief_the_first_day_and_the_last_stand_for_all() -> None:
    answer = dedere.assess("netanyahu", "hun", on="2026-12-03")
    told = dict(cautions((), answer.warnings, answer.known_until, brief=True))["Record"]
    assert told.startswith("kept of situations up to 12 March 2026, of the rest up to ")
    assert told.endswith(" 2026 at the latest; the question goes past it.")


def _chain(shown: Remarks | None) -> list[tuple[tuple[str, str], ...]]:
    return [] if shown is None else [shown.remarks, *_chain(shown.shorter)]


def test_for_a_few_lines_what_is_longest_gives_way_first_and_is_counted() -> None:
    assert _chain(shortening(("it is taken that it came",), ("the office ended in May", "so did it"))) == [
        (("Taken for granted", "that it came."), ("Take care", "The office ended in May. So did it.")),
        (
            ("Taken for granted", "that it came."),
            ("Take care", "The office ended in May. And 1 more, told by --explain short."),
        ),
        (("Taken for granted", "that it came."), ("Left out", "2 cautions, told by --explain short.")),
        (("Left out", "1 thing taken for granted and 2 cautions, told by --explain short."),),
        (("Left out", "3 remarks, told by --explain short."),),
    ]
    assert shortening((), ()) is None


def test_for_a_few_lines_how_far_the_record_is_kept_is_told_and_never_counted() -> None:
    past = "the record is kept of persons up to 1 May 2026; of acts up to 2 May 2026; the question goes past it"
    told = [it[-1] for it in _chain(shortening((), ("the office ended in May", past), date(2026, 5, 1)))]
    assert {label for label, _ in told} == {"Record"}
    assert told[-4:-1] == [
        ("Record", "kept of persons only until 1 May 2026, of the rest longer; the question goes past it."),
        ("Record", "kept in part only until 1 May 2026; the question goes past it."),
        (
            "Record",
            "kept in part only until 1 May 2026; the question goes past it. 1 caution, told by --explain short.",
        ),
    ]
    beside = "the record is kept until 1 May 2026, but of acts up to 2 May 2020"
    assert _chain(shortening((), (beside,), date(2020, 5, 2))) == [
        (("Record", "kept until 1 May 2026, but of acts up to 2 May 2020."),),
        (("Record", "kept until 1 May 2026, but of acts only until 2 May 2020."),),
        (("Record", "kept until 1 May 2026, in part only until 2 May 2020."),),
    ]


def test_a_fact_from_memory_is_no_caution() -> None:
    told = _chain(shortening((), ("the office ended in May", from_memory("the war began"))))
    assert told[-1] == (("Left out", "2 remarks, told by --explain short."),)


def test_the_last_line_of_all_holds_the_earliest_day_of_the_record() -> None:
    kept = "the record is kept until 22 August 2026, but of acts up to 9 November 2020; of wars up to 1 May 2021"
    ((label, said),) = _chain(shortening(("it is taken that it came",), ("so it is", kept), date(2020, 11, 9)))[-1]
    assert f"{label}: {said}" == "Record: kept in part until 9 November 2020. 2 remarks: --explain short."


def test_the_last_line_of_all_says_in_a_word_that_the_question_goes_past_the_record() -> None:
    kept = "the record is kept of acts up to 9 November 2020; the question goes past it"
    ((label, said),) = _chain(shortening(("it is taken that it came",), (kept,), date(2020, 11, 9)))[-1]
    assert f"{label}: {said}" == "Record: kept only until 9 November 2020. 1 remark: --explain short."


def test_cautions_that_begin_alike_are_told_together_and_counted_each() -> None:
    alike = "to the question whether it is open an answer can be argued: "
    told = _chain(shortening((), (f"{alike}yes", f"{alike}no")))
    assert told[0] == (("Take care", "To the question whether it is open an answer can be argued: yes; no."),)
    assert told[-1] == (("Left out", "2 cautions, told by --explain short."),)
