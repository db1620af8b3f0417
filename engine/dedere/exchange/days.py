"""Days as tables write them: `2003-01-31`, `31 Jan 2003`, `10 Feb 2003 a`, `31.1.2003`, `2003-01-31 00:00:00`."""

from __future__ import annotations

import re

from dedere import dates
from dedere.errors import UsageError

_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?\Z")
_JOINED = re.compile(r"(.*\d{4})\s+(a|A|AA|c|d|s|n|P)")
"""What depositaries put behind a day for how a State joined."""

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
    found = dates.meant(given)
    if len(found) > 1 and dates.valid(int(found[0].replace("-", ""))):
        hint = f"did you mean {' or '.join(found)}? write the day as YYYY-MM-DD, or the month by its name"
        raise UsageError(f"`{given}` may be either of two days", hint, "bad_day")
    try:
        return dates.parse_date(found[0] if found else given)
    except UsageError as error:
        written = error.message.replace(found[0], given) if found else error.message
        raise UsageError(written, error.hint, error.code) from None
