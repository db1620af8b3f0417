"""A question, read once: what it holds, how it is asked otherwise, and what is no question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dedere.asking.query import Query, ask, find_school
from dedere.engine import default_engine
from dedere.errors import UsageError


@pytest.fixture(scope="module")
def query() -> Query:
    return ask("putin", "India", first="2025-12-04", last="2025-12-05", suppose="deposited(ind,rome,20250901)")


def test_what_is_read(query: Query) -> None:
    slot = query.declared.slot
    assert (query.first, query.last) == (20251204, 20251205)
    assert query.given[slot("host")] == "ind"
    assert query.given[slot("after")] == 20251206
    assert query.question.host == "IND"
    assert (query.question.first_day, query.question.last_day) == (date(2025, 12, 4), date(2025, 12, 5))
    assert query.question.suppose == ("deposited(ind,rome,20250901)",)
    assert str(query.supposed[0]) == "deposited(ind,rome,20250901)"
    assert query.question.presence == query.declared.presets[slot("manner")]


def test_one_day_of_it(query: Query) -> None:
    day = query.on_day(20251205)
    assert (day.first, day.last, day.given[day.declared.slot("after")]) == (20251205, 20251205, 20251206)
    # It is a part of the question, which is still shown as it was put.
    assert day.question == query.question


def test_on_other_days_and_in_another_manner(query: Query) -> None:
    slot = query.declared.slot
    other = query.replanned({slot("first"): 20260101, slot("after"): 20260103, slot("manner"): "flies_over"})
    assert (other.first, other.last) == (20260101, 20260102)
    assert (other.question.first_day, other.question.last_day) == (date(2026, 1, 1), date(2026, 1, 2))
    assert other.question.presence == "flies_over"
    assert query.question.first_day == date(2025, 12, 4)


def test_of_a_record_changed_further_and_of_the_record_as_it_is(query: Query) -> None:
    more = query.changed([], query.supposed)
    assert more.question.withdraw == ("deposited(ind,rome,20250901)",)
    assert more.supposed == query.supposed
    plain = more.unchanged()
    assert (plain.supposed, plain.withdrawn, plain.question.suppose, plain.question.withdraw) == ((), (), (), ())


def test_each_question_keeps_its_own_solutions(query: Query) -> None:
    assert query.changed([], []).solved is not query.solved


def test_a_school(query: Query) -> None:
    engine = default_engine()
    school = find_school(engine, " Court ")
    assert school is not None
    assert (school.id, query.under(school).school, query.school) == ("court", school, None)
    assert find_school(engine, school.name.upper()) is school
    assert find_school(engine, None) is None
    with pytest.raises(UsageError) as refused:
        find_school(engine, "nobody")
    assert refused.value.message == "no school `nobody` is declared"
    assert "court" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"person": "nobody at all"}, "no person `nobody at all` is known"),
        ({"host": "Atlantis"}, "`Atlantis` is known"),
        ({"presence": "swims"}, "`swims` is no manner of presence"),
        ({"on": "2025-13-01"}, "2025-13-01"),
        ({"known_on": "someday"}, "someday"),
        ({"suppose": "deposited(ind)"}, "`deposited(ind)` cannot be taken"),
        ({"withdraw": "deposited(ind,rome,20250901)"}, "is not in the record"),
        ({"person": 7}, "the person is `7`"),
    ],
    ids=["person", "host", "presence", "day", "known", "suppose", "withdraw", "type"],
)
def test_what_is_no_question(wrong: dict[str, Any], message: str) -> None:
    asked: dict[str, Any] = {"person": "putin", "host": "India", "on": "2025-12-05", **wrong}
    with pytest.raises(UsageError) as refused:
        ask(asked.pop("person"), asked.pop("host"), **asked)
    assert message in refused.value.message
    assert refused.value.hint


def test_a_manner_may_be_written_as_people_write() -> None:
    declared, _ = default_engine().leading
    type_ = default_engine().corpus.vocabulary.types[declared.type_of(declared.slot("manner"))]
    manner = next(it for it in type_.constants if "_" in it)
    asked = ask("putin", "India", on="2025-12-05", presence=manner.upper().replace("_", "-", 1))
    assert asked.question.presence == manner


@pytest.mark.parametrize(("person", "host"), [("india", "putin"), ("East Jerusalem", "Benjamin Netanyahu")])
def test_a_place_before_the_person_is_told_of_and_not_turned_round(person: str, host: str) -> None:
    with pytest.raises(UsageError, match=f"no person `{person}` is known") as raised:
        ask(person, host, on="2025-12-05")
    assert str(raised.value.hint).startswith(f"the person comes first, then the place: did you mean `{host}` (")
    assert str(raised.value.hint).endswith(f") in `{person}`?")


def test_nobody_in_a_place_that_is_none_is_no_other_order() -> None:
    with pytest.raises(UsageError, match="no person `india` is known") as raised:
        ask("india", "nowhere at all", on="2025-12-05")
    assert "comes first" not in str(raised.value.hint)
