"""Days as `YYYYMMDD` integers, as facts and rules write them; answers have them as `datetime.date`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dedere.errors import UsageError

FIRST_YEAR = 1600
LAST_YEAR = 2999

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2})")
# Not strftime: its month names depend on the locale of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def as_date(day: int) -> date:
    """The day as Python has it. Raises `ValueError` where there is no such day."""
    return date(day // 10000, day // 100 % 100, day % 100)


def number(day: date) -> int:
    """The day as `YYYYMMDD`.

    >>> number(as_date(20251205))
    20251205
    """
    return day.year * 10000 + day.month * 100 + day.day


def valid(day: int) -> bool:
    """Whether `day` is a `YYYYMMDD` day that exists, in the years 1600 to 2999."""
    if not FIRST_YEAR <= day // 10000 <= LAST_YEAR:
        return False
    try:
        as_date(day)
    except ValueError:
        return False
    return True


def parse_date(text: str) -> int:
    """The day that `text` names, as `YYYYMMDD` or `YYYY-MM-DD`. Raises `UsageError` where there is no such day."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"`{text}` is not a date", "write the day as YYYY-MM-DD, for example 2025-12-05", "bad_day")
    day = int("".join(group for group in found.groups() if group))
    if not FIRST_YEAR <= day // 10000 <= LAST_YEAR:
        raise UsageError(f"`{text}` is out of range", f"give a year from {FIRST_YEAR} to {LAST_YEAR}", "bad_day")
    if not valid(day):
        raise UsageError(
            f"`{text}` is a day that does not exist", "check the month and the length of the month", "bad_day"
        )
    return day


def iso(day: int) -> str:
    """`20251205` as `2025-12-05`."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"


def words(day: int | date) -> str:
    """`20020701` as `1 July 2002`. Raises `ValueError` where there is no such day."""
    found = day if isinstance(day, date) else as_date(day)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def span(first: int | date, last: int | date) -> str:
    """The days from the first to the last, which is included; what the two have in common is said once.

    >>> span(20240902, 20240903), span(20240831, 20240901), span(20251205, 20251205)
    ('2 to 3 September 2024', '31 August to 1 September 2024', '5 December 2025')
    """
    begin, end = words(first).split(), words(last).split()
    while begin and begin[-1] == end[len(begin) - 1]:
        begin.pop()
    return " to ".join(filter(None, (" ".join(begin), " ".join(end))))


def stretch(first: int | date, last: int | date) -> str:
    """The same as an adverb: when something is so.

    >>> stretch(20240902, 20240903), stretch(20251205, 20251205)
    ('from 2 to 3 September 2024', 'on 5 December 2025')
    """
    return f"{'on' if first == last else 'from'} {span(first, last)}"


def later(day: int, days: int) -> int:
    """The day so many days later, or before. Raises `ValueError` where `day` does not exist."""
    return number(as_date(day) + timedelta(days=days))


def next_day(day: int) -> int:
    """The day after. Raises `ValueError` where `day` does not exist."""
    return later(day, 1)


def previous_day(day: int) -> int:
    """The day before. Raises `ValueError` where `day` does not exist."""
    return later(day, -1)
