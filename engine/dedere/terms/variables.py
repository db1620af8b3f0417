"""Variables in canonical text: which there are, and where they stand. What stands in strings is none."""

from __future__ import annotations

import re
from functools import cache

_STANDING = re.compile(r'"(?:[^"\\]|\\.)*"|(?<![A-Za-z0-9_\'])(_*[A-Z][A-Za-z0-9_\']*|_)(?![A-Za-z0-9_\'])')
_NAME = re.compile(r"_*[A-Z][A-Za-z0-9_']*")


def is_variable(text: str) -> bool:
    """Whether the text is the name of one variable; `_` has no name."""
    return _NAME.fullmatch(text) is not None


def stands_open(text: str) -> bool:
    """Whether an argument names nothing: a variable, or `_`."""
    return text == "_" or is_variable(text)


def names(text: str) -> list[str]:
    """The variables of a text, in order and as often as they stand in it, `_` among them.

    >>> names('p(X,"Y",_,X)')
    ['X', '_', 'X']
    """
    return [it for it in _STANDING.findall(text) if it]


@cache
def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """The text cut where variables stand, each piece with whether it is one."""
    cuts, at = [], 0
    for found in _STANDING.finditer(text):
        cuts += [(text[at : found.start()], False), (found.group(), found[1] is not None)]
        at = found.end()
    return tuple(it for it in (*cuts, (text[at:], False)) if it[0])
