"""Fact files without clingo: comments, and ground facts as the project's own reader of terms takes them.

>>> list(plain('%@ note "n"\\np(a,\\n  1). q.'))
[('%@ note "n"', 1, 1), (Atom(name='p', args=('a', 1)), 2, 3), (Atom(name='q', args=()), 3, 3)]

A file in which anything else stands is left to clingo's parser, which reads the same of the others and takes ten times
as long: most of that goes into its syntax tree. So no fault is told here, and each is told in one way.
"""

from __future__ import annotations

import re

from dedere.language.annotations import MARK
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom

_PIECE = re.compile(
    r"""
    (?P<blank> [ \t\r\n]*+)
    (?: (?P<comment> %(?!\*) [^\n]*+)
      | (?P<fact> [^%".]*+ (?: "(?:[^"\\\n]|\\["\\n])*+" [^%".]*+ )*+ \.)
      | \Z
    )
    """,
    re.VERBOSE,
)


def plain(text: str) -> list[tuple[Atom | str, int, int]] | None:
    """The facts and annotations of a text, each with the lines it begins and ends on; None where clingo has to read."""
    if "\0" in text:  # It would be the end of the file.
        return None
    found: list[tuple[Atom | str, int, int]] = []
    position, line = 0, 1
    while piece := _PIECE.match(text, position):
        line += piece["blank"].count("\n")
        if comment := piece["comment"]:
            if comment.startswith(MARK):
                found.append((comment.strip(), line, line))
        elif fact := piece["fact"]:
            last = line + fact.count("\n")
            try:
                found.append((parse_fact(fact), line, last))
            except ValueError:
                return None
            line = last
        else:
            return found
        position = piece.end()
    return None
