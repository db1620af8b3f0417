"""The comment lines `%@ ...` that say what clingo does not need to know: sources, headers, authorities, sentences.

`docs/format.md` is their reference. One annotation is read at a time, its lines joined already; what it applies to is
decided where files are assembled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from dedere import dates
from dedere.language.vocabulary import SPAN
from dedere.terms.reader import parse_fact
from dedere.terms.values import Atom
from dedere.terms.variables import is_variable

MARK = "%@"

CONTINUED_BY = 3
"""Spaces behind the mark, at least, of a line that goes on with the annotation above it."""


class AnnotationError(ValueError):
    """A line that begins with `%@` and is no annotation; `hint` shows the form it should have."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class SourceLine:
    """`%@ source ID "citation" ["address"]`"""

    id: str
    citation: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ByLine:
    """`%@ by ID, ID... CONFIDENCE [YYYYMMDD]`"""

    sources: tuple[str, ...]
    confidence: str
    checked: int | None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """`%@ note "text"`"""

    text: str


@dataclass(frozen=True, slots=True)
class KnownLine:
    """`%@ known YYYYMMDD`"""

    day: int


@dataclass(frozen=True, slots=True)
class WithdrawLine:
    """`%@ withdraw FACT`"""

    fact: Atom


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """`%@ rule|assumption|unevaluated ID "title"`"""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class UnderLine:
    """`%@ under ID`: what follows belongs to the rule of that id, whose header stands in another file."""

    id: str


@dataclass(frozen=True, slots=True)
class BecauseLine:
    """`%@ because "reason"`"""

    reason: str


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    """`%@ authority "instrument" "place" checked(HOW)`"""

    instrument: str
    place: str
    checked: str


@dataclass(frozen=True, slots=True)
class SaysLine:
    """`%@ says [CONSTANT] "sentence"`; `variables` are the names in braces, in order.

    With a constant, the sentence of a declared predicate where that constant is among its arguments.
    """

    template: str
    variables: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class ElseLine:
    """`%@ else "sentence"`"""

    template: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WouldLine:
    """`%@ would "sentence"`: what would have to be the case, or what would follow."""

    template: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeLine:
    """`%@ type NAME = a | b` or `%@ type NAME named by p, q`; exactly one of the two tuples is filled."""

    name: str
    constants: tuple[str, ...]
    named_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PredicateLine:
    """`%@ fact|derived name(Arg: type, ...) [of KIND] [folded] [open]`"""

    kind: str
    name: str
    arguments: tuple[tuple[str, str], ...]
    group: str | None
    folded: bool
    open: bool = False


Annotation: TypeAlias = (
    SourceLine
    | ByLine
    | NoteLine
    | KnownLine
    | WithdrawLine
    | HeaderLine
    | UnderLine
    | BecauseLine
    | AuthorityLine
    | SaysLine
    | ElseLine
    | WouldLine
    | TypeLine
    | PredicateLine
)

FORMS = {
    "source": '%@ source ID "citation" ["address"]',
    "by": "%@ by ID, ID... seen_twice|seen_once|recall [YYYYMMDD]",
    "note": '%@ note "text"',
    "known": "%@ known YYYYMMDD",
    "withdraw": "%@ withdraw name(value, ...)",
    "rule": '%@ rule ID "title"',
    "assumption": '%@ assumption ID "title"',
    "unevaluated": '%@ unevaluated ID "title"',
    "under": "%@ under ID",
    "because": '%@ because "reason"',
    "authority": '%@ authority "instrument" "place" checked(text|decision|secondary|memory|convention)',
    "says": '%@ says [CONSTANT] "sentence with {Variable}"',
    "else": '%@ else "sentence with {Variable}"',
    "would": '%@ would "sentence with {Variable}"',
    "type": "%@ type NAME = a | b   or   %@ type NAME named by p, q",
    "fact": "%@ fact name(Arg: type, ...) of KIND",
    "derived": "%@ derived name(Arg: type, ...) [folded] [open]",
}

_SENTENCES: dict[str, type[SaysLine | ElseLine | WouldLine]] = {"says": SaysLine, "else": ElseLine, "would": WouldLine}

_ID = r"[^\s\",]+"
_STRING = r'"((?:[^"\\]|\\["\\])*)"'
_NAME = r"[a-z][A-Za-z0-9_]*"
_SOURCE = re.compile(rf"({_ID})\s+{_STRING}(?:\s+{_STRING})?")
_BY = re.compile(rf"({_ID}(?:\s*,\s*{_ID})*)\s+(seen_twice|seen_once|recall)(?:\s+([0-9]+))?")
_QUOTED = re.compile(_STRING)
_OF_CONSTANT = re.compile(rf"({_NAME})\s+{_STRING}")
_HEADER = re.compile(rf"({_ID})\s+{_STRING}")
_AUTHORITY = re.compile(rf"{_STRING}\s+{_STRING}\s+checked\((text|decision|secondary|memory|convention)\)")
_TYPE_OF = re.compile(rf"({_NAME})\s*=\s*({_NAME}(?:\s*\|\s*{_NAME})*)")
_TYPE_NAMED = re.compile(rf"({_NAME})\s+named\s+by\s+({_NAME}(?:\s*,\s*{_NAME})*)")
_PREDICATE = re.compile(rf"({_NAME})\s*(?:\(([^()]*)\))?(?:\s+of\s+({_NAME}))?(?:\s+(folded))?(?:\s+(open))?")
_ARGUMENT = re.compile(rf"([A-Z][A-Za-z0-9_]*)\s*:\s*({_NAME})")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(template: str) -> tuple[str, ...]:
    """The names in braces in a sentence, in order. Raises `ValueError` at a stray brace or a name that is none."""
    names = [name for slot in _PLACEHOLDER.findall(template) for name in slot.split(SPAN, 1)]
    if "{" in (rest := _PLACEHOLDER.sub("", template)) or "}" in rest:
        raise ValueError("a brace is not closed or not opened in the sentence")
    for name in names:
        if not is_variable(name):
            raise ValueError(f"`{{{name}}}` in the sentence is no variable")
    return tuple(names)


