"""What is told of situations: the days together on which the same is owed, and the places with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dedere.engine import default_engine
from dedere.reporting.page import Page
from dedere.reporting.situations import document
from dedere.reporting.text import render
from dedere.schema.answer import Verdict
from dedere.schema.situations import Situated, SituationRow

FIRST, AFTER = date(1600, 1, 1), date(3000, 1, 1)


def _row(host: str, first: date, after: date, verdict: Verdict | None, court: Verdict, **more: Any) -> SituationRow:
    rule = None if verdict in (None, "not_obliged") else "RS-89-1"
    authority = "Rome Statute, art. 89(1)" if rule else None
    here = {"person": "putin", "presence": "visit", "area": None, **more}
    return SituationRow(
        **here,
        host=host,
        first=first,
        after=after,
        verdict=verdict,
        schools={"court": court},
        rule=rule,
        authority=authority,
    )


def _told(*rows: SituationRow) -> str:
    found = Situated(
        id="1",
        persons=tuple(dict.fromkeys(it.person for it in rows)),
        presences=tuple(dict.fromkeys(it.presence for it in rows)),
        known_on=None,
        schools=("court",),
        rows=rows,
        dedere="0",
        rules_fingerprint="",
        facts_fingerprint="",
    )
    return " ".join(render(document(found, default_engine(), "short"), Page()).split())


def test_places_with_the_same_days_are_told_together() -> None:
    day, later = date(2023, 3, 17), date(2025, 1, 1)
    told = _told(
        *(
            it
            for host in ("MNG", "ARM")
            for it in (
                _row(host, FIRST, day, "not_obliged", "not_obliged"),
                _row(host, day, later, "contested", "obliged"),
                _row(host, later, AFTER, "contested", "obliged"),
            )
        ),
        _row("IND", FIRST, AFTER, "not_obliged", "not_obliged"),
        _row("FRA", FIRST, day, "obliged", "obliged"),
        _row("FRA", day, AFTER, "not_obliged", "not_obliged"),
        _row("USA", FIRST, AFTER, None, "not_obliged"),
    )
    assert told.startswith(
        "A duty to arrest and surrender Vladimir Putin (visit) arises, or is contested, in 3 of 5 places"
    )
    assert "Since 17 March 2023 a duty is contested, and owed in the view of the Court: Mongolia, Armenia." in told
    assert "Until 16 March 2023 there is a duty: France. [Rome Statute, art. 89(1)]" in told
    assert "In 1 place nothing of the kind is owed on any day." in told
    assert "In 1 place a rule speaks of the stay and not of its days: ask about each stay there." in told


def test_many_persons_are_counted() -> None:
    told = _told(
        _row("MNG", FIRST, AFTER, "contested", "obliged"),
        _row("IND", FIRST, AFTER, "not_obliged", "not_obliged"),
        _row("MNG", FIRST, AFTER, "obliged", "obliged", person="bashir"),
        _row("IND", FIRST, AFTER, "obliged", "obliged", person="bashir"),
    )
    assert "2 persons (visit)" in told
    assert "Vladimir Putin 0 1 1" in told
    assert "Omar al-Bashir 2 0 0" in told
