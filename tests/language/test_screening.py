"""What is found in a text before clingo's parser sees it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.language.screening import MOST_NESTED, screen


def found(text: str) -> list[tuple[int, str]]:
    faults = list(screen("x.lp", text))
    assert all(it.file == "x.lp" and it.hint for it in faults)
    return [(it.line, it.message) for it in faults]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('p(a).\n#include "other.lp".', 2, "`#include` cannot stand in a rule file"),
        ("#script (lua) #end.", 1, "`#script` cannot stand in a rule file"),
        ("p(a).\n\x00q(a).", 2, "there is a zero byte in the file"),
        ('p(a).\n% \x00é\nq("é\x00").', 2, "there is a zero byte in the file"),
        ('p(a).\nq("é\x00").', 2, "there is a zero byte in the file"),
        ("\ufeffp(a).", 1, "the file begins with a byte order mark"),
        ("\n\np(é).", 3, "the character '\\xe9' stands outside a text in quotes"),
        ("p(2147483648).", 1, "`2147483648` is larger than 32 bits"),
        (f"p({'9' * 50}).", 1, f"`{'9' * 20}` is larger than 32 bits"),
        ("(" * (MOST_NESTED + 3), 1, f"parentheses are nested deeper than {MOST_NESTED}"),
        ("{" * (MOST_NESTED + 1), 1, f"parentheses are nested deeper than {MOST_NESTED}"),
    ],
    ids=[
        "include",
        "script",
        "zero",
        "zero-in-a-comment",
        "zero-in-a-text",
        "mark",
        "letter",
        "large",
        "long",
        "parentheses",
        "braces",
    ],
)
def test_what_is_found_once_and_at_its_line(text: str, line: int, message: str) -> None:
    assert found(text) == [(line, message)]


@pytest.mark.parametrize(
    "text",
    [
        "p(2147483647).",
        "p(a99999999999,_9999999999X).",
        'p("é #include 99999999999 ((").',
        "% é #include 99999999999 (((\np(a).",
        "%* é #script\n99999999999 *% p(a).",
        "(" * MOST_NESTED + ")" * MOST_NESTED + "(" * MOST_NESTED,
        "#included. #scripts.",
    ],
    ids=["largest", "in-a-name", "text", "comment", "block", "closed-again", "longer-words"],
)
def test_what_is_nothing(text: str) -> None:
    assert found(text) == []


def test_all_faults_are_found() -> None:
    assert [line for line, _ in found("é\n99999999999\n#include\n")] == [1, 2, 3]


def test_a_comment_without_end_is_a_comment_to_the_end() -> None:
    assert found("p(a). %* é\né") == []


def test_searching_takes_no_longer_for_comments_without_end() -> None:
    start = time.process_time()
    assert found("%* " * 300_000) == []
    assert time.process_time() - start < 5


@given(st.text(max_size=200))
def test_any_text_is_screened(text: str) -> None:
    for line, message in found(text):
        assert 1 <= line <= text.count("\n") + 1
        assert "\n" not in message
