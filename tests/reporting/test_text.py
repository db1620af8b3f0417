"""How an answer looks as text."""

from __future__ import annotations

import re

import pytest

import samples
from dedere.reporting import text
from dedere.reporting.assessment import build, told
from dedere.reporting.page import Page, columns


@pytest.mark.parametrize("explain", ["none", "short", "full", "why-not"])
@pytest.mark.parametrize("page", [Page(), Page(unicode=False), Page(colour=True), Page(50)])
def test_text_fits_the_page(explain: str, page: Page) -> None:
    shown = text.render(samples.document(explain), page)
    assert all(columns(line) <= page.width for line in shown.splitlines())
    assert page.colour == ("\x1b[" in shown)
    assert page.unicode or shown.isascii()


def test_the_whole_proof_has_sources_marks_and_counts() -> None:
    shown = text.render(samples.document(), Page())
    assert "├─ Mongolia must arrest Pat" in shown
    assert "(RS-89-1; Statute, art. 1)" in shown
    assert "Mongolia has been a party since 1 July 2002 (see above)" in shown
    assert "(1 technical step left out)" in shown
    assert "sixty days are counted" not in shown
    assert "(seen twice) [2]" in shown
    assert "[2] A table\n      https://example.org" in shown


def test_the_tree_is_ascii_where_it_must_be() -> None:
    shown = text.render(samples.document(), Page(unicode=False))
    assert "|- Mongolia must arrest Pat" in shown
    assert "`- " in shown


def test_why_not_shows_what_was_met_and_what_missing() -> None:
    shown = text.render(told(build(samples.refused(), samples.NAMES, "why-not")), Page())
    assert "Why not RS-89-1: The title of RS-89-1" in shown
    assert "└─ Mongolia has deposited no instrument" in shown
    assert "met: Pat is in Mongolia" in shown


def test_no_text_of_the_record_reaches_the_terminal_as_a_control() -> None:
    assert "\x1b" not in text.render(samples.evil(), Page())
    assert "\\x1b[31m" in text.render(samples.evil(), Page())


def test_the_table_names_the_court_or_marks_its_position() -> None:
    shown = text.render(samples.document("short"), Page())
    assert re.search(r"^  the Court +must +there is none \[B\]$", shown, re.MULTILINE)
    open_ = samples.answer(schools=dict.fromkeys(samples.SCHOOLS, "contested"))
    shown = text.render(told(build(open_, samples.NAMES, "short")), Page())
    assert re.search(r"^  A \* +must +there is none$", shown, re.MULTILINE)
    assert "* the Court's own position" in shown