def _unescape(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _day(text: str, hint: str) -> int:
    if not dates.valid(day := int(text[:9])) or len(text) != 8:
        raise AnnotationError(f"`{text}` is a day that does not exist", hint)
    return day


def parse(text: str) -> Annotation:
    """Read one annotation, from its `%@` to its end. Raises `AnnotationError`."""
    inside = text.removeprefix(MARK)
    if len(inside) - len(inside.lstrip(" ")) >= CONTINUED_BY:
        message = f"a line that begins with `{MARK}` and {CONTINUED_BY} spaces continues no annotation"
        raise AnnotationError(message, "put it right below the annotation it goes on with, or write one space")
    keyword, _, rest = inside.strip().partition(" ")
    rest = rest.strip()
    form = FORMS.get(keyword)
    if form is None:
        from difflib import get_close_matches

        near = get_close_matches(keyword, FORMS, 1)
        hint = f"write `{FORMS[near[0]]}`" if near else f"an annotation is one of {', '.join(FORMS)}"
        raise AnnotationError(f"unknown annotation `{MARK} {keyword}`", hint)
    hint = f"write `{form}`"
    try:
        annotation = _read(keyword, rest, hint)
    except AnnotationError:
        raise
    except ValueError as error:
        raise AnnotationError(str(error), hint) from None
    if annotation is None:
        raise AnnotationError(f"malformed `{MARK} {keyword}`: `{rest}`", hint)
    return annotation


def _read(keyword: str, rest: str, hint: str) -> Annotation | None:
    """The annotation of a known keyword, or None where the rest of the line has not its form."""
    found: re.Match[str] | None
    if keyword == "source":
        found = _SOURCE.fullmatch(rest)
        if found is None:
            return None
        return SourceLine(found[1], _unescape(found[2]), _unescape(found[3]) if found[3] else None)
    if keyword == "by":
        found = _BY.fullmatch(rest)
        if found is None:
            return None
        return ByLine(tuple(re.split(r"\s*,\s*", found[1])), found[2], _day(found[3], hint) if found[3] else None)
    if keyword == "known":
        return KnownLine(_day(rest, hint)) if re.fullmatch("[0-9]+", rest) else None
    if keyword == "withdraw":
        return WithdrawLine(parse_fact(rest))
    if keyword in ("rule", "assumption", "unevaluated"):
        found = _HEADER.fullmatch(rest)
        return HeaderLine(keyword, found[1], _filled(_unescape(found[2]))) if found else None
    if keyword == "under":
        return UnderLine(rest) if re.fullmatch(_ID, rest) else None
    if keyword == "authority":
        found = _AUTHORITY.fullmatch(rest)
        return AuthorityLine(_filled(_unescape(found[1])), _unescape(found[2]), found[3]) if found else None
    if keyword == "type":
        return _type(rest)
    if keyword in ("fact", "derived"):
        return _predicate(keyword, rest)
    if keyword == "says" and (found := _OF_CONSTANT.fullmatch(rest)):
        quoted = _filled(_unescape(found[2]))
        return SaysLine(quoted, placeholders(quoted), found[1])
    found = _QUOTED.fullmatch(rest)
    if found is None:
        return None
    quoted = _filled(_unescape(found[1]))
    if keyword == "note":
        return NoteLine(quoted)
    if keyword == "because":
        return BecauseLine(quoted)
    return _SENTENCES[keyword](quoted, placeholders(quoted))


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("the text in quotes is empty")
    return text


def _type(rest: str) -> TypeLine | None:
    if found := _TYPE_OF.fullmatch(rest):
        return TypeLine(found[1], tuple(re.split(r"\s*\|\s*", found[2])), ())
    if found := _TYPE_NAMED.fullmatch(rest):
        return TypeLine(found[1], (), tuple(re.split(r"\s*,\s*", found[2])))
    return None


def _predicate(keyword: str, rest: str) -> PredicateLine | None:
    found = _PREDICATE.fullmatch(rest)
    if found is None:
        return None
    arguments: list[tuple[str, str]] = []
    for piece in (found[2] or "").split(",") if (found[2] or "").strip() else ():
        argument = _ARGUMENT.fullmatch(piece.strip())
        if argument is None:
            raise ValueError(f"`{piece.strip()}` is no argument with its type")
        if any(argument[1] == name for name, _ in arguments):
            raise ValueError(f"two arguments are called `{argument[1]}`")
        arguments.append((argument[1], argument[2]))
    return PredicateLine(keyword, found[1], tuple(arguments), found[3], found[4] is not None, found[5] is not None)
