"""A plan of visits that several tests look at, answered once."""

from __future__ import annotations

from functools import cache
from typing import Any

import dedere
from dedere.schema.plan import Plan

GIVEN: dict[str, Any] = {
    "title": "Autumn",
    "person": "putin",
    "legs": [
        {
            "host": "Mongolia",
            "from": "2024-09-02",
            "until": "2024-09-03",
            "event": "anniversary",
            "alternatives": [{"host": "Kazakhstan"}, {"leg": "later", "on": "2027-09-02"}],
        },
        {"leg": "flight", "host": "Turkey", "on": "2024-09-02", "presence": "overflight"},
        {"host": "Atlantis", "on": "2024-09-02"},
        {"host": "India", "on": "2024-02-30"},
        {"host": "India"},
        {"person": "nobody", "host": "India", "on": "2024-09-02"},
    ],
}


@cache
def of() -> Plan:
    return dedere.plan(GIVEN, today="2026-11-29")
