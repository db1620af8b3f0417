"""The days that a case names: `DAY`, or `DAY to DAY` with the last day included."""

from __future__ import annotations

from dedere import dates
from dedere.errors import UsageError
from dedere.language.vocabulary import Complaint


def span(when: str) -> tuple[int, int]:
    """The first and the last day of `DAY` or `DAY to DAY`. Raises `UsageError` for a day that does not exist."""
    first, _, last = when.partition(" to ")
    return dates.parse_date(first), dates.parse_date(last or first)


def wrong(when: str, stay: tuple[int, int] | None, *, exact: bool = False) -> Complaint | None:
    """Why nothing can be told of these days; `stay` gives those that are asked about, where they can be told.

    With `exact` the days are compared as texts, so that they have to be written as answers write them.
    """
    try:
        first, last = span(when)
    except UsageError as error:
        return Complaint(error.message, error.hint)
    if last < first:
        return Complaint(f"in `{when}` the last day is before the first", "exchange the two days")
    if stay is not None and not stay[0] <= first <= last <= stay[1]:
        days = " to ".join(map(dates.iso, dict.fromkeys(stay)))
        return Complaint(f"`{when}` is not within the stay", f"the question is of {days}")
    plain = " to ".join(map(dates.iso, (first, last) if " to " in when else (first,)))
    return Complaint(f"`{when}` is not written as a day is", f"write `{plain}`") if exact and plain != when else None
