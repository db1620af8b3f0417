"""The first line of an answer, and what is told by days."""

from __future__ import annotations

from datetime import date

import dedere


def test_one_day_is_one_stretch() -> None:
    answer = dedere.assess("putin", "mng", on="2024-09-02")
    (only,) = answer.by_day
    assert (only.verdict, only.schools) == (answer.verdict, answer.schools)
    assert (only.first_day, only.last_day) == (date(2024, 9, 2), date(2024, 9, 2))


def test_schools_are_given_by_day_where_they_differ() -> None:
    """Before the Statute bound Armenia no school knew a duty; a day later they differ."""
    answer = dedere.assess("putin", "arm", first="2024-01-31", last="2024-02-02")
    before, after = answer.by_day
    assert set(before.schools.values()) == {"not_obliged"}
    assert before.last_day == date(2024, 1, 31)
    assert after.schools == answer.schools
    assert after.schools["court"] == "obliged"
    assert (after.first_day, after.last_day) == (date(2024, 2, 1), date(2024, 2, 2))


def test_the_first_line_says_no_duty_for_days_without_one() -> None:
    answer = dedere.assess("putin", "arm", first="2024-01-31", last="2024-02-02")
    assert answer.summary == (
        "Contested: whether Armenia must arrest and surrender Vladimir Putin from 1 to 2 February 2024. "
        "In the view of the Court, it must. On 31 January 2024 it has no such duty."
    )
    answer = dedere.assess("kony", "arm", first="2024-01-31", last="2024-02-01")
    assert answer.summary == (
        "Obliged: Armenia must arrest and surrender Joseph Kony on 1 February 2024. "
        "On 31 January 2024 it has no such duty."
    )


def test_the_end_of_an_office_parts_a_stay() -> None:
    """On the day the office ends personal immunity goes, and with it what the schools differ on."""
    answer = dedere.assess(
        "putin",
        "mng",
        first="2024-09-01",
        last="2024-09-03",
        suppose=["office(putin,head_of_state,rus,20120507,20240902)"],
        withdraw=["office(putin,head_of_state,rus,20120507,#sup)"],
    )
    assert [(it.first_day.day, it.last_day.day) for it in answer.by_day] == [(1, 1), (2, 3)]
    first, second = answer.by_day
    assert first.schools["horizontal"] == "not_obliged"
    assert second.schools["horizontal"] != "not_obliged"


def test_the_view_of_one_school_is_told_by_days_too() -> None:
    answer = dedere.assess("putin", "arm", first="2024-01-31", last="2024-02-01", school="court")
    assert answer.summary.startswith("Obliged: Armenia must arrest and surrender Vladimir Putin on 1 February 2024")
    assert answer.summary.endswith("On 31 January 2024 it has no such duty.")


def test_a_duty_to_prosecute_or_extradite_stands_beside_the_first_line() -> None:
    answer = dedere.assess("habre", "sen", on="2010-06-01")
    assert [it.act for it in answer.beside] == ["detain", "submit_to_prosecution"]
    assert set(answer.beside) <= set(answer.conclusions)
    assert "Senegal has no duty to arrest and surrender" in answer.summary
    text = answer.to_text()
    assert text.index("Beside that, Senegal must submit the case") < text.index("Why Senegal need not")
    assert text.count("must submit the case") == 1
    (search,) = dedere.assess("lvova_belova", "ind", on="2025-12-05").beside
    assert search.act == "prosecute_or_hand_over"
    assert not dedere.assess("putin", "ind", on="2010-06-01").beside
