"""Days as tables write them: `2003-01-31`, `31 Jan 2003`, `10 Feb 2003 a`, `31.1.2003`, `2003-01-31 00:00:00`."""

from __future__ import annotations

import re

from dedere import dates
from dedere.errors import UsageError

_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?\Z")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .\-]+([A-Za-z]{3,9})\.?[ .,\-]+(\d{4})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NUMBERED = re.compile(r"(\d{1,2})([./\-])(\d{1,2})\2(\d{4})")
_JOINED = re.compile(r"(.*\d{4})\s+(a|A|AA|c|d|s|n|P)")
"""What depositaries put behind a day for how a State joined."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_OTHERWISE = {
    "d": "by succession, which has a day of its own from which it takes effect",
    "s": "by a signature that was definitive",
    "n": "by a notification",
    "P": "provisionally",
}


def read_day(cell: str) -> int:
    """The day of a cell. Raises `UsageError` for what is none, or may be either of two."""
    given = " ".join(cell.split())
    joined = _JOINED.fullmatch(given)
    if joined:
        if joined[2] in _OTHERWISE:
            hint = "import it as the fact that it is"
            raise UsageError(f"`{given}` says that a State joined {_OTHERWISE[joined[2]]}", hint)
        given = joined[1]
    given = _MIDNIGHT.sub("", given)
    for form, order in ((_NAMED, (3, 2, 1)), (_NAMED_FIRST, (3, 1, 2))):
        found = form.fullmatch(given)
        if found:
            year, month, day = (found[it] for it in order)
            number = _month(month)
            if number:
                return _exists(cell, f"{year}-{number:02}-{int(day):02}")
    found = _NUMBERED.fullmatch(given)
    if found:
        one, mark, two, year = int(found[1]), found[2], int(found[3]), found[4]
        if mark != "." and one <= 12 and two <= 12 and one != two:
            hint = "write the day as YYYY-MM-DD, or the month by its name"
            raise UsageError(f"`{given}` may be the {one}/{two} of either month", hint)
        # With points the day comes first everywhere; otherwise whichever of the two can be no month is the day.
        day, month = (two, one) if mark != "." and two > 12 else (one, two)
        return _exists(cell, f"{year}-{month:02}-{day:02}")
    return dates.parse_date(given)


def _month(name: str) -> int | None:
    low = name.lower()
    if low in _FULL:
        return _FULL.index(low) + 1
    return _MONTHS.index(low[:3]) + 1 if low in (*_MONTHS, "sept") else None


def _exists(cell: str, written: str) -> int:
    try:
        return dates.parse_date(written)
    except UsageError as error:
        raise UsageError(error.message.replace(written, " ".join(cell.split())), error.hint) from None
