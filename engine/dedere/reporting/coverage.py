"""The rule files with what the cases tried, line by line, as one file of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from dedere.reporting import html
from dedere.reporting.page import Page

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus
    from dedere.schema.coverage import ClauseCoverage, Coverage

_Places = Mapping[tuple[str, int], list["ClauseCoverage"]]


class Line(NamedTuple):
    """A line of a rule file: how it is marked, what is said of it, and in how many cases its clause fired."""

    number: int
    text: str
    style: str
    about: str
    fired: str


class File(NamedTuple):
    """A rule file, and how many of its clauses never fired."""

    name: str
    never: int
    lines: tuple[Line, ...]


def render(corpus: Corpus, found: Coverage, page: Page) -> str:
    """The page. Everything that is quoted is escaped, and nothing in it can act on a reader."""
    by_place: dict[tuple[str, int], list[ClauseCoverage]] = {}
    for it in found.each:
        by_place.setdefault((it.file, it.line), []).append(it)
    files = [
        File(
            name,
            sum(it.counted and not it.fired for place, each in by_place.items() if place[0] == name for it in each),
            tuple(_lines(name, text, by_place)),
        )
        for name, text in corpus.law_files()
        if any(place[0] == name for place in by_place)
    ]
    return html.written("coverage.html", page, found=found, files=files)


def _lines(name: str, text: str, by_place: _Places) -> Iterator[Line]:
    style, about = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        fired = ""
        each = by_place.get((name, number))
        if each:
            style, about, fired = _marked(each)
        elif not line.strip() or line.lstrip().startswith("%"):
            style, about = "", ""
        yield Line(number, line.replace("\t", "    "), style, about, fired)
        if line.rstrip().endswith("."):
            style, about = "", ""


def _marked(each: list[ClauseCoverage]) -> tuple[str, str, str]:
    """How a line is marked, what is said of it, and in how many cases it fired."""
    if not any(it.counted for it in each):
        return "out", "this question cannot reach it", ""
    fired = min(it.fired for it in each)
    never = [c.condition for it in each for c in it.conditions if c.decisive is False]
    title = f"never decided alone: {'; '.join(never)}" if never else ""
    return ("never" if not fired else "partly" if never else "fired"), title, str(fired)
