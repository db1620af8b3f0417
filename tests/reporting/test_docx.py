"""A document as DOCX, read again."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from io import BytesIO
from typing import Any

import pytest

import dedere
import memos
from dedere.reporting import docx as writing
from dedere.reporting.document import Document, Footer, Heading, Item, Items, Lines, Note, Paragraph, Remarks, Table
from dedere.reporting.shown import docx, show

needs = pytest.mark.skipif(find_spec("docx") is None, reason="the extra `docx` is not installed")


def read(content: bytes) -> Any:
    import docx as library

    return library.Document(BytesIO(content))


@needs
def test_the_memo_has_its_headings_lists_sources_and_pictures() -> None:
    found = memos.memo("putin mng")
    made = read(found.to_docx())
    told = [it.text for it in made.paragraphs]
    assert told[0] == found.title
    headings = [it.text for it in made.paragraphs if it.style.name == "Heading 1"]
    assert headings[0] == "Short answer"
    assert headings[-1] == "Sources"
    assert "What Mongolia must do before 2 September 2024" in headings
    assert any(it.startswith("Found: the International Criminal Court found on 24 October 2024") for it in told)
    assert [it.cells[0].text for it in made.tables[-1].rows] == [f"[{it.number}]" for it in found.sources]
    # Programs that read the widths of columns and those that read the widths of cells show the same.
    sources = made.tables[-1]
    assert [it.width for it in sources.columns] == [it.width for it in sources.rows[0].cells]
    assert sources.columns[0].width * 10 < sources.columns[1].width
    assert len(made.inline_shapes) == 2
    described = [it._inline.docPr.get("descr") for it in made.inline_shapes]
    assert "125 obliged" in described[1]
    assert made.core_properties.title == found.title
    for name, size in (("Title", 15), ("Heading 1", 11.5)):
        assert (made.styles[name].font.size.pt, made.styles[name].font.color.rgb) == (size, None)
        assert not made.styles[name].element.xpath("w:link")


@needs
def test_every_block_of_a_memo_is_written_and_nothing_can_break_the_file() -> None:
    item = Item("one\x00\u202e", (Note("art. 1", "rests"), Note("more", "more")), sources=(1, 2))
    blocks = (
        Heading("Head"),
        Paragraph("said", soft=True),
        Lines(("a", "b"), "met"),
        Items((item,)),
        Items((item,), style="numbers"),
        Table(("h",), (("cell",),), above="above"),
        Remarks((("Record", "kept"),)),
        Footer(("foot",)),
    )
    made = read(writing.render(Document("Title", blocks)))
    told = [it.text for it in made.paragraphs]
    assert "one\\x00\\u202e [1] [2] [art. 1]" in told
    assert "1. one\\x00\\u202e [1] [2] [art. 1]" in told
    assert {"Head", "said", "met: a", "more", "above", "Record: kept", "foot"} <= set(told)
    assert [it.text for it in made.tables[0].columns[0].cells] == ["h", "cell"]


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "find_spec", lambda _: None)
    with pytest.raises(dedere.UsageError, match="the extra `docx`, which is not installed") as refused:
        writing.render(Document("Title", ()))
    assert "pip install 'dedere[docx]'" in str(refused.value.hint)
    assert "docx" not in {it.partition(".")[0] for it in sys.modules} or find_spec("docx") is not None


def test_what_has_none_says_so() -> None:
    with pytest.raises(dedere.UsageError, match="there is no DOCX of this answer"):
        docx(dedere.kept())
    with pytest.raises(dedere.UsageError, match="a DOCX is no text"):
        show(memos.memo("putin ind"), "docx")
