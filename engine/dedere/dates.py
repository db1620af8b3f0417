"""Days as `YYYYMMDD` integers, as facts and rules write them; answers have them as `datetime.date`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dedere.errors import UsageError

FIRST_YEAR = 1600
LAST_YEAR = 2999

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .\-]+([A-Za-z]{3,9})\.?[ .,\-]+(\d{4})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NUMBERED = re.compile(r"(\d{1,2})([./\-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([./\-])(\d{1,2})\2(\d{1,2})")
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
        near = [it for it in meant(text) if valid(int(it.replace("-", "")))]
        write = "write the day as YYYY-MM-DD"
        hint = f"did you mean {' or '.join(near)}? {write}" if near else f"{write}, for example 2025-12-05"
        raise UsageError(f"`{text}` is not a date", hint, "bad_day")
    day = int("".join(group for group in found.groups() if group))
    if not FIRST_YEAR <= day // 10000 <= LAST_YEAR:
        raise UsageError(f"`{text}` is out of range", f"give a year from {FIRST_YEAR} to {LAST_YEAR}", "bad_day")
    if not valid(day):
        raise UsageError(
            f"`{text}` is a day that does not exist", "check the month and the length of the month", "bad_day"
        )
    return day


def meant(written: str) -> tuple[str, ...]:
    """The days, as `YYYY-MM-DD`, that something written otherwise may mean, whether or not they exist.

    >>> meant("2 September 2024"), meant("02.09.2024"), meant("2/9/2024"), meant("Sept. 2, 2024"), meant("someday")
    (('2024-09-02',), ('2024-09-02',), ('2024-09-02', '2024-02-09'), ('2024-09-02',), ())
    """
    given = " ".join(written.split())
    for form, order in ((_NAMED, (3, 2, 1)), (_NAMED_FIRST, (3, 1, 2))):
        if found := form.fullmatch(given):
            year, month, day = (found[it] for it in order)
            named = _month(month)
            return (f"{year}-{named:02}-{int(day):02}",) if named else ()
    if found := _YEAR_FIRST.fullmatch(given):
        return (f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}",)
    if found := _NUMBERED.fullmatch(given):
        one, mark, two, year = int(found[1]), found[2], int(found[3]), found[4]
        first, other = f"{year}-{two:02}-{one:02}", f"{year}-{one:02}-{two:02}"
        if mark == "." or one > 12 or one == two:
            # With points the day comes first everywhere; otherwise whichever of the two can be no month is the day.
            return (first,)
        return (other,) if two > 12 else (first, other)
    return ()


def _month(name: str) -> int | None:
    low = name.lower()
    full = [it.lower() for it in _MONTHS]
    if low in full:
        return full.index(low) + 1
    short = [it[:3] for it in full]
    return short.index(low[:3]) + 1 if low in (*short, "sept") else None


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
