"""The days that a case names."""

from __future__ import annotations

import pytest

from dedere.cases.days import span, wrong
from dedere.errors import UsageError

STAY = (20240131, 20240202)


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2024-01-31", (20240131, 20240131)),
        ("20240131", (20240131, 20240131)),
        ("2024-01-31 to 2024-02-02", (20240131, 20240202)),
    ],
)
def test_days_are_read(when: str, days: tuple[int, int]) -> None:
    assert span(when) == days
    assert wrong(when, STAY) is None
    assert wrong(when, None) is None


@pytest.mark.parametrize(
    ("when", "exact", "message", "hint"),
    [
        ("2024-02-30", False, "`2024-02-30` is a day that does not exist", "check the month"),
        ("some day", False, "`some day` is not a date", "write the day as"),
        ("2024-01-30", False, "`2024-01-30` is not within the stay", "is of 2024-01-31 to 2024-02-02"),
        ("2024-02-01 to 2024-02-03", False, "is not within the stay", "is of 2024-01-31 to 2024-02-02"),
        ("2024-02-02 to 2024-02-01", False, "the last day is before the first", "exchange the two days"),
        ("20240131", True, "`20240131` is not written as a day is", "write `2024-01-31`"),
        ("20240131 to 2024-02-01", True, "is not written as a day is", "write `2024-01-31 to 2024-02-01`"),
    ],
)
def test_days_of_which_nothing_can_be_told(when: str, exact: bool, message: str, hint: str) -> None:
    found = wrong(when, STAY, exact=exact)
    assert found is not None
    assert message in found.message
    assert hint in (found.hint or "")


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError):
        span("2024-13-01 to 2024-14-01")
