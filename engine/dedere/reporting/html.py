"""A document as HTML that needs nothing else: to be sent to a colleague, read, folded, printed, or shown in a notebook.

How it looks is said by the templates beside this module. Whatever a template writes is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dedere.reporting.document import Block, Document, Figure, Footer, Heading, Items, Remarks, Tree
from dedere.reporting.page import Page, clean
from dedere.reporting.tree import citation

if TYPE_CHECKING:
    from jinja2 import Environment

UNFOLDED = 2
"""How many levels of a proof are unfolded at first."""


def render(document: Document, page: Page) -> str:
    """The document as a whole HTML page; in plain ASCII where the page has no other letters."""
    paged = any(isinstance(it, Figure) for it in document.blocks)
    return written("page.html", page, paged=paged, **_of(document))


def fragment(document: Document) -> str:
    """The document as a part of a page, with its own style, for notebooks."""
    return written("fragment.html", Page(), **_of(document))


def article(document: Document) -> str:
    """The same without its style, for a page that has `style` already."""
    return written("document.html", Page(), **_of(document))


def style() -> str:
    """How a document looks: everything in it stands below the class `dedere`."""
    return written("style.css", Page())


def _of(document: Document) -> dict[str, Any]:
    shown, folded = _parted(document.blocks)
    return {
        "document": document,
        "blocks": [(type(block).__name__, block) for block in shown],
        "folded": [(type(block).__name__, block) for block in folded],
        "unfolded": UNFOLDED,
    }


def _parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """What is read and printed, and what folds away.

    That is the proofs, where they are not all that is told, and before them the lists that a short page has no place
    for.
    """
    listed = [at for at, it in enumerate(blocks) if isinstance(it, Items)]
    ranked = [at for at in listed if _rank(blocks[at])]
    placeless = (at for at in listed if ranked and at > ranked[0] and not _rank(blocks[at]))
    proofs = (at for at, it in enumerate(blocks) if isinstance(it, Tree) and listed and at > listed[0])
    first = min((*placeless, *proofs), default=len(blocks))
    if first < len(blocks) and isinstance(blocks[first - 1], Heading):
        first -= 1
    rest: list[Block] = [it for it in blocks[first:] if not isinstance(it, (Remarks, Footer))]
    return [*blocks[:first], *(it for it in blocks[first:] if isinstance(it, (Remarks, Footer)))], rest


def _rank(block: Block) -> int:
    return block.rank if isinstance(block, Items) else 0


def written(template: str, page: Page, **values: Any) -> str:
    """What a template makes of some values; in plain ASCII where the page has no other letters."""
    whole = environment().get_template(template).render(values)
    return whole if page.unicode else whole.encode("ascii", "xmlcharrefreplace").decode()


@cache
def environment() -> Environment:
    """The templates; everything that they write is free of controls and escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("dedere.reporting", "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["cited"] = _cited
    made.filters["figure"] = _figure
    return made


def _shown(value: Any) -> Any:
    # What a macro gives is markup of ours already, and a kind of text of its own.
    return clean(value) if type(value) is str else value


def _figure(block: Figure) -> Any:
    """A picture as a part of the page: it is put together of what is escaped already."""
    from markupsafe import Markup

    from dedere.reporting.pictures.picture import figure

    return "" if block.picture is None else Markup(figure(block.picture))  # noqa: S704


def _cited(source: str) -> tuple[str, str, bool]:
    """A source as its citation and address, and whether the address is one that may be followed."""
    cited, address = citation(source)
    return cited, address or "", re.fullmatch(r"https?://[^\s\x00-\x1f]+", address or "") is not None
