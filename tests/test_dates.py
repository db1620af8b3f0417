"""Days as integers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere import dates
from dedere.errors import UsageError

days = st.dates(min_value=date(1600, 1, 2), max_value=date(2999, 12, 30))


@pytest.mark.parametrize("text", ["2025-12-05", "20251205", " 2025-12-05 "])
def test_reads_both_forms(text: str) -> None:
    assert dates.parse_date(text) == 20251205


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tomorrow", "`tomorrow` is not a date"),
        ("5.12.2025", "`5.12.2025` is not a date"),
        ("2025-1205", "`2025-1205` is not a date"),
        ("٢٠٢٥١٢٠٥", "`٢٠٢٥١٢٠٥` is not a date"),
        ("", "`` is not a date"),
        ("2025-02-29", "`2025-02-29` is a day that does not exist"),
        ("2025-13-01", "`2025-13-01` is a day that does not exist"),
        ("1599-12-31", "`1599-12-31` is out of range"),
        ("3000-01-01", "`3000-01-01` is out of range"),
    ],
)
def test_refuses_with_a_hint(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        dates.parse_date(text)
    assert refused.value.message == message
    assert refused.value.hint
    assert refused.value.exit_code == 2


def test_writes() -> None:
    assert dates.iso(20020701) == "2002-07-01"
    assert dates.words(20020701) == "1 July 2002"
    assert dates.words(20251231) == "31 December 2025"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (20251205, 20251205, "on 5 December 2025"),
        (20240902, 20240903, "from 2 to 3 September 2024"),
        (20240831, 20240901, "from 31 August to 1 September 2024"),
        (20240901, 20241001, "from 1 September to 1 October 2024"),
        (20231231, 20240101, "from 31 December 2023 to 1 January 2024"),
        (20230901, 20240901, "from 1 September 2023 to 1 September 2024"),
    ],
)
def test_a_stretch_says_once_what_its_days_share(first: int, last: int, words: str) -> None:
    assert dates.stretch(first, last) == words


@pytest.mark.parametrize(("day", "later"), [(20240228, 20240229), (20250228, 20250301), (20251231, 20260101)])
def test_neighbours(day: int, later: int) -> None:
    assert dates.next_day(day) == later
    assert dates.previous_day(later) == day


@pytest.mark.parametrize("day", [0, -1, 20250230, 2025, 15991231, 30000101, 10**40])
def test_invalid(day: int) -> None:
    assert not dates.valid(day)


@given(days)
def test_forms_agree(day: date) -> None:
    number = int(str(day).replace("-", ""))
    assert dates.valid(number)
    assert dates.iso(number) == str(day)
    assert dates.parse_date(str(day)) == number
    assert dates.previous_day(dates.next_day(number)) == number


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-12-05", "2025-12-05", "5 December 2025"),
        ("2024-09-02", "2024-09-03", "2 to 3 September 2024"),
        ("2025-08-31", "2025-09-03", "31 August to 3 September 2025"),
        ("2024-12-31", "2025-01-01", "31 December 2024 to 1 January 2025"),
        ("2024-09-02", "2025-09-02", "2 September 2024 to 2 September 2025"),
    ],
)
def test_span(first: str, last: str, said: str) -> None:
    assert dates.span(date.fromisoformat(first), date.fromisoformat(last)) == said


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2 September 2024", "did you mean 2024-09-02? write the day as YYYY-MM-DD"),
        ("Sept. 2, 2024", "did you mean 2024-09-02? write the day as YYYY-MM-DD"),
        ("02.09.2024", "did you mean 2024-09-02? write the day as YYYY-MM-DD"),
        ("2024/9/2", "did you mean 2024-09-02? write the day as YYYY-MM-DD"),
        ("13/9/2024", "did you mean 2024-09-13? write the day as YYYY-MM-DD"),
        ("2/9/2024", "did you mean 2024-09-02 or 2024-02-09? write the day as YYYY-MM-DD"),
        ("31 September 2024", "write the day as YYYY-MM-DD, for example 2025-12-05"),
        ("someday", "write the day as YYYY-MM-DD, for example 2025-12-05"),
    ],
)
def test_a_day_that_is_written_otherwise_is_offered_and_not_taken(written: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        dates.parse_date(written)
    assert (raised.value.message, raised.value.hint) == (f"`{written}` is not a date", hint)
