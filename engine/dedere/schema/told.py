"""What is more than a part of an answer: a whole one, which a reader sees in one of many formats.

How it is told is decided in `dedere.reporting`, which stands above everything that is told. So it is looked up by its
name when it is first wanted: who only reads the fields of an answer never imports it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from dedere.given import flags, numbers
from dedere.schema.base import Model

if TYPE_CHECKING:
    from dedere.engine import Engine

__all__ = ["Drawn", "MadeWith", "Told"]


class MadeWith(NamedTuple):
    """What an answer was made with: whose names its texts use, and the one school that was asked, if it was one."""

    engine: Engine | None = None
    only: str | None = None


class Told(Model):
    """A whole answer. It can be shown as text, Markdown and HTML, and is shown so by a notebook.

    What it was made with is no part of it: it is not compared, not written, and not kept in a copy of another process.
    An answer that was read in takes names from the record that comes with Dedere, or from the `engine` given.
    """

    __slots__ = ("_made_with",)

    @property
    def made_with(self) -> MadeWith:
        """What the answer was made with, if that is known."""
        return getattr(self, "_made_with", MadeWith())

    def making(self, engine: Engine, only: str | None = None) -> Self:
        """The answer itself, which from now on knows what it was made with."""
        object.__setattr__(self, "_made_with", MadeWith(engine, only))
        return self

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The same with some fields changed, made with the same."""
        copy = super().model_copy(update=update)
        object.__setattr__(copy, "_made_with", self.made_with)
        return copy

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__

    def to_text(
        self,
        *,
        explain: str = "short",
        width: int = 80,
        unicode: bool = True,
        colour: bool = False,
        engine: Engine | None = None,
    ) -> str:
        """What is told, as text of at most `width` columns, in plain ASCII unless `unicode`.

        `explain` is how much of the reasons: `none`, `short`, `full` or `why-not`. Raises `UsageError` for another.
        """
        numbers(1, width=width)
        flags(unicode=unicode, colour=colour)
        page = import_module("dedere.reporting.page").Page(width, unicode, colour)
        return self._shown("text", explain=explain, page=page, engine=engine)

    def to_markdown(self, *, explain: str = "short", engine: Engine | None = None) -> str:
        """What is told, as Markdown in which no text of the record is markup."""
        return self._shown("markdown", explain=explain, engine=engine)

    def to_html(self, *, explain: str | None = None, engine: Engine | None = None) -> str:
        """What is told, as a whole page of HTML that needs nothing else and runs nothing; in full where it folds."""
        return self._shown("html", explain=explain, engine=engine)

    def _repr_html_(self) -> str:
        html: str = import_module("dedere.reporting.shown").fragment(self)
        return html

    def _shown(self, form: str, **how: Any) -> str:
        shown: str = import_module("dedere.reporting.shown").show(self, form, **how)
        return shown

    def _written(self) -> bytes:
        docx: bytes = import_module("dedere.reporting.shown").docx(self)
        return docx

    def _drawn(self) -> bytes:
        png: bytes = import_module("dedere.reporting.shown").png(self)
        return png


class Drawn(Told):
    """A whole answer that has reasons, or answers side by side, which can be drawn as a graph."""

    def to_mermaid(self, *, engine: Engine | None = None) -> str:
        """The graph as a Mermaid flowchart."""
        return self._shown("mermaid", engine=engine)

    def to_dot(self, *, engine: Engine | None = None) -> str:
        """The graph in the language of Graphviz."""
        return self._shown("dot", engine=engine)


class Pictured(Told):
    """A whole answer that has a picture."""

    def to_svg(self) -> str:
        """The picture as one SVG."""
        return self._shown("svg")

    def to_png(self) -> bytes:
        """The same as PNG. Raises `UsageError` where the extra `pictures` is not installed."""
        return self._drawn()
