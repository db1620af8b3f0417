"""How an answer looks as text, Markdown and HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import samples
from dedere.reporting import html as html_page
from dedere.reporting import markdown, text
from dedere.reporting.page import Page, columns
from dedere.reporting.report import Report, build
from dedere.reporting.tree import Grower

EVIL = 'x\x1b[31m </p><script>alert(1)</script> [a](b) `c` "q" <img src=x> | *d*'


def _report(explain: str = "full") -> Report:
    return build(samples.answer(), samples.NAMES, explain)


def _evil() -> Report:
    proof = samples.step(EVIL, "a", samples.fact(EVIL, "b", source=f"{EVIL} <javascript:alert(1)>"))
    answer = samples.answer(
        summary=EVIL,
        why=(proof,),
        assumptions=(EVIL,),
        conclusions=(samples.conclusion("duty", EVIL, authority=EVIL),),
    )
    return build(answer, samples.NAMES._replace(host=EVIL), "full")


@pytest.mark.parametrize("explain", ["none", "short", "full", "why-not"])
@pytest.mark.parametrize("page", [Page(), Page(unicode=False), Page(colour=True), Page(50)])
def test_text_fits_the_page(explain: str, page: Page) -> None:
    shown = text.render(_report(explain), page)
    assert all(columns(line) <= page.width for line in shown.splitlines())
    assert page.colour == ("\x1b[" in shown)
    assert page.unicode or shown.isascii()


def test_the_whole_proof_has_sources_marks_and_counts() -> None:
    shown = text.render(_report(), Page())
    assert "├─ Mongolia must arrest Pat" in shown
    assert "(RS-89-1; Statute, art. 1)" in shown
    assert "Mongolia has been a party since 1 July 2002 (see above)" in shown
    assert "(1 technical step left out)" in shown
    assert "sixty days are counted" not in shown
    assert "(seen twice) [2]" in shown
    assert "[2] A table\n      https://example.org" in shown


def test_the_tree_is_ascii_where_it_must_be() -> None:
    shown = text.render(_report(), Page(unicode=False))
    assert "|- Mongolia must arrest Pat" in shown
    assert "`- " in shown


def test_every_technical_step_is_counted_and_its_facts_are_kept() -> None:
    grower = Grower()
    (node,) = grower.grow([samples.PARTY])
    assert grower.left_out == 1
    assert [it.sentence for it in node.children] == [
        "Mongolia deposited its instrument on 11 April 2002",
        "1 July 2002 is on or before 2 September 2024",
    ]


def test_what_is_missing_is_not_told_of_itself() -> None:
    deposit = samples.missing("no deposit is known", "deposited(mng,D)")
    again = samples.missing("no deposit is known", "entered(mng,D)", deposit)
    (node,) = Grower().grow([samples.missing("Mongolia is no party", "party(mng,D)", again)])
    (below,) = node.children
    assert (below.sentence, below.children) == ("no deposit is known", ())


def test_why_not_shows_what_was_met_and_what_missing() -> None:
    shown = text.render(build(samples.refused(), samples.NAMES, "why-not"), Page())
    assert "Why not RS-89-1: The title of RS-89-1" in shown
    assert "└─ Mongolia has deposited no instrument" in shown
    assert "met: Pat is in Mongolia" in shown


def test_no_text_of_the_record_reaches_the_terminal_as_a_control() -> None:
    assert "\x1b" not in text.render(_evil(), Page())
    assert "\\x1b[31m" in text.render(_evil(), Page())


def test_the_table_marks_the_court() -> None:
    shown = text.render(_report("short"), Page())
    assert re.search(r"^  \* +the Court +must +there is none$", shown, re.MULTILINE)
    assert "* the Court's own position" in shown


class Reader(HTMLParser):
    """Collects the tags, links and text of a document, and that every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "report", [_report(), _report("short"), _evil(), build(samples.refused(), samples.NAMES, "why-not")]
)
def test_html_is_whole_and_needs_nothing_else(report: Report) -> None:
    reader = Reader()
    reader.feed(html_page.render(report, Page()))
    assert not reader.open
    assert not {"script", "img", "link", "iframe"} & set(reader.tags)
    assert all(link.startswith(("#s", "https://example.org")) for link in reader.links)


def test_html_folds_the_proof() -> None:
    reader = Reader()
    reader.feed(html_page.render(_report(), Page()))
    assert reader.tags.count("details") > 3
    assert "Mongolia deposited its instrument on 11 April 2002" in reader.text
    assert html_page.render(_evil(), Page(unicode=False)).isascii()


def test_html_shows_markup_as_text() -> None:
    reader = Reader()
    reader.feed(html_page.render(_evil(), Page()))
    assert "</p><script>alert(1)</script>" in reader.text


def test_markdown_escapes_what_would_be_markup() -> None:
    shown = markdown.render(_evil())
    assert "<script>" not in shown.replace("\\<script\\>", "")
    assert "\\[a\\](b)" in shown
    assert "\x1b" not in shown


def test_markdown_has_sections_table_and_tree() -> None:
    shown = markdown.render(_report())
    assert shown.startswith("# Contested: whether Mongolia must arrest Pat.")
    assert "| **the Court** (the Court's own position) | must | there is none |" in shown
    assert "\n  - Mongolia must arrest Pat (RS-89-1; Statute, art. 1)" in shown
    assert "2. A table <https://example.org>" in shown
    assert markdown.escape("1. x") == "1\\. x"
