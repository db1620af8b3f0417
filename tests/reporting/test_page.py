"""What reaches a terminal: letters it has, no more columns than it has, and nothing that it obeys."""

from __future__ import annotations

import io
import json

import pytest

from dedere.reporting.page import Page, clean, columns, json_text, to_ascii


def test_controls_and_reordering_are_written_out() -> None:
    shown = clean("a\x1b[31mb\x07c\u202ed\x9be\nf")
    assert shown == "a\\x1b[31mb\\x07c\\u202ed\\x9be f"


def test_ascii_keeps_the_letters_near() -> None:
    assert to_ascii("Côte d\u2019Ivoire \u2013 Türkiye ├─ └─ 中") == "Cote d'Ivoire - Turkiye |- `- ?"


def test_lines_fit_and_continue_below() -> None:
    page = Page(20)
    lines = page.wrap("one two three four five six", "- ", "  ")
    assert lines == ["- one two three four", "  five six"]
    assert page.wrap("x" * 50) == ["x" * 20, "x" * 20, "x" * 10]


def test_wide_letters_take_two_columns() -> None:
    lines = Page(20).wrap("中" * 30)
    assert [columns(line) for line in lines] == [20, 20, 20]


def test_a_style_does_not_change_what_fits() -> None:
    plain = Page(20).wrap("one two three four five six")
    styled = Page(20, colour=True).wrap("one two three four five six", styles=("bold",))
    assert len(plain) == len(styled)
    assert all(columns(line) <= 20 for line in styled)


class Terminal(io.StringIO):
    encoding = "UTF-8"

    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_and_never_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Page.of(Terminal()).colour
    assert not Page.of(Terminal(), colour=False).colour
    assert not Page.of(io.StringIO()).colour
    assert Page.of(io.StringIO(), colour=True).colour
    monkeypatch.setenv("TERM", "dumb")
    assert not Page.of(Terminal()).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Page.of(Terminal(), colour=True).colour


def test_the_encoding_decides_on_the_letters() -> None:
    assert Page.of(io.TextIOWrapper(io.BytesIO(), "utf-8")).unicode
    assert not Page.of(io.TextIOWrapper(io.BytesIO(), "latin-1")).unicode


def test_json_says_the_same_in_letters_that_can_be_shown() -> None:
    said = {"a": "Türkiye \u202e \x9b 𝄞\n"}
    text = json.dumps(said, ensure_ascii=False, indent=1)
    for page in (Page(), Page(unicode=False)):
        shown = json_text(text, page)
        assert json.loads(shown) == said
        assert "\u202e" not in shown
        assert "\x9b" not in shown
    assert json_text(text, Page(unicode=False)).isascii()
