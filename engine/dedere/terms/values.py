"""Terms and atoms as plain Python values.

A term is an `int` for an integer, and clingo's own canonical text for all else: `ind`, `"India"` (with its quotes),
`#sup`, `unsc_referral(res_1593)`. Nothing here needs clingo.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

Value: TypeAlias = int | str


class Atom(NamedTuple):
    """A ground atom: the name of a predicate and its arguments. `str()` gives clingo's text."""

    name: str
    args: tuple[Value, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}({','.join(map(str, self.args))})" if self.args else self.name


_ESCAPE = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
_UNESCAPE = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}


def quote(text: str) -> str:
    """Clingo's text of the string `text`: in quotes, with backslash, quote and line end escaped."""
    return '"' + re.sub(r'[\\"\n]', lambda found: _ESCAPE[found.group()], text) + '"'


def as_constant(typed: str) -> str:
    """The constant that a person means who types it with capitals, blanks or hyphens: `Not obliged`, `not-obliged`."""
    return typed.strip().lower().replace("-", "_").replace(" ", "_")


def text(value: Value) -> str:
    """What a value reads as: a string without its quotes and escapes, anything else as it stands."""
    if isinstance(value, str) and value[:1] == '"':
        return re.sub(r'\\[\\"n]', lambda found: _UNESCAPE[found.group()], value[1:-1])
    return str(value)


_INTEGER = re.compile(r"-?[0-9]+\Z")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[(),]|[^"(),]+')


def value_of(canonical: str) -> Value:
    """The value of a canonical term text: an `int` where it is an integer, else the text itself."""
    return int(canonical) if _INTEGER.match(canonical) else canonical


@lru_cache(maxsize=1 << 16)
def split(value: Value) -> tuple[str, tuple[Value, ...]]:
    """The name and the arguments of a term in canonical text; a term without arguments is its own name.

    >>> split("duty(ind,arrest,toward(icc))")
    ('duty', ('ind', 'arrest', 'toward(icc)'))

    A tuple has the empty name. Raises `ValueError` where the text is not that of one term.
    """
    canonical = str(value)
    if not canonical.endswith(")"):  # So a string, which ends with its quote.
        return canonical, ()
    name, _, rest = canonical.partition("(")
    if name and "(" not in rest and '"' not in rest:  # What most atoms are; the loop below is ten times slower.
        pieces = rest[:-1].split(",")
        if "" not in pieces and rest.count(")") == 1:
            return name, tuple(map(value_of, pieces))
    args: list[Value] = []
    depth, piece = 1, ""
    end = 0
    for found in _PIECE.finditer(rest):
        token = found.group()
        if depth == 0 or found.start() != end:
            break
        end = found.end()
        if token == "(":
            depth += 1
        elif token == ")":
            depth -= 1
        if depth == 0 or (token == "," and depth == 1):
            if piece:
                args.append(value_of(piece))
            elif depth or (args and name):
                # Only a tuple may end in a comma.
                raise ValueError(f"`{canonical}` is not the text of one term")
            piece = ""
        else:
            piece += token
    if depth or end != len(rest):
        raise ValueError(f"`{canonical}` is not the text of one term")
    return name, tuple(args)
