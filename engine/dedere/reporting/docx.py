"""A document as DOCX, for a word processor: headings, lists, tables and pictures in its own styles.

python-docx is imported here alone. It needs the extra `docx`.
"""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from dedere.errors import UsageError
from dedere.reporting.document import (
    Block,
    Document,
    Figure,
    Footer,
    Heading,
    Item,
    Items,
    Lines,
    Paragraph,
    Remarks,
    Sources,
    Table,
)
from dedere.reporting.page import clean
from dedere.reporting.tree import citation

if TYPE_CHECKING:
    from dedere.reporting.pictures.picture import Picture

EXTRA = "docx"

_FONT, _SMALL = 10, 8.5
"""The sizes of letters, in points."""

_MARGIN, _WIDTH = 2.0, 12.5
"""The margins of a page and the width of a picture, in centimetres."""


def render(document: Document) -> bytes:
    """The document as the content of a file. Raises `UsageError` where the extra is not installed."""
    if find_spec("docx") is None:
        hint = f"pip install 'dedere[{EXTRA}]', or write html or markdown"
        raise UsageError(f"a DOCX needs the extra `{EXTRA}`, which is not installed", hint)
    return _Writer().written(document)


class _Writer:
    """Writes blocks one below the other."""

    def __init__(self) -> None:
        import docx
        from docx.shared import Cm, Pt

        self._cm, self._pt = Cm, Pt
        self._made: Any = docx.Document()
        for section in self._made.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
        normal = self._made.styles["Normal"]
        normal.font.name, normal.font.size = "Georgia", Pt(_FONT)
        normal.paragraph_format.space_after = Pt(3)
        for name, size in (("Title", 15), ("Heading 1", 11.5)):
            style = self._made.styles[name]
            style.font.name, style.font.size, style.font.bold = "Georgia", Pt(size), True
            style.font.color.rgb = None
            fonts = style.element.rPr.rFonts
            for it in list(fonts.attrib):
                del fonts.attrib[it]  # The theme names other letters for headings.
            style.font.name = "Georgia"
            for linked in style.element.xpath("w:link"):
                style.element.remove(linked)  # What it leads to has letters of its own, which some programs show.

    def written(self, document: Document) -> bytes:
        """The whole document as the content of a file."""
        self._made.core_properties.title = clean(document.title)
        self._made.core_properties.author = ""
        self._made.core_properties.comments = ""
        self._made.add_paragraph(clean(document.title), style="Title")
        for block in document.blocks:
            self._block(block)
        file = BytesIO()
        self._made.save(file)
        return file.getvalue()

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text):
                self._made.add_paragraph(clean(text), style="Heading 1")
            case Paragraph(text, soft):
                self._said(text, small=soft)
            case Lines(lines, label):
                for it in lines:
                    self._said(f"{label}: {it}" if label else it, style="List Bullet")
            case Items():
                for at, item in enumerate(block.items, 1):
                    self._item(item, f"{at}. " if block.style == "numbers" else "")
            case Table():
                self._table(block)
            case Figure(_, picture) if picture is not None:
                self._picture(picture)
            case Sources(sources):
                self._made.add_paragraph("Sources", style="Heading 1")
                self._sources(sources)
            case Remarks(remarks=remarks):
                for name, value in remarks:
                    self._said(f"{name}: {value}", small=True)
            case Footer(lines):
                for it in lines:
                    self._said(it, small=True)
            case _:
                pass

    def _said(self, text: str, *, style: str | None = None, small: bool = False) -> Any:
        paragraph = self._made.add_paragraph(style=style)
        run = paragraph.add_run(clean(text))
        if small:
            run.font.size = self._pt(_SMALL)
        return paragraph

    def _item(self, item: Item, number: str) -> None:
        numbers = "".join(f" [{it}]" for it in item.sources)
        paragraph = self._said(f"{number}{item.text}{numbers}", style=None if number else "List Bullet")
        for note in item.notes:
            if note.kind == "rests":
                paragraph.add_run(f" [{clean(note.text)}]").font.size = self._pt(_SMALL)
            else:
                self._said(note.text, style="List Bullet 2" if not number else "List Continue")

    def _table(self, block: Table) -> None:
        if block.above:
            self._said(block.above)
        rows = [*([block.headers] if block.headers else []), *block.rows]
        table = self._made.add_table(rows=len(rows), cols=len(rows[0]), style="Light Grid")
        table.style.font.bold = False
        for at, row in enumerate(rows):
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                run = cell.paragraphs[0].add_run(clean(text))
                run.bold = bool(block.headers) and at == 0
        self._made.add_paragraph()

    def _picture(self, picture: Picture) -> None:
        from dedere.reporting.pictures import picture as parts
        from dedere.reporting.pictures import png

        drawn = png.render(parts.svg(picture._replace(lead="", notes=(), source=())))
        self._made.add_picture(BytesIO(drawn), width=self._cm(_WIDTH))
        inline = self._made.inline_shapes[-1]._inline  # python-docx has no other way to words for it
        inline.docPr.set("descr", clean(picture.alternative))
        self._said(picture.lead, small=True)

    def _sources(self, sources: tuple[str, ...]) -> None:
        table = self._made.add_table(rows=len(sources), cols=2)
        table.autofit = False
        widths = self._cm(1.2), self._cm(15.8)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width  # Word reads the width of each cell, others that of the column.
        for number, (source, row) in enumerate(zip(sources, table.rows, strict=True), 1):
            cited, address = citation(source)
            for cell, text, width in zip(
                row.cells, (f"[{number}]", " ".join(filter(None, (cited, address)))), widths, strict=True
            ):
                cell.width = width
                cell.paragraphs[0].add_run(clean(text)).font.size = self._pt(_SMALL)
