"""Every kind of answer in every format, from the library as from the command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import dedere
from dedere.checks.law import lint
from dedere.errors import UsageError
from dedere.reporting.page import Page
from dedere.reporting.shown import FORMATS, show
from dedere.schema.told import Drawn, Told

HOPE = "deposited(ind,rome,20250901)"


@cache
def answer(kind: str) -> Told:
    """An answer of each kind, made once."""
    made: dict[str, Callable[[], Told]] = {
        "Assessment": lambda: dedere.assess("putin", "mng", on="2024-09-02"),
        "Inquiry": lambda: dedere.inquire("measures", {"origin": "ind"}, on="2025-11-12"),
        "Difference": lambda: dedere.compare("putin", "ind", on="2025-12-05", suppose=[HOPE]),
        "Reasoned": lambda: dedere.why("RS-98-1", "putin", "mng", on="2024-09-02"),
        "Changes": lambda: dedere.changes("putin", "ind", on="2025-12-05"),
        "Flips": lambda: dedere.flip("bashir", "jor", on="2017-03-29", to="not_obliged"),
        "Grid": lambda: dedere.grid(
            "putin", "S", on="2025-12-05", suppose_each="deposited(S,rome,20250901) : part_of(greenland,S)"
        ),
        "Checked": dedere.check,
        "Kept": dedere.kept,
        "Linted": lint,
    }
    return made[kind]()


TOLD = {
    "Assessment": (
        "Contested: whether Mongolia must arrest Vladimir Putin",
        "Mongolia, a State Party that the International Criminal Court has asked, must arrest",
        "Why Mongolia need not, on the other views",
    ),
    "Inquiry": (
        "Which additional duties do goods of India bear, and why? (12 November 2025)",
        "all of it is collected, and none of it is lawfully due as far as is known, since the Supreme Court",
        "Executive Order 14329 (secondary tariff) adds a secondary rate of 25 percent",
    ),
    "Difference": (
        "What that changes: the verdict changes from not obliged to contested.",
        "India has been a party to the Rome Statute since 1 November 2025",
        "before: India is not a State Party to the Rome Statute on 5 December 2025",
    ),
    "Reasoned": ("RS-98-1 applies on some views", "the school of horizontal immunity", "art. 98(1)"),
    "Changes": ("What could change", "India deposits its instrument of ratification"),
    "Flips": (
        "From contested to not obliged, with any of these:",
        "Omar al-Bashir takes part from afar and does not come to Jordan.",
        "warrant_ended(icc_bashir_2009, withdrawn, 2017-03-29)",
    ),
    "Grid": ("One supposition, answered", "Contested. (1)", "the school of horizontal immunity", "Denmark"),
    "Checked": ("0 findings", "offices.lp"),
    "Kept": ("12 March 2026", "Vladimir Putin", "the Rome Statute"),
    "Linted": ("0 findings", "clauses of", "note: "),
}
"""For each kind, sentences that are told in all formats that have words."""

DRAWN = {
    "Assessment": ("Contested: whether Mongolia", "Mongolia has been a party to the Rome Statute since 1 July 2002"),
    "Inquiry": ("Which additional duties do goods of India bear, and why?", "gives way"),
    "Difference": ("The verdict changes from not obliged to contested.", "gained", "the reasons part at", "before"),
    "Flips": ("1: not obliged", "any of", "takes part from afar", "then"),
    "Grid": ("contested (1)", "Denmark", "the Court: must"),
}


def _bare(text: str) -> str:
    """The words of a text, without what a format adds to them and where it breaks lines."""
    text = re.sub(r"<style>.*?</style>|<br/>|\\n|<[a-z/][^>]*>", " ", text, flags=re.DOTALL)
    text = re.sub(r"&#39;|#39;", "'", text).replace("&amp;", "&").replace("#63;", "?").replace("#59;", ";")
    return " ".join(text.replace("\\", "").replace("|", " ").split()).lower()


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("kind", list(TOLD))
def test_every_kind_says_the_same_in_every_format(kind: str, form: str) -> None:
    shown = _bare(show(answer(kind), form))
    for sentence in TOLD[kind]:
        assert sentence.lower() in shown


@pytest.mark.parametrize("explain", ["short", "full"])
@pytest.mark.parametrize("kind", list(TOLD))
def test_no_line_is_wider_than_the_narrowest_page_but_an_address_or_an_option_to_copy_which_is_whole(
    kind: str, explain: str
) -> None:
    made = answer(kind)
    lines = made.to_text(explain=explain, width=40).splitlines()
    assert [line for line in lines if len(line) > 40 and "://" not in line and not line.strip().startswith("--")] == []
    wide = {word for word in made.to_text(explain=explain, width=1000).split() if "://" in word}
    assert {word for line in lines for word in line.split() if "://" in word} == wide


@pytest.mark.parametrize("form", ["mermaid", "dot"])
@pytest.mark.parametrize("kind", list(DRAWN))
def test_every_kind_with_reasons_is_drawn(kind: str, form: str) -> None:
    shown = show(answer(kind), form)
    assert shown.startswith({"mermaid": "flowchart TD\n", "dot": "digraph reasons {\n"}[form])
    for sentence in DRAWN[kind]:
        assert sentence.lower() in _bare(shown)


@pytest.mark.parametrize("kind", list(TOLD))
def test_the_models_give_what_the_command_shows(kind: str) -> None:
    made = answer(kind)
    assert made.to_text() == show(made, "text")
    assert made.to_markdown() == show(made, "markdown")
    assert made.to_html() == show(made, "html")
    if isinstance(made, Drawn):
        assert made.to_mermaid() == show(made, "mermaid")
        assert made.to_dot() == show(made, "dot")
    assert json.loads(show(made, "json")) == json.loads(made.to_json())


@pytest.mark.parametrize("kind", list(TOLD))
def test_an_answer_that_was_read_in_says_the_same(kind: str) -> None:
    made = answer(kind)
    read = type(made).model_validate_json(made.to_json())
    assert read == made
    for form in FORMATS:
        if form in ("mermaid", "dot") and not isinstance(made, Drawn):
            continue
        assert show(read, form) == show(made, form)


@pytest.mark.parametrize("kind", ["Checked", "Kept", "Linted"])
def test_what_has_no_reasons_is_not_drawn(kind: str) -> None:
    with pytest.raises(UsageError, match=f"there is no graph of a `{kind}`"):
        show(answer(kind), "dot")


def test_a_wrong_format_or_explanation_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no format `pdf`") as refused:
        show(answer("Flips"), "pdf")
    assert refused.value.hint == "it is one of text, json, markdown, html, mermaid, dot"
    with pytest.raises(UsageError, match="there is no explanation `much`"):
        answer("Flips").to_text(explain="much")


def test_how_wide_and_in_which_letters() -> None:
    made = answer("Difference")
    narrow = made.to_text(width=40, unicode=False)
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.isascii()
    assert "\x1b[" in made.to_text(colour=True)
    assert "\x1b[" not in made.to_text()
    lengths = [len(made.to_text(explain=it).splitlines()) for it in ("none", "short", "full")]
    assert lengths == sorted(set(lengths))
    assert show(made, "html", page=Page(unicode=False)).isascii()


def test_a_notebook_shows_a_part_of_a_page() -> None:
    for kind in TOLD:
        shown = answer(kind)._repr_html_()
        assert shown.startswith("<style>")
        assert '<div class="dedere">' in shown
        assert not re.search(r"<(html|body|head|script)\b", shown)
        # No rule of the style reaches what stands around it.
        style = shown.partition("</style>")[0]
        rules = re.findall(r"^ *([^{};\n]+) \{", style.partition("<style>")[2], re.MULTILINE)
        assert len(rules) > 20
        assert all(it.startswith((".dedere", "@media", "body.dedere")) for it in rules)


def test_names_come_from_the_record_that_the_answer_was_made_with_or_from_the_one_given(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "own.lp").write_text(
        '%@ source mine "My notes"\n\n%@ by mine recall\nstate(xan,"Xanadu").\n',
        encoding="utf-8",
    )
    engine = dedere.Engine(dedere.load(facts=[mine]))
    made = dedere.assess("putin", "Xanadu", on="2025-12-05", engine=engine)
    assert "Why Xanadu need not" in made.to_text()
    read = type(made).model_validate_json(made.to_json())
    assert read == made
    assert hash(read) == hash(made)
    assert "Why xan need not" in read.to_text()
    assert read.to_text(engine=engine) == made.to_text() == made.model_copy().to_text()


def test_an_answer_in_the_view_of_one_school_knows_so() -> None:
    made = dedere.assess("putin", "ind", on="2025-12-05", suppose=[HOPE], school="horizontal")
    assert made.made_with.only == "horizontal"
    assert "in the view of the" not in made.to_text().partition("Why India")[2]
