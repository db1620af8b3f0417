"""How an answer looks as HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Literal

import pytest

import samples
from dedere.reporting import html as html_page
from dedere.reporting.assessment import build, told
from dedere.reporting.document import (
    Aside,
    Code,
    Document,
    Fields,
    Footer,
    Heading,
    Item,
    Items,
    Lines,
    Note,
    Paragraph,
    Remarks,
    Sources,
    Table,
    Tree,
)
from dedere.reporting.page import Page
from dedere.reporting.shown import written
from dedere.reporting.tree import Node


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
    "report",
    [
        samples.document(),
        samples.document("short"),
        samples.evil(),
        told(build(samples.refused(), samples.NAMES, "why-not")),
    ],
)
def test_html_is_whole_and_needs_nothing_else(report: Document) -> None:
    reader = Reader()
    reader.feed(html_page.render(report, Page()))
    assert not reader.open
    assert not {"script", "img", "link", "iframe"} & set(reader.tags)
    assert all(link.startswith(("#s", "https://example.org")) for link in reader.links)


def test_html_folds_the_proof() -> None:
    reader = Reader()
    reader.feed(html_page.render(samples.document(), Page()))
    assert reader.tags.count("details") > 3
    assert "Mongolia deposited its instrument on 11 April 2002" in reader.text
    assert html_page.render(samples.evil(), Page(unicode=False)).isascii()


def test_html_shows_markup_as_text() -> None:
    reader = Reader()
    reader.feed(html_page.render(samples.evil(), Page()))
    assert "</p><script>alert(1)</script>" in reader.text


def _everything(text: str) -> Document:
    """A document that has a text in every place where one can stand."""
    kinds: tuple[Literal["rests", "more", "otherwise", "beside", "command"], ...] = (
        "rests",
        "more",
        "otherwise",
        "beside",
        "command",
    )
    items = tuple(Item(text, tuple(Note(text, kind) for kind in kinds), mark) for mark in ("", "+", "-", "~"))
    node = Node("fact", text, text, (1,), False, (Node("missing", text, text, (), True, ()),))
    return Document(
        text,
        (
            Heading(text),
            Paragraph(text),
            Paragraph(text, soft=True),
            Lines((text,), text),
            Code((text,)),
            Fields(((text, text), ("", text))),
            Items(items, 3, text),
            Remarks(((text, text),)),
            Items(items, style="numbers"),
            Items(items, style="places"),
            Table((text, text), ((text, text),), frozenset({0}), text),
            Table((), ((text, text),)),
            Tree((node,)),
            Aside(text),
            Sources((f"{text} <https://example.org/?a=\"b'>", f"{text} <javascript:x>", text)),
            Footer((text,)),
        ),
        asked=text,
    )


HOSTILE = "</li></title></style><script>alert(1)</script><img src=x onerror='a()'> {{ 7*7 }} \x1b[31m&amp;"


def test_a_hostile_name_is_shown_and_nothing_more_wherever_it_stands() -> None:
    for shown in (html_page.render(_everything(HOSTILE), Page()), html_page.fragment(_everything(HOSTILE))):
        reader = Reader()
        reader.feed(shown)
        assert not reader.open
        assert not {"script", "img"} & set(reader.tags)
        assert "\x1b" not in shown
        assert "<script" not in shown
        assert "49" not in reader.text
        assert reader.text.count("</title></style><script>alert(1)</script><img src=x onerror='a()'> {{ 7*7 }}") > 60
        assert "\\x1b[31m&amp;" in reader.text
        assert all(link.startswith(("#s", "https://example.org/")) for link in reader.links)


def test_every_kind_of_block_has_its_place() -> None:
    reader = Reader()
    reader.feed(html_page.render(_everything("abc"), Page()))
    assert {"h1", "h2", "p", "ul", "ol", "table", "pre", "code", "ins", "del", "dl", "details", "a"} <= set(reader.tags)


def test_what_is_printed_is_what_a_page_holds_and_the_proofs_fold_away() -> None:
    page = html_page.render(samples.document(), Page())
    shown, _, folded = page.partition('<details class="proofs">')
    proofs, _, after = folded.partition('<div class="foot">')
    assert 'class="tree"' not in shown
    assert 'class="tree"' in proofs
    assert "<h2>Sources</h2>" in proofs
    assert "Answer " in after


def test_what_is_nothing_but_a_proof_does_not_fold_away() -> None:
    node = Node("fact", "a fact", "", (), False, ())
    assert 'class="proofs"' not in html_page.render(Document("why", (Tree((node,)),)), Page())


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_what_is_left_out_is_counted_without_empty_brackets(form: str) -> None:
    told = Document("", (Items((Item("one"),), more=3),))
    shown = written(told, form, Page())
    assert "and 3 more" in shown
    assert "()" not in shown
    seen = Document("", (Items((Item("one"),), more=3, see="--explain full"),))
    assert "(--explain full)" in written(seen, form, Page()).replace("\\-", "-")


def test_a_part_of_a_page_that_has_the_style_brings_none() -> None:
    document = Document("One", (Paragraph("A sentence."),))
    part = html_page.article(document)
    assert part.startswith("<article>")
    assert "A sentence." in part
    assert "<style" not in part
    assert ".dedere h1" in html_page.style()


def test_on_a_narrow_screen_a_cell_says_what_its_column_is() -> None:
    table = Table(("State", "took place"), (("China", "4"), ("India", "2")))
    page = html_page.render(Document("Title", (table,)), Page())
    assert '<td>China</td><td data-head="took place">4</td>' in page
    assert "td[data-head]::before { color: var(--soft); content: attr(data-head)" in page
    bare = Table((), (("the Court", "must"),))
    assert "data-head=" not in html_page.render(Document("Title", (bare,)), Page())
