"""A plan of visits in a calendar file: an event a leg. The library `icalendar` reads it, and is imported here alone.

`SUMMARY` is the event, `LOCATION` the host: the whole of it, or what stands behind its last comma. The days are those
of `DTSTART` and `DTEND` as they are written there. `X-DEDERE-HOST`, `X-DEDERE-PERSON`, `X-DEDERE-PRESENCE` and
`X-DEDERE-CAPACITY` say the rest, `X-DEDERE-ALTERNATIVE-TO` the `UID` of the event in whose place one may be put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from typing import Any

from dedere.errors import UsageError
from dedere.exchange.stops import Given, Stop

EXTRA = "calendar"

_BEGIN = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)


def read(content: str) -> Given:
    """The plan that a calendar is. Raises `UsageError` for a text that is none, and without the extra."""
    if find_spec("icalendar") is None:
        hint = f"pip install 'dedere[{EXTRA}]', or write the plan as YAML"
        raise UsageError(f"a calendar needs the extra `{EXTRA}`, which is not installed", hint)
    import icalendar

    try:
        calendar = icalendar.Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError) as error:
        raise UsageError(
            f"the plan is no calendar: {str(error).splitlines()[0][:200]}", "save it as .ics", "file"
        ) from None
    lines = [content.count("\n", 0, it.start()) + 1 for it in _BEGIN.finditer(content)]
    events = list(calendar.walk("VEVENT"))
    names = {str(it["UID"]): str(at) for at, it in enumerate(events, 1) if it.get("UID")}
    given = [
        _stop(event, str(at), line, names)
        for at, (event, line) in enumerate(zip(events, [*lines, *[None] * len(events)], strict=False), 1)
    ]
    title = calendar.get("X-WR-CALNAME")
    return Given(None if title is None else str(title), tuple(_ordered(given)))


def _ordered(given: list[Stop]) -> Iterator[Stop]:
    """By their days, each with the alternatives to it behind it, in the order in which they stand."""
    for it in sorted((it for it in given if it.of is None), key=lambda it: it.first or ""):
        yield it
        yield from (other for other in given if other.of == it.leg)


def _stop(event: Any, name: str, line: int | None, names: dict[str, str]) -> Stop:
    def said(key: str) -> str | None:
        value = event.get(key)
        return str(value).strip() or None if value is not None and not isinstance(value, list) else None

    begin, end = _day(event.get("DTSTART")), _day(event.get("DTEND"))
    of = said("X-DEDERE-ALTERNATIVE-TO")
    wrong = None
    if begin is None:
        wrong = "the event has no day on which it begins", "give it a `DTSTART`"
    elif event.get("RRULE") is not None or event.get("RDATE") is not None:
        wrong = "an event that is repeated is no leg", "give an event for each stay"
    elif of is not None and of not in names:
        wrong = f"there is no event `{of}` to be an alternative to", "give the `UID` of one"
    last = end or begin
    whole = not isinstance(getattr(event.get("DTEND"), "dt", None), datetime)
    if begin is not None and end is not None and whole and end > begin:
        last = end - timedelta(days=1)  # The day on which an event of whole days ends no longer belongs to it.
    return Stop(
        line,
        name,
        None if of is None else names.get(of),
        said("X-DEDERE-PERSON"),
        said("X-DEDERE-HOST") or _place(said("LOCATION")),
        None if begin is None else begin.isoformat(),
        None if last is None else last.isoformat(),
        said("X-DEDERE-PRESENCE"),
        said("X-DEDERE-CAPACITY"),
        said("SUMMARY"),
        wrong,
    )


def _day(given: Any) -> date | None:
    found = getattr(given, "dt", None)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else None


def _place(location: str | None) -> str | None:
    return None if location is None else location.rpartition(",")[2].strip() or None
