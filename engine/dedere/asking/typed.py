"""A fact as a lawyer types it: `deposited(India, Rome Statute, 2025-09-01)`, read by the types that are declared.

What is a ground fact in the syntax of rules is read as that. In any other an argument is whatever its declared type
lets it be: an id, a whole name or an alias of a person, State or treaty, as `corpus.names` finds them; a day as
`YYYY-MM-DD`, `open` where there is no end; a constant in words (`head of State`); a text with its quotes or without.
What is merely like a name is offered and never taken, and nothing that is typed is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dedere.asking.period import read_day
from dedere.corpus.corpus import Corpus
from dedere.corpus.names import Directory
from dedere.corpus.spelling import plain
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.language.vocabulary import DAYS, Names, Predicate, nearest
from dedere.terms.reader import LONGEST_FACT, parse_fact
from dedere.terms.values import Atom, Value, as_constant, quote, text

OPEN = {"since": "#inf", "until": "#sup"}
"""What `open` stands for, by the type of the day."""

_CONSTANT = re.compile(r"[a-z][a-z0-9_]*\Z")
_FORM = re.compile(r"\s*([^()\"]*?)\s*\((.*)\)\s*\.?\s*\Z", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_PROGRAM = re.compile(r"[;@#:?|~<>=!*/\\^+%$\"`{}\[\]]|\.\.|\bnot\b")
"""What stands in programs and, outside quotes, in no name."""
_PERCENT = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,2}))? per ?cent\Z")


class Form(NamedTuple):
    """A name and arguments as they were typed."""

    name: str
    args: tuple[str, ...]


def form(given: str) -> Form | None:
    """The parts of what was typed, where it is no more than a name with arguments; else None."""
    bare = _STRING.sub("", re.sub(r"#(?:inf|sup)\b", "", given))
    if len(given) > LONGEST_FACT or not given.isprintable() or _PROGRAM.search(bare):
        return None
    found = _FORM.match(given)
    args = pieces(found[2]) if found else None
    return Form(as_constant(found[1]), args) if found and args and all(args) else None


def pieces(inside: str) -> tuple[str, ...] | None:
    """What stands between the commas that stand in no string and no parenthesis; None where one is not closed."""
    found, depth, last, inside_text = [""], 0, "", False
    for letter in inside:
        if letter == '"' and last != "\\":
            inside_text = not inside_text
        depth += 0 if inside_text else (letter == "(") - (letter == ")")
        if depth < 0:
            return None
        if letter == "," and not inside_text and not depth:
            found.append("")
        else:
            found[-1] += letter
        last = letter
    return None if inside_text or depth else tuple(it.strip() for it in found)


def names(corpus: Corpus, supposed: Iterable[Atom]) -> Names:
    """What the record names, and what is supposed beside it."""
    naming = corpus.vocabulary.naming_predicates()
    new: dict[str, set[Value]] = {}
    for it in supposed:
        if it.args and it.name in naming:
            new.setdefault(it.name, set()).add(it.args[0])
    return {name: {*ids, *new.get(name, ())} for name, ids in corpus.names.items()} if new else corpus.names


class Reader:
    """Reads facts that are typed; what is supposed beside the record gives names too."""

    def __init__(self, corpus: Corpus, supposed: Sequence[Atom] = ()) -> None:
        self._corpus = corpus
        self._supposed = tuple(supposed)
        self._names = names(corpus, supposed)
        self._directories: dict[str, Directory] = {}

    def fact(self, given: str) -> Atom:
        """The fact that was typed. What is declared otherwise is left to whoever checks it.

        Raises `ValueError` with one sentence for what is no fact in any syntax, `UsageError` for an argument that names
        nothing, or more than one thing.
        """
        try:
            atom = parse_fact(given)
            typed = Form(atom.name, tuple(map(str, atom.args)))
        except ValueError as error:
            found = form(given)
            if found is None or not _CONSTANT.match(found.name):
                raise ValueError(wanting(given, str(error))) from None
            typed, atom = found, Atom(found.name, found.args)
        predicate = self._corpus.vocabulary.predicates.get(typed.name)
        if predicate is not None and predicate.kind == "fact" and len(predicate.arguments) < len(typed.args):
            wrong = self._corpus.vocabulary.signature(typed.name, len(typed.args))
            said = wrong.message if wrong else ""
            hint = f"it is declared as `{predicate.form}`; a name with a comma stands in double quotes"
            raise UsageError(f"{quoted(given)} cannot be taken: {said}", hint, "bad_fact")
        if predicate is None or predicate.kind != "fact" or len(predicate.arguments) != len(typed.args):
            return atom
        return Atom(typed.name, tuple(self.argument(predicate, at, it, given) for at, it in enumerate(typed.args)))

    def argument(self, predicate: Predicate, at: int, typed: str, given: str) -> Value:
        """An argument of a predicate, by its declared type. Raises `UsageError` for what is none, naming `given`."""
        type_name = predicate.arguments[at].type
        value = term(typed)
        as_text = type_name == "term" and at == 0 and typed[:1] == '"'
        wrong = self._corpus.vocabulary.check_value
        if value is not None and not as_text and wrong(type_name, value, self._names) is None:
            return value
        try:
            return self._value(predicate, at, text(typed))
        except UsageError as error:
            hint = error.hint or f"it is declared as `{predicate.form}`"
            raise UsageError(f"{quoted(given)} cannot be taken: {error.message}", hint, error.code) from None

    def _value(self, predicate: Predicate, at: int, typed: str) -> Value:
        type_name = predicate.arguments[at].type
        if type_name in DAYS:
            return self._day(type_name, typed)
        if type_name == "text":
            return quote(typed)
        if type_name in ("number", "hundredths"):
            return self._number(type_name, typed)
        if type_name == "term":
            return self._term(predicate, at, typed)
        type_ = self._corpus.vocabulary.types.get(type_name)
        if type_ is not None and type_.constants:
            return self._constant(type_name, type_.constants, typed)
        return self._named(type_name, typed)

    @staticmethod
    def _day(type_name: str, typed: str) -> Value:
        if typed.strip().lower() == "open" and type_name in OPEN:
            return OPEN[type_name]
        try:
            return read_day(typed)
        except UsageError as error:
            hint = "write the day as YYYY-MM-DD"
            more = {"until": ", or `open` where there is no end", "since": ", or `open` where it is not known"}
            raise UsageError(error.message, f"{hint}{more.get(type_name, '')}", error.code) from None

    @staticmethod
    def _number(type_name: str, typed: str) -> Value:
        found = _PERCENT.match(typed)
        if type_name == "hundredths" and found:
            return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
        raise UsageError(f"`{typed}` is no number", "write whole digits", "bad_fact")

    def _constant(self, type_name: str, constants: Sequence[str], typed: str) -> Value:
        if as_constant(typed) in constants:
            return as_constant(typed)
        reads = {plain(said): it for it, said in self._reads() if it in constants}
        found = reads.get(plain(typed))
        if found is not None:
            return found
        near = nearest(as_constant(typed), constants)
        listed = ", ".join(it.replace("_", " ") for it in constants)
        hint = f"did you mean `{near.replace('_', ' ')}`?" if near else f"it is one of {listed}"
        raise UsageError(f"`{typed}` is no `{type_name}`", hint, "bad_fact")

    def _named(self, type_name: str, typed: str) -> Value:
        if self._has_names(type_name):
            return self._directory(type_name).find(typed)
        wrong = self._corpus.vocabulary.check_value(type_name, as_constant(typed), self._names)
        if wrong is not None:
            raise UsageError(f"no {type_name} `{typed}` is known", wrong.hint, "unknown_name")
        return as_constant(typed)

    def _term(self, predicate: Predicate, at: int, typed: str) -> Value:
        """An id that a fact gives, or a thing of no declared type, which must be known by these words."""
        made = as_constant(typed)
        if at == 0 and predicate.name in self._corpus.vocabulary.naming_predicates():
            type_name = self._corpus.vocabulary.type_at(predicate.name, 0)
            if self._has_names(type_name):
                ids = [id_ for _, them in self._directory(type_name).named(typed) for id_ in them]
                if len(ids) == 1:
                    return ids[0]
            if _CONSTANT.match(made):
                return made
            raise UsageError(f"`{typed}` is no id", "write an id in small letters, digits and `_`, such as `new_1`")
        known = {str(it.atom.args[at]) for it in self._corpus.by_predicate.get(predicate.name, ())}
        found = [it for it, said in self._reads() if plain(said) == plain(typed)]
        near = [it for it in dict.fromkeys((made, *found)) if it in known] or (found if len(found) == 1 else [])
        if len(near) == 1:
            return near[0]
        like = nearest(made, known)
        hint = f"did you mean `{like}`?" if like else f"it is declared as `{predicate.form}`"
        raise UsageError(f"`{typed}` stands in the place of `{predicate.arguments[at].name}`, and is not known", hint)

    def _reads(self) -> list[tuple[str, str]]:
        return [(str(it.atom.args[0]), text(it.atom.args[1])) for it in self._corpus.by_predicate.get("reads", ())]

    def _has_names(self, type_name: str) -> bool:
        """Whether what is of a type has a name beside its id."""
        vocabulary = self._corpus.vocabulary
        type_ = vocabulary.types.get(type_name)
        by = [vocabulary.predicates[it] for it in (type_.named_by if type_ else ()) if it in vocabulary.predicates]
        return bool(by) and all([a.type for a in it.arguments[1:]] == ["text"] for it in by)

    def _directory(self, type_name: str) -> Directory:
        if type_name not in self._directories:
            self._directories[type_name] = Directory(self._corpus, [type_name], self._supposed)
        return self._directories[type_name]


def wanting(given: str, said: str = "variable") -> str:
    """Why a text is no fact in any syntax: where it is not for what stands in it, for how it is put together.

    `said` is why it is none in the syntax of rules; a variable there is a name here.
    """
    if "variable" not in said or _PROGRAM.search(_STRING.sub("", given)):
        return said
    _, opened, inside = given.strip().rstrip(".").rpartition(")")[0].partition("(")
    if not opened or pieces(inside) is None:
        return "a parenthesis is not closed" if "(" in given else "its arguments stand in parentheses behind its name"
    return "an argument is missing"


def term(typed: str) -> Value | None:
    """The term of one argument in the syntax of rules; None where it is none."""
    try:
        args = parse_fact(f"it({typed})").args
    except ValueError:
        return None
    return args[0] if len(args) == 1 else None
