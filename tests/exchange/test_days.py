"""Days as tables write them."""

from __future__ import annotations

import pytest

from dedere.errors import UsageError
from dedere.exchange.days import read_day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2003-01-31", 20030131),
        ("20030131", 20030131),
        ("31 Jan 2003", 20030131),
        (" 31  January  2003 ", 20030131),
        ("10 Feb 2003 a", 20030210),
        ("10 Feb 2003 A", 20030210),
        ("10 Feb 2003 AA", 20030210),
        ("1 Sept 2003", 20030901),
        ("Jan 31, 2003", 20030131),
        ("31-Jan-2003", 20030131),
        ("2007-07-17 00:00:00", 20070717),
        ("2007-07-17T00:00:00Z", 20070717),
        ("31.1.2003", 20030131),
        ("05.12.2025", 20251205),
        ("31/01/2003", 20030131),
        ("01/31/2003", 20030131),
        ("05/05/2025", 20250505),
    ],
)
def test_a_day(cell: str, day: int) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("05/12/2025", "`05/12/2025` may be either of two days"),
        ("10 Feb 2003 d", "`10 Feb 2003 d` says that a State joined by succession"),
        ("10 Feb 2003 s", "by a signature that was definitive"),
        ("30 Feb 2003", "`30 Feb 2003` is a day that does not exist"),
        ("31 Foo 2003", "`31 Foo 2003` is not a date"),
        ("2007-07-17 12:30:00", "is not a date"),
        ("2003", "is not a date"),
        ("37652", "is not a date"),
    ],
)
def test_what_is_no_day_or_may_be_two(cell: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_day(cell)
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-09-02", 20240902),
        ("20240902", 20240902),
        ("2 September 2024", 20240902),
        ("Sept. 2, 2024", 20240902),
        ("02.09.2024", 20240902),
        ("2024/9/2", 20240902),
        ("13/9/2024", 20240913),
        ("9/13/2024", 20240913),
        ("2/2/2024", 20240202),
    ],
)
def test_what_a_person_writes_is_taken_where_it_can_be_one_day_alone(written: str, day: int) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("2/9/2024", "`2/9/2024` may be either of two days", "did you mean 2024-09-02 or 2024-02-09? "),
        ("02-09-2024", "`02-09-2024` may be either of two days", "did you mean 2024-09-02 or 2024-02-09? "),
        ("31 September 2024", "`31 September 2024` is a day that does not exist", "check the month"),
        ("31.09.2024", "`31.09.2024` is a day that does not exist", "check the month"),
        ("1.1.1500", "`1.1.1500` is out of range", "give a year from 1600"),
        ("someday", "`someday` is not a date", "write the day as YYYY-MM-DD"),
    ],
)
def test_what_may_be_either_of_two_days_or_is_none_is_refused(written: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_day(written)
    assert (raised.value.message, raised.value.code) == (message, "bad_day")
    assert raised.value.hint is not None
    assert raised.value.hint.startswith(hint)
