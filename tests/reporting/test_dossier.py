"""What is told of a memo: nothing but what its answers and the record say, and the joints between."""

from __future__ import annotations

import re

import pytest

import memos
from dedere.engine import default_engine
from dedere.reporting.document import Figure, Heading, Sources
from dedere.reporting.dossier import document


def text(name: str) -> str:
    return " ".join(memos.memo(name).to_text().split())


@pytest.mark.parametrize("name", memos.NAMES)
def test_no_word_is_its_own_but_headings_and_joints(name: str) -> None:
    found = memos.memo(name)
    known = memos.known(name) | memos.words(found)
    told = dict.fromkeys(memos.texts(document(found, default_engine(), "full")))
    assert [it for it in told if it and not memos.stands(it, known)] == []


def test_a_word_that_is_of_nothing_is_found() -> None:
    found = memos.memo("putin ind")
    known = memos.known("putin ind") | memos.words(found)
    assert memos.stands("India never signed the Rome Statute and has not joined it.", known)
    assert not memos.stands("India never signed the Rome Statute, and will not.", known)
    assert not memos.stands("Supposed for this memo: India is about to sign.", known)


def test_the_memo_from_the_short_answer_to_the_sources() -> None:
    told = text("putin mng")
    assert told.startswith("Must Mongolia arrest Vladimir Putin from 2 to 3 September 2024? Short answer")
    for it in (
        "Held by the African Union; Jordan and the League of Arab States;",
        "Mongolia had not complied in the case of Vladimir Putin. [1] [2]",
        "(to all States Parties) (from memory, no source was seen).",
        "The law: why Mongolia must, in the view of the Court - Mongolia, a State Party that",
        "The law: why Mongolia need not, on the other views",
        "What Mongolia must do before 2 September 2024",
        "What Mongolia must and must not do from 2 to 3 September 2024",
        "What Mongolia must do after 3 September 2024",
        "Nothing is known to the contrary of this:",
        "What would turn it: Mongolia would be obliged on every view with any of these",
        "In the view of the Court: 125 obliged, 2 contested, 72 not obliged.",
        "Sources [1] ",
        "Drawn up on 29 November 2026",
    ):
        assert it in told, it


def test_the_courts_own_position_comes_first() -> None:
    told = text("putin mng")
    own = "Immunity of a non-party's official is no bar: Mongolia must."
    other = "Immunity stands, unless the Security Council"
    assert told.index(own) < told.rindex(other)


@pytest.mark.long
def test_every_number_in_the_text_is_one_of_the_table() -> None:
    for name in memos.ASKED:
        found = memos.memo(name)
        told = document(found, default_engine(), "full")
        (table,) = [it.sources for it in told.blocks if isinstance(it, Sources)] or [()]
        assert len(table) == len(found.sources)
        named = {int(it) for it in re.findall(r"\[(\d+)\]", found.to_text())}
        assert named == set(range(1, len(table) + 1))


@pytest.mark.long
def test_a_school_alone_is_told_alone() -> None:
    told = text("putin tjk")
    assert "in the view of the Court" not in told.replace("in the view of the Court:", "")
    assert "What would turn it: Tajikistan would be obliged in the view of the school of horizontal immunity" in told


@pytest.mark.long
def test_what_is_supposed_is_said_at_the_beginning() -> None:
    told = text("putin fra")
    assert told.index("Supposed for this memo: Russia") < told.index("The facts")


def test_markdown_has_the_same_and_no_gap_where_a_picture_is_left_out() -> None:
    told = memos.memo("putin ind").to_markdown()
    assert told.startswith("# Must India arrest and surrender Vladimir Putin on 5 December 2025?")
    assert "\\[1\\]" in told
    assert "\n\n\n" not in told
    blocks = document(memos.memo("putin ind"), default_engine(), "").blocks
    headings = [it.text for it in blocks if isinstance(it, Heading)]
    assert [it[3:] for it in told.splitlines() if it.startswith("## ")] == [*headings, "Sources"]


def test_html_is_one_page_with_both_pictures_and_page_numbers() -> None:
    told = memos.memo("putin mng").to_html()
    assert told.count("<figure>") == 2
    assert "counter(pages)" in told
    assert 'href="#s1">[1]</a>' in told
    assert 'id="s1"' in told
    assert "://" not in re.sub(r"<a href=[^>]*>.*?</a>|http://www.w3.org/\S*", "", told)
    names = [it.name for it in document(memos.memo("putin mng"), default_engine(), "").blocks if isinstance(it, Figure)]
    assert names == ["line", "map"]
