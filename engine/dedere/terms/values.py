"""Terms and atoms as plain Python values, and the strict reader for facts that come from outside.

A term is an `int` for an integer, and clingo's own canonical text for all else: `ind`, `"India"` (with its quotes),
`#sup`, `unsc_referral(res_1593)`. Nothing here needs clingo.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

Value: TypeAlias = int | str

LONGEST_FACT = 2000
"""Characters that the text of one fact may have."""

DEEPEST_TERM = 8
"""How deep functions may be nested in an argument."""

SMALLEST_INTEGER = -(2**31)
LARGEST_INTEGER = 2**31 - 1
"""clingo computes with 32 bits and silently wraps what is larger, so what is larger never reaches it."""


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
    if canonical[:1] == '"' or not canonical.endswith(")"):
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


_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<string>"(?:[^"\\\x00-\x1f\x7f-\x9f\ud800-\udfff]|\\["\\n])*")
    | (?P<name>[_']*[a-z][A-Za-z0-9_']*)
    | (?P<variable>_*[A-Z][A-Za-z0-9_']*|_+)
    | (?P<number>[0-9]+)
    | (?P<bound>\#sup|\#inf)
    | (?P<mark>[(),.-])
    """,
    re.VERBOSE,
)
_PLAIN_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)\Z")
_REFUSED = (
    (re.compile(r"%"), "a comment cannot stand in a fact"),
    (re.compile(r":-"), "a rule is not a fact"),
    (re.compile(r":"), "a condition cannot stand in a fact"),
    (re.compile(r";"), "a pool cannot stand in a fact"),
    (re.compile(r"@"), "an external function cannot stand in a fact"),
    (re.compile(r"#"), "a directive cannot stand in a fact"),
    (re.compile(r'"'), "a string is not closed, or has an escape or a control character that is not allowed"),
    (re.compile(r"[-+*/\\?&^~|<>=!]"), "arithmetic and comparison cannot stand in a fact"),
)


class Reader:
    """Reads one ground fact, token by token; `at` is the next token."""

    def __init__(self, source: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        self.at = 0
        position = 0
        while position < len(source):
            found = _TOKEN.match(source, position)
            if found is None:
                for pattern, message in _REFUSED:
                    if pattern.match(source, position):
                        raise ValueError(message)
                raise ValueError(f"the character {source[position]!a} cannot stand in a fact")
            position = found.end()
            kind = found.lastgroup or ""
            if kind != "space":
                self.tokens.append((kind, found.group()))

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, token: str) -> bool:
        if self.peek() == ("mark", token):
            self.at += 1
            return True
        return False

    def fact(self) -> Atom:
        kind, name = self.peek()
        if kind == "end":
            raise ValueError("there is no fact in an empty text")
        if (kind, name) == ("mark", "-"):
            raise ValueError("classical negation cannot stand in a fact")
        if kind != "name":
            raise ValueError("a fact begins with the name of a predicate, in lower case")
        self.at += 1
        if name == "not":
            raise ValueError("a negated atom is not a fact")
        atom = Atom(name, self.arguments(0) if self.take("(") else ())
        self.take(".")
        kind, token = self.peek()
        if (kind, token) == ("mark", "."):
            raise ValueError("an interval cannot stand in a fact")
        if kind != "end":
            raise ValueError(f"text follows the fact: `{token}`")
        return atom

    def arguments(self, depth: int) -> tuple[Value, ...]:
        if depth > DEEPEST_TERM:
            raise ValueError(f"terms are nested deeper than {DEEPEST_TERM}")
        args = [self.term(depth)]
        while self.take(","):
            args.append(self.term(depth))
        if self.take(")"):
            return tuple(args)
        kind, token = self.peek()
        if self.tokens[self.at : self.at + 2] == [("mark", "."), ("mark", ".")]:
            raise ValueError("an interval cannot stand in a fact")
        if token == "-":
            raise ValueError("arithmetic and comparison cannot stand in a fact")
        raise ValueError("a parenthesis is not closed" if kind == "end" else f"`{token}` stands where `,` or `)` must")

    def term(self, depth: int) -> Value:
        negative = self.take("-")
        kind, token = self.peek()
        self.at += 1
        if kind == "number":
            if not _PLAIN_NUMBER.match(token):
                raise ValueError(f"an integer has no leading zero: `{token}`")
            # The length is looked at first because int() itself refuses texts of thousands of digits.
            number = int(token) if len(token) <= 10 else LARGEST_INTEGER + 2
            number = -number if negative else number
            if not SMALLEST_INTEGER <= number <= LARGEST_INTEGER:
                raise ValueError("an integer is larger than 32 bits")
            return number
        if negative:
            raise ValueError("arithmetic and comparison cannot stand in a fact")
        if kind in ("string", "bound"):
            return token
        if kind == "name":
            if token == "not":
                raise ValueError("`not` is no constant")
            if not self.take("("):
                return token
            return str(Atom(token, self.arguments(depth + 1)))
        if kind == "variable":
            raise ValueError(f"a variable cannot stand in a fact: `{token}`")
        if token == "(":
            raise ValueError("a tuple or a parenthesis cannot stand in a fact")
        raise ValueError("an argument is missing")


def parse_fact(source: str) -> Atom:
    """Read the text of one ground fact, as a user gives it; a full stop at its end is allowed.

    The text is never evaluated: constants, integers of 32 bits, strings, `#inf`, `#sup` and functions of these are
    read, and everything else (variables, intervals, pools, arithmetic, external functions, directives, rules, a second
    fact) is a `ValueError` with one sentence. Two texts of the same fact give the same atom.
    """
    if len(source) > LONGEST_FACT:
        raise ValueError(f"a fact has at most {LONGEST_FACT} characters")
    return Reader(source).fact()
