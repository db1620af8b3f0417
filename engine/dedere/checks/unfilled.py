"""What a template has in the place of what is to be filled in, so that nobody takes it for a fact.

`dedere facts new` writes it, and a check of the record finds what was left.

>>> placeholder_id("warrant"), placeholder_text("Name")
('my_warrant', '"the name in full"')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dedere.language.records import Fact, Source
from dedere.terms.values import Atom, quote

SOURCE = Source("my_source", "the document: its number, its body and its day", "https://example.org/a-copy")
"""The source of a template."""

TEXT = quote("...")
"""A text of a template that is no name."""


def placeholder_id(predicate: str) -> str:
    """The id of what a predicate names, in a template."""
    return f"my_{predicate}"


def placeholder_text(argument: str) -> str:
    """The name of what a predicate names, in a template."""
    return quote(f"the {argument.lower()} in full")


def unfilled(facts: Iterable[Fact], sources: Mapping[str, Source]) -> Iterator[tuple[Atom, str]]:
    """The facts in which something stands as a template has it, and what: a source, told once, or a text.

    An id of one's own may be called as it is called there.
    """
    told: set[str] = set()
    for fact in facts:
        open_ = [it for it in fact.sources if it in sources and it not in told and _is_template(sources[it])]
        told.update(open_)
        if open_:
            yield fact.atom, "source"
        if any(it == TEXT or (str(it).startswith('"the ') and str(it).endswith(' in full"')) for it in fact.atom.args):
            yield fact.atom, "text"


def _is_template(source: Source) -> bool:
    return source.citation == SOURCE.citation or source.url == SOURCE.url
