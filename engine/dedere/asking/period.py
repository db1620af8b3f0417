"""The days of a question.

A day is given as `YYYY-MM-DD`, as `YYYYMMDD` (a text or an integer), or as a `datetime.date`; in the engine it is the
integer `YYYYMMDD`. Of what tables write otherwise the days that it may be are offered, and none is taken: whoever asks
can be asked back.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

from dedere import dates
from dedere.errors import UsageError
from dedere.given import quoted

Day: TypeAlias = str | int | date
"""A day as a user gives it."""

LONGEST_STAY = 40
"""Years that a stay may last."""


def read_day(given: Day) -> int:
    """A day as the engine writes it. Raises `UsageError` for what is none."""
    if isinstance(given, date):
        given = (given.date() if isinstance(given, datetime) else given).isoformat()
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise UsageError(f"{quoted(given)} is no day", "give it as YYYY-MM-DD")
    if isinstance(given, int) and not 0 <= given < 10**8:
        raise UsageError(f"{quoted(given)} is not a date", "give it as YYYY-MM-DD")
    return dates.parse_date(str(given))


def period(on: Day | None, first: Day | None, last: Day | None) -> tuple[int, int]:
    """The first and the last day of a question; a first day alone is that one day.

    Raises `UsageError` where they are not given, or no period.
    """
    if on is not None and (first is not None or last is not None):
        raise UsageError("both one day and a first or last day are given", "give either `on`, or `first` and `last`")
    if on is not None:
        day = read_day(on)
        return day, day
    if first is None:
        hint = "give `on`, or `first` and `last`"
        raise UsageError("no day is given" if last is None else "a last day is given without the first", hint)
    begin = read_day(first)
    end = begin if last is None else read_day(last)
    if end < begin:
        raise UsageError(
            f"the last day `{dates.iso(end)}` is before the first, `{dates.iso(begin)}`", "exchange the two days"
        )
    if end - begin > LONGEST_STAY * 10000:
        raise UsageError(f"the stay lasts longer than {LONGEST_STAY} years", "ask about a shorter one")
    return begin, end
