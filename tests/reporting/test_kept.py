"""What is told of the days up to which a record is kept."""

from __future__ import annotations

from datetime import date

from dedere.reporting.page import Page
from dedere.reporting.shown import show
from dedere.schema.kept import Kept, KeptPart

KIND = KeptPart(
    kind="treaty_acts", about=None, name=None, day=date(2026, 10, 1), facts=16, source=("Depositary",), note="see each"
)
APART = KIND.model_copy(update={"about": "vcdr", "name": "the Vienna Convention", "day": date(2015, 1, 27), "facts": 3})
FOUND = Kept(id="1", parts=(APART, KIND), unkept=("pardons",), dedere="0", rules_fingerprint="", facts_fingerprint="")


def test_kinds_come_first_and_then_what_has_a_day_of_its_own() -> None:
    told = show(FOUND, page=Page())
    assert told.index("1 October 2026") < told.index("27 January 2015")
    assert "treaty acts: see each" in told
    assert "concerning the Vienna Convention" not in told
    assert "Nothing says up to which day these are kept: pardons." in told


def test_in_full_with_what_was_read_and_with_none_the_days_alone() -> None:
    full = show(FOUND, explain="full", page=Page())
    assert "treaty acts concerning the Vienna Convention: see each" in full
    assert "Depositary" in full
    assert "see each" not in show(FOUND, explain="none", page=Page())
