"""A plan of visits, leg by leg, on the real record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere.schema.plan import Plan
from plans import of


def test_each_leg_has_the_answer_of_assess() -> None:
    for it in of().legs:
        asked = it.question
        alone = dedere.assess(
            asked.person, asked.host, first=asked.first_day, last=asked.last_day, presence=asked.presence
        )
        assert (it.answer, it.summary) == (alone.id, alone.summary)
        assert (it.verdict, it.schools) == (alone.verdict, alone.schools)


def test_alternatives_are_answered_in_the_order_given_and_none_is_added() -> None:
    told = [(it.leg, it.alternative_to, it.host) for it in of().legs]
    assert told == [
        ("1", None, "Mongolia"),
        ("1a", "1", "Kazakhstan"),
        ("later", "1", "Mongolia"),
        ("flight", None, "Türkiye"),
    ]
    assert sum([of().counts.obliged, of().counts.contested, of().counts.not_obliged]) == 2


def test_what_cannot_be_answered_is_told_and_the_others_are_answered() -> None:
    assert [(it.leg, it.message) for it in of().faults] == [
        ("3", "no state or area `Atlantis` is known"),
        ("4", "`2024-02-30` is a day that does not exist"),
        ("5", "the leg has no day"),
        ("6", "no person `nobody` is known"),
    ]
    assert all(it.hint for it in of().faults)


def test_what_is_due_is_what_the_rules_say_and_no_other_day() -> None:
    due = [(it.day, it.leg, it.kind) for it in of().due]
    assert due == sorted(due, key=lambda it: it[0])
    consult = next(it for it in of().due if "consult the Court" in it.said.sentence)
    assert (consult.day, consult.leg, consult.said.rule) == (date(2024, 9, 2), "1", "RS-97")
    flips = dedere.flip("putin", "Mongolia", first="2024-09-02", last="2024-09-03", today="2026-11-29")
    days = {change.sentence: change.latest_day for it in (*flips.nearer, *flips.sets) for change in it.changes}
    told = {it.said.sentence: it.day for it in of().due if it.kind == "change" and it.leg == "1"}
    assert told == {sentence: day for sentence, day in days.items() if day is not None}


def test_of_days_to_come_no_change_lies_before_today() -> None:
    assert all(it.day >= date(2026, 11, 29) for it in of().due if it.leg == "later")


def test_a_file_has_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "plan.lp"
    facts = 'leg(a,putin,"India",20251205,20251205).\nleg(b,putin,nowhere,20251205,20251205).\n'
    file.write_text(facts, encoding="utf-8")
    found = dedere.plan(file)
    assert [(it.line, it.leg) for it in found.legs] == [(1, "a")]
    assert [(it.line, it.leg) for it in found.faults] == [(2, "b")]


def test_who_travels_may_be_said_beside_and_a_leg_says_it_first() -> None:
    given = {"legs": [{"host": "India", "on": "2025-12-05"}, {"person": "kony", "host": "India", "on": "2025-12-05"}]}
    found = dedere.plan(given, person="Netanyahu")
    assert [it.name for it in found.legs] == ["Benjamin Netanyahu", "Joseph Kony"]
    assert [it.message for it in dedere.plan(given).faults] == ["the leg names no person"]


def test_what_is_supposed_and_a_school_hold_for_every_leg() -> None:
    given = {"person": "putin", "legs": [{"host": "India", "on": "2025-12-05"}]}
    supposed = dedere.plan(given, suppose="deposited(ind,rome,20250901)")
    assert supposed.legs[0].verdict == "contested"
    assert supposed.id != dedere.plan(given).id
    alone = dedere.plan(given, school="court", suppose="deposited(ind,rome,20250901)")
    assert (alone.school, alone.legs[0].verdict, list(alone.schools)) == ("court", "obliged", ["court"])


def test_a_leg_grounds_what_its_answer_and_what_would_turn_it_do_and_no_other_state(programs: list[str]) -> None:
    dedere.flip("putin", "Mongolia", on="2024-09-02", today="2026-11-29")
    alone = len(programs)
    programs.clear()
    dedere.plan({"person": "putin", "legs": [{"host": "Mongolia", "on": "2024-09-02"}]}, today="2026-11-29")
    assert alone <= len(programs) <= alone + 2  # What answers, and what says why not, once for each.


def test_it_is_read_back_from_json_and_given_as_a_model() -> None:
    assert Plan.model_validate_json(of().to_json()) == of()
    given = {"legs": [{"person": "putin", "host": "India", "on": "2025-12-05", "alternatives": [{"host": "China"}]}]}
    model = dedere.Itinerary.model_validate(given)
    assert (
        [it.host for it in dedere.plan(model).legs] == [it.host for it in dedere.plan(given).legs] == ["India", "China"]
    )


@pytest.mark.parametrize(
    ("given", "more", "message"),
    [
        ({}, {}, "the legs of the plan are no list"),
        ({"legs": []}, {}, "the plan has no leg"),
        (3, {}, "the plan is `3`"),
        ("nowhere.yaml", {}, "cannot be read"),
        ({"legs": [{"host": "ind"}]}, {"school": "none"}, "no school `none`"),
        ({"legs": [{"host": "ind"}]}, {"today": "never"}, "`never` is not a date"),
        ({"legs": [{"host": "ind"}]}, {"suppose": "nothing(x)"}, "there is no kind of fact `nothing`"),
        ({"legs": [{"host": "ind"}]}, {"withdraw": 2.5}, "the facts are given as `2.5`"),
        ({"legs": [{"host": "ind"}]}, {"person": 3}, "the person is `3`"),
    ],
)
def test_what_is_no_plan(given: Any, more: dict[str, Any], message: str) -> None:
    with pytest.raises(dedere.UsageError, match=message) as refused:
        dedere.plan(given, **more)
    assert refused.value.hint
