"""What is told of packs."""

from __future__ import annotations

from pathlib import Path

from dedere.packs import Pack
from dedere.reporting import packs as told
from dedere.reporting import shown
from dedere.reporting.page import Page


def test_a_pack_is_told_with_what_it_brings_or_why_it_cannot_be_used() -> None:
    here = Path("somewhere")
    found = [
        told.Looked(Pack("regional", "dedere-court", "0.3", here, None), {"rule": 12, "fact": 1, "case": 0}),
        told.Looked(
            Pack("other", "", "", None, "two packages bring this name"), {}, "two packages bring this name", "-"
        ),
    ]
    text = " ".join(shown.written(told.listed(found), "text", Page(width=100)).split())
    assert "regional brings 12 rules, 1 fact, 0 cases package dedere-court 0.3 in somewhere" in text
    assert "other broken two packages bring this name hint -" in text
    assert text.endswith("2 packs")
    assert (told.data(found[0])["rules"], told.data(found[1])["rules"]) == (12, None)


def test_a_pack_that_is_known_to_be_broken_is_not_read() -> None:
    assert told.look([Pack("other", "", "", None, "gone")])[0].wrong == "gone"
