"""How an answer looks as Markdown."""

from __future__ import annotations

import samples
from dedere.reporting import markdown
from dedere.reporting.document import Code, Document, Item, Items, Note, Table


def test_markdown_escapes_what_would_be_markup() -> None:
    shown = markdown.render(samples.evil())
    assert "<script>" not in shown.replace("\\<script\\>", "")
    assert "\\[a\\](b)" in shown
    assert "\x1b" not in shown


def test_markdown_has_sections_table_and_tree() -> None:
    shown = markdown.render(samples.document())
    assert shown.startswith("# Contested: whether Mongolia must arrest Pat.")
    assert "| **the Court** | must | there is none \\[B\\] |" in shown
    assert "\n  - Mongolia must arrest Pat (RS-89-1; Statute, art. 1)" in shown
    assert "2. A table <https://example.org>" in shown
    assert markdown.escape("1. x") == "1\\. x"


def test_what_is_said_of_an_item_stands_below_it() -> None:
    item = Item(
        "It *is* so.", (Note("Statute", "rests"), Note("--suppose 'a`b'", "command"), Note("then: b", "otherwise"))
    )
    shown = markdown.render(Document("T", (Items((item,), style="numbers"),)))
    assert shown == "# T\n\n1. It \\*is\\* so. \\[Statute\\]\n   - `` --suppose 'a`b' ``\n   - then: b"


def test_what_is_to_be_copied_stands_as_it_is() -> None:
    shown = markdown.render(Document("T", (Code(("a(b).", "```")), Table((), (("a|b", "c"),)))))
    assert shown == "# T\n\n````\na(b).\n```\n````\n\n|  |  |\n| --- | --- |\n| a\\|b | c |"


def test_what_came_and_went_is_said_in_words() -> None:
    block = Items((Item("a", mark="-"), Item("b", mark="+"), Item("c", mark="~")))
    assert markdown.render(Document("T", (block,))).splitlines()[2:] == [
        "- **Gone:** a",
        "- **New:** b",
        "- **The same:** c",
    ]
