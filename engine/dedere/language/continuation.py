"""Annotations that go on in the next line: `%@` and at least three spaces continue the annotation right above.

The lines are joined with one space, inside a text in quotes too, so that a long sentence is broken between two words:

    %@ says "{H} must arrest {P} and surrender {P} to {C},
    %@   which has asked for it"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dedere.language.annotations import CONTINUED_BY, MARK
from dedere.language.syntax import CommentStatement, Statement

_CONTINUES = re.compile(rf"{MARK} {{{CONTINUED_BY},}}\S")


def continues(line: str) -> bool:
    """Whether a line goes on with the annotation above it.

    >>> continues("%@   and more"), continues("%@ says")
    (True, False)
    """
    return _CONTINUES.match(line) is not None


def joined(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements of a file with every annotation in one piece, which begins where its first line does.

    A line that continues nothing is left as it stands, for the reader of annotations to refuse.
    """
    open_: CommentStatement | None = None
    for it in statements:
        if not isinstance(it, CommentStatement):
            if open_ is not None:
                yield open_
            open_ = None
            yield it
        elif open_ is not None and it.line == open_.last_line + 1 and continues(it.text):
            more = it.text.removeprefix(MARK).lstrip()
            open_ = CommentStatement(f"{open_.text} {more}", open_.line, it.last_line)
        else:
            if open_ is not None:
                yield open_
            open_ = it
    if open_ is not None:
        yield open_
