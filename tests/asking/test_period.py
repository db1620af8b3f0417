"""The days of a question."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.asking.period import LONGEST_STAY, Day, period, read_day
from dedere.errors import UsageError

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2999, 12, 31))


@given(DAYS)
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    number = int(f"{day:%Y%m%d}") if day.year > 999 else 0
    forms: list[Day] = [day, day.isoformat(), day.isoformat().replace("-", ""), number]
    forms.append(datetime(day.year, day.month, day.day, 23, 59))  # noqa: DTZ001
    assert [read_day(it) for it in forms] == [number] * 5


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("02.09.2024", "did you mean 2024-09-02?"),
        ("2 September 2024", "did you mean 2024-09-02?"),
        ("2/9/2024", "did you mean 2024-09-02 or 2024-02-09?"),
    ],
)
def test_what_a_day_written_otherwise_may_be_is_offered_and_not_taken(written: str, offered: str) -> None:
    with pytest.raises(UsageError, match=f"`{written}` is not a date") as refused:
        period(written, None, None)
    assert offered in (refused.value.hint or "")


@pytest.mark.parametrize("given_", [True, None, 2.5, b"20250101", ["2025-01-01"]], ids=repr)
def test_what_is_no_day(given_: Any) -> None:
    with pytest.raises(UsageError) as refused:
        read_day(given_)
    assert (refused.value.message, refused.value.hint) == (f"`{given_!r}` is no day", "give it as YYYY-MM-DD")


@given(DAYS, st.integers(0, 14000))
def test_a_stay_is_from_its_first_to_its_last_day(first: date, days: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date(2999, 12, 31).toordinal()))
    assert period(None, first, last) == (read_day(first), read_day(last))


@pytest.mark.parametrize(
    ("on", "first", "last", "message"),
    [
        (None, None, None, "no day is given"),
        (None, None, 20250101, "a last day is given without the first"),
        (20250101, 20250101, None, "both one day and a first or last day are given"),
        (20250101, None, 20250101, "both one day and a first or last day are given"),
        (None, 20250102, 20250101, "the last day `2025-01-01` is before the first, `2025-01-02`"),
        (None, 20000101, 20400102, f"the stay lasts longer than {LONGEST_STAY} years"),
    ],
)
def test_what_is_no_period(on: Day | None, first: Day | None, last: Day | None, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        period(on, first, last)
    assert refused.value.message == message
    assert refused.value.hint


def test_the_longest_stay_and_the_shortest() -> None:
    assert period(None, 20000101, 20400101) == (20000101, 20400101)
    assert period("2025-02-28", None, None) == (20250228, 20250228)
    assert period(None, "2025-02-28", None) == (20250228, 20250228)
