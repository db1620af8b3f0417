"""Lines of rule files that run past the edge of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dedere.corpus.corpus import Corpus
from dedere.schema.lint import LintFinding

COLUMNS = 120
"""Columns that a line of a rule file may have."""

_UNBROKEN = re.compile(r'\s*"(?:[^"\\]|\\.)*"[)\].,;]*')
"""A text in quotes that has its line to itself: clingo cannot break it."""


def find(corpus: Corpus) -> Iterator[LintFinding]:
    """The lines that are too long and could be broken."""
    for path, content in corpus.law_files():
        for number, line in enumerate(content.split("\n"), 1):
            if len(line) > COLUMNS and not _UNBROKEN.fullmatch(line):
                hint = "go on in the next line: after `:-` or a comma, or, in an annotation, with `%@` and three spaces"
                message = f"the line has {len(line)} columns, {COLUMNS} are enough"
                yield LintFinding(check="long-line", level="note", file=path, line=number, message=message, hint=hint)
