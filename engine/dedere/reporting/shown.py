"""An answer of any kind in any format: the one door through which the models and the command come in."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dedere.errors import UsageError
from dedere.given import quoted
from dedere.reporting.page import HOSTILE, Page, json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dedere.engine import Engine
    from dedere.reporting.document import Document
    from dedere.reporting.pictures.picture import Picture
    from dedere.schema.told import Told

FORMATS = ("text", "json", "markdown", "html", "mermaid", "dot")
EXPLAIN = ("none", "short", "full", "why-not")

_DOCUMENTS = {
    "Assessment": "assessment.document",
    "Inquiry": "inquiry.document",
    "Difference": "changes.difference",
    "Dossier": "dossier.document",
    "Grid": "changes.grid",
    "Changes": "changes.changeable",
    "Flips": "changes.flips",
    "Reasoned": "reason.document",
    "Rechecked": "recheck.document",
    "RecordDiff": "record.difference",
    "Imported": "record.imported",
    "Checked": "findings.checked",
    "Journeys": "journeys.document",
    "Kept": "kept.document",
    "Situated": "situations.document",
    "Linted": "findings.linted",
    "Plan": "plan.document",
    "Coverage": "findings.covered",
    "Changing": "timeline.changing",
    "Survey": "survey.document",
    "Timeline": "timeline.document",
    "Worlds": "worlds.document",
}
"""For each kind of answer the function that says what is told of it: `told(answer, engine, explain, only)`."""


_TABLES = {
    "Grid": "changes.table",
    "Journeys": "journeys.table",
    "Situated": "situations.table",
    "Plan": "plan.table",
    "Survey": "survey.table",
    "Timeline": "timeline.table",
    "Changing": "timeline.changing_table",
}
"""For each kind of answer that is also a table the function that writes it as CSV: `table(answer, engine)`."""

_PICTURES = {
    "Journeys": "pictures.journeys.picture",
    "Plan": "pictures.plan.picture",
    "Survey": "pictures.survey.picture",
    "Timeline": "pictures.timeline.picture",
}
"""For each kind of answer that is drawn the function that makes a picture of it: `picture(answer, engine)`."""

_FIGURES = {"Dossier": "pictures.dossier.figures"}
"""For each kind of answer with pictures in its text the function that makes them by name: `figures(answer, engine)`."""

HIDDEN = re.compile(f"(?!\n){HOSTILE.pattern}")
"""What no picture shows, and no reader of XML takes."""

PICTURES = ("svg", "png", "caption")
"""The formats of a picture alone, and its words to be pasted; as HTML it stands above what is told."""


def show(
    answer: Told,
    form: str = "text",
    *,
    explain: str | None = None,
    page: Page | None = None,
    engine: Engine | None = None,
) -> str:
    """An answer in one of `FORMATS`, with as much of its reasons as one of `EXPLAIN` says.

    By default that is `short`, and `full` in HTML where it folds away, which a comparison does not. Names come from
    `engine`, or else from the one that the answer was made with, or else from the record that comes with Dedere.
    Raises `UsageError` for another format, and for a graph of what has no reasons to draw.
    """
    page = page or Page()
    if explain is not None and explain not in EXPLAIN:
        raise UsageError(f"there is no explanation {quoted(explain)}", f"it is one of {', '.join(EXPLAIN)}")
    if form == "json":
        return json_text(answer.to_json(), page)
    if form in ("mermaid", "dot"):
        from dedere.reporting import graph

        drawn = import_module(f"dedere.reporting.{form}").render(graph.build(answer, _engine(answer, engine)))
        return page.text(drawn)
    if form == "csv" and type(answer).__name__ in _TABLES:
        rows: str = _named(_TABLES, answer)(answer, _engine(answer, engine))
        return "\n".join(map(page.letters, rows.split("\n")))
    if form in ("png", "docx"):
        hint = f"write it into a file: `-o FILE.{form}`, or `to_{form}` in Python"
        raise UsageError(f"a {form.upper()} is no text", hint)
    if form == "caption":
        return page.text("\n".join(map(page.letters, picture(answer, engine).words)))
    if form == "svg" or (form == "html" and type(answer).__name__ in _PICTURES):
        made = HIDDEN.sub("", _drawn(answer, form, explain or "short", _engine(answer, engine)))
        return made if page.unicode else made.encode("ascii", "xmlcharrefreplace").decode()
    if form == "html" and type(answer).__name__ == "Coverage":
        # What the cases try of the rules is shown in the rules themselves.
        from dedere.reporting import coverage

        found: Any = answer
        return coverage.render(_engine(answer, engine).corpus, found, page)
    document = _document(answer, explain or _usual(answer, form), engine)
    return written(_illustrated(document, answer, engine) if form == "html" else document, form, page)


def docx(answer: Told, engine: Engine | None = None) -> bytes:
    """An answer as DOCX. Raises `UsageError` for one that has none, and without the extra."""
    if type(answer).__name__ not in _FIGURES:
        raise UsageError("there is no DOCX of this answer", "ask for html or markdown")
    from dedere.reporting import docx as written_

    return written_.render(_illustrated(_document(answer, "short", engine), answer, engine))


def _illustrated(document: Document, answer: Told, engine: Engine | None) -> Document:
    """A document with the pictures that it names."""
    if type(answer).__name__ not in _FIGURES:
        return document
    drawn: Mapping[str, Picture] = _named(_FIGURES, answer)(answer, _engine(answer, engine))
    from dedere.reporting.document import Figure

    blocks = (Figure(it.name, drawn[it.name]) if isinstance(it, Figure) else it for it in document.blocks)
    return document._replace(blocks=tuple(blocks))


def picture(answer: Told, engine: Engine | None = None) -> Picture:
    """The picture of an answer. Raises `UsageError` for one that is not drawn."""
    if type(answer).__name__ not in _PICTURES:
        raise UsageError("there is no picture of this answer", "ask for text, json or html")
    drawn: Picture = _named(_PICTURES, answer)(answer, _engine(answer, engine))
    return drawn


def png(answer: Told, engine: Engine | None = None) -> bytes:
    """The picture of an answer as PNG. Raises `UsageError` for one that is not drawn, and without the extra."""
    from dedere.reporting.pictures import picture as parts
    from dedere.reporting.pictures import png as drawing

    return drawing.render(parts.svg(picture(answer, engine)))


def _drawn(answer: Told, form: str, explain: str, engine: Engine) -> str:
    """The picture of an answer as SVG; or as a page of HTML, what is told below it."""
    from dedere.reporting import html
    from dedere.reporting.pictures import picture as parts

    drawn = picture(answer, engine)
    if form == "svg":
        return parts.svg(drawn)
    # The title stands above the picture.
    return parts.page(drawn, html.fragment(_document(answer, explain, engine)._replace(title="")))


def _usual(answer: Told, form: str) -> str:
    return "full" if form == "html" and type(answer).__name__ != "Difference" else "short"


def written(document: Document, form: str, page: Page) -> str:
    """A document as text, Markdown or HTML. Raises `UsageError` for another format."""
    if form == "text":
        from dedere.reporting import text

        return text.render(document, page)
    if form == "markdown":
        from dedere.reporting import markdown

        return page.text(markdown.render(document))
    if form == "html":
        from dedere.reporting import html

        return html.render(document, page)
    if form == "csv":
        raise UsageError("there is no table of one answer", "ask for many, with `--suppose-each` or `--suppose-from`")
    raise UsageError(f"there is no format {quoted(form)}", f"it is one of {', '.join(FORMATS)}")


def fragment(answer: Told) -> str:
    """An answer as a part of a page, as a notebook shows it."""
    from dedere.reporting import html

    return html.fragment(_document(answer, _usual(answer, "html"), None))


def article(answer: Told, explain: str | None = None, engine: Engine | None = None) -> str:
    """An answer as a part of a page that has the style of answers already: `html.style`."""
    from dedere.reporting import html

    return html.article(_document(answer, explain or _usual(answer, "html"), engine))


def unrepeated(answer: Told, explain: str) -> Document:
    """What is told of an answer below another to the same question: what was understood of it is not said again."""
    from dedere.reporting.document import Footer, Remarks

    document = _document(answer, explain, None)
    return document._replace(blocks=tuple(it for it in document.blocks if not isinstance(it, (Footer, Remarks))))


def _document(answer: Told, explain: str, engine: Engine | None) -> Document:
    document: Document = _named(_DOCUMENTS, answer)(answer, _engine(answer, engine), explain, answer.made_with.only)
    return document


def _named(table: Mapping[str, str], answer: Told) -> Any:
    """The function that a table names for a kind of answer."""
    module, _, name = table[type(answer).__name__].rpartition(".")
    return getattr(import_module(f"dedere.reporting.{module}"), name)


def _engine(answer: Told, given: Engine | None) -> Engine:
    from dedere.engine import ready

    return ready(answer.made_with.engine if given is None else given)
