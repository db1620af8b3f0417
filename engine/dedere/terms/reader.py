"""The strict reader for what comes from outside: facts, and atoms with variables; nothing is evaluated.

What was loaded already is in canonical text, and read by `patterns.term`. Nothing here needs clingo.

>>> parse_fact("deposited(ind, rome, 20250901).")
Atom(name='deposited', args=('ind', 'rome', 20250901))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dedere.terms.patterns import Compound, Term, Variable, variables
from dedere.terms.values import Atom, Value

LONGEST_FACT = 2000
"""Characters that the text of one fact may have."""

DEEPEST_TERM = 8
"""How deep functions may be nested in an argument."""

SMALLEST_INTEGER = -(2**31)
LARGEST_INTEGER = 2**31 - 1
"""clingo computes with 32 bits and silently wraps what is larger, so what is larger never reaches it."""


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


class Pattern(NamedTuple):
    """An atom in which variables may stand."""

    name: str
    args: tuple[Term, ...]

    def variables(self) -> Iterator[str]:
        """The variables in it, in order."""
        yield from variables(self.args)


class _Reader:
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
    return _Reader(source).fact()


class _PatternReader(_Reader):
    """Reads atoms with variables. What is refused in facts is refused here too, but for the variables."""

    def atoms(self) -> list[Pattern]:
        """One or more atoms with commas between them."""
        found = [self.atom()]
        while self.take(","):
            found.append(self.atom())
        self.take(".")
        kind, token = self.peek()
        if kind != "end":
            raise ValueError(f"text follows the atom: `{token}`")
        return found

    def atom(self) -> Pattern:
        """One atom."""
        kind, name = self.peek()
        if kind != "name" or name == "not":
            raise ValueError("an atom begins with the name of a predicate, in lower case")
        self.at += 1
        return Pattern(name, self.patterns(0) if self.take("(") else ())

    def patterns(self, depth: int) -> tuple[Term, ...]:
        """The arguments of an atom or of a function, after its parenthesis."""
        found = [self.pattern(depth)]
        while self.take(","):
            found.append(self.pattern(depth))
        if not self.take(")"):
            raise ValueError("a parenthesis is not closed, or an interval or arithmetic stands in it")
        return tuple(found)

    def pattern(self, depth: int) -> Term:
        """One argument."""
        kind, token = self.peek()
        if kind == "variable":
            self.at += 1
            return Variable("_" if not token.strip("_") else token)
        after = self.tokens[self.at + 1 : self.at + 2]
        if kind == "name" and after == [("mark", "(")]:
            if depth >= DEEPEST_TERM:
                raise ValueError("terms are nested too deep")
            self.at += 2
            args = self.patterns(depth + 1)
            if any(isinstance(it, (Variable, Compound)) for it in args):
                return Compound(token, args)
            return f"{token}({','.join(map(str, args))})"
        return self.term(depth)


def parse_patterns(source: str) -> list[Pattern]:
    """Read one or more atoms in which variables may stand, with commas between them, as a user gives them.

    Raises `ValueError` with one sentence, as `parse_fact` does.
    """
    return _PatternReader(source).atoms()
