"""A plan of visits in a calendar file."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from dedere.errors import UsageError
from dedere.exchange import calendars
from dedere.exchange.itineraries import read

needs = pytest.mark.skipif(find_spec("icalendar") is None, reason="the extra `calendar` is not installed")

CALENDAR = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
X-WR-CALNAME:State visits
BEGIN:VEVENT
UID:late@x
DTSTART;VALUE=DATE:20251204
DTEND;VALUE=DATE:20251206
SUMMARY:Annual summit
LOCATION:Hyderabad House\, New Delhi\, India
X-DEDERE-PERSON:Vladimir Putin
END:VEVENT
BEGIN:VEVENT
UID:early@x
DTSTART:20251008T090000Z
DTEND:20251009T120000Z
X-DEDERE-HOST:Tajikistan
X-DEDERE-PRESENCE:overflight
END:VEVENT
BEGIN:VEVENT
UID:other@x
DTSTART;VALUE=DATE:20251204
LOCATION:China
X-DEDERE-ALTERNATIVE-TO:late@x
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20251204
RRULE:FREQ=DAILY
LOCATION:China
END:VEVENT
BEGIN:VEVENT
SUMMARY:Some day
END:VEVENT
END:VCALENDAR
"""


@needs
def test_an_event_is_a_leg_with_its_days_as_they_are_written() -> None:
    found = read(CALENDAR, "calendar")
    assert found.title == "State visits"
    told = {it.leg: (it.line, it.host, it.first, it.last, it.of) for it in found.legs}
    assert told["1"] == (5, "India", "2025-12-04", "2025-12-05", None)
    assert told["2"] == (13, "Tajikistan", "2025-10-08", "2025-10-09", None)
    assert told["3"] == (20, "China", "2025-12-04", "2025-12-04", "1")
    order = [it.leg for it in found.legs if it.wrong is None]
    assert order == ["2", "1", "3"]
    summit = next(it for it in found.legs if it.leg == "1")
    assert (summit.person, summit.event) == ("Vladimir Putin", "Annual summit")
    assert next(it for it in found.legs if it.leg == "2").presence == "overflight"


@needs
def test_what_is_no_leg_says_why() -> None:
    wrong = {it.leg: it.wrong for it in read(CALENDAR, "calendar").legs if it.wrong is not None}
    assert wrong["4"][0] == "an event that is repeated is no leg"
    assert wrong["5"][0] == "the event has no day on which it begins"
    lost = read(CALENDAR.replace("TO:late@x", "TO:gone@x"), "calendar")
    assert any("no event `gone@x`" in it.wrong[0] for it in lost.legs if it.wrong is not None)


@needs
def test_what_is_no_calendar() -> None:
    for content in ("no calendar", "BEGIN:VCALENDAR", ""):
        with pytest.raises(UsageError) as refused:
            read(content, "calendar")
        assert refused.value.hint


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="the extra `calendar`, which is not installed") as refused:
        read(CALENDAR, "calendar")
    assert "pip install 'dedere[calendar]'" in str(refused.value.hint)
