"""What Sphinx is told beside `conf.py`: the pages that are made, the front page, and links that lead out of `docs/`.

Pages are read on a code host too, so they link to files; and nothing in the index of pages is said twice, so the index
is the list of links in `index.md`, from which the bar beside each page is made.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pygments.lexer import inherit
from pygments.token import Keyword, Name
from pygments_clingo.clingo import ClingoLexer

from dedere.engine import default_engine
from making import pages, requests, trial

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SECTION = re.compile(r"^## (?P<title>.+)\n(?P<rest>(?:(?!^## ).*\n?)*)", re.MULTILINE)
_LINK = re.compile(r"^\* \[(?P<title>[^\]]+)\]\((?P<page>[\w/-]+)(?:\.md)\)", re.MULTILINE)
_UNRUN = re.compile(r"^<!-- not run:[^\n]*-->\n", re.MULTILINE)
_COMMENT = re.compile(r"^<!-- \w+:(?:begin|end) -->\n", re.MULTILINE)
_OUTWARD = re.compile(r"\[(?P<text>[^\]]+)\]\(\.\./(?P<path>[^)\s]+)\)")


class Rules(ClingoLexer):  # type: ignore[misc]  # it has no types
    """Rules and facts; a word is a word as a whole, also one that begins with the letter of an operator."""

    name = "Rules"
    aliases = ("asp", "clingo")
    tokens = {"root": [(r"not\b", Keyword), (r"_*[a-z][A-Za-z0-9_']*", Name), inherit]}  # noqa: RUF012  # as lexers have it


def front(index: str, readme: str) -> str:
    """The front page: what the README says, and for the bar the sections and links of the index."""
    trees = []
    for section in _SECTION.finditer(index):
        found = [f"{it['title']} <{it['page']}>" for it in _LINK.finditer(section["rest"])]
        trees.append("\n".join(["```{toctree}", ":hidden:", f":caption: {section['title']}", "", *found, "```"]))
    inward = re.sub(r"\]\(docs/", "](", readme)
    inward = re.sub(r'(src|href)="docs/', r'\1="', inward)
    return "\n\n".join([inward, *trees, ""])


def inward(page: str) -> str:
    """A page without what only its tests read, and with links out of `docs/` that lead where the site has it."""

    def led(found: re.Match[str]) -> str:
        if found["path"] == "README.md":
            return f"[{found['text']}](index.md)"
        return found["text"] if "`" in found["text"] else f"`{found['text']}`"

    return _OUTWARD.sub(led, _COMMENT.sub("", _UNRUN.sub("", page)))


def _read(app: Sphinx, name: str, source: list[str]) -> None:
    if name == "index":
        readme = Path(app.srcdir).parent / "README.md"
        app.env.note_dependency(str(readme))
        source[0] = front(source[0], readme.read_text(encoding="utf-8"))
    if "/" not in name:
        source[0] = inward(source[0])


def _make(app: Sphinx) -> None:
    pages.write(Path(app.srcdir))


def _finish(app: Sphinx, error: Exception | None) -> None:
    """Add the page that answers; and since the site is read where there is no network, look for what asks for one."""
    from sphinx.errors import SphinxError
    from sphinx.util import logging

    if error is not None or app.builder.format != "html":
        return
    if not trial.write(Path(app.outdir) / "try", default_engine()):
        logging.getLogger(__name__).info("clingo for browsers could not be fetched with npm: the page only looks up")
    if found := list(requests.outside(Path(app.outdir))):
        raise SphinxError("the site would ask for what is outside:\n" + "\n".join(found[:20]))


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls."""
    # How the languages of blocks are highlighted: rules and facts are written for clingo.
    for alias in Rules.aliases:
        app.add_lexer(alias, Rules)
    app.connect("builder-inited", _make)
    app.connect("source-read", _read)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
