"""What may be said at all: the declared types and predicates, and the checks of facts and clauses against them.

Silence on a typing error is the worst fault of an ASP program, so every name, arity, constant and variable is checked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import ne
from typing import NamedTuple

from dedere import dates
from dedere.language.records import Clause, Literal
from dedere.terms.values import Atom, Value, value_of
from dedere.terms.variables import is_variable

BUILTIN_TYPES = ("date", "since", "until", "number", "hundredths", "text", "term")
DAYS = ("date", "since", "until")

SPAN = ".."
"""What stands between the first and the last day of a stretch of time in one slot of a sentence: `{First..Last}`."""

_TERM = re.compile(r'-?[0-9]+\Z|#sup\Z|#inf\Z|"|[_\']*[a-z][A-Za-z0-9_\']*\Z')


class Type(NamedTuple):
    """A declared type: the constants it lists, or the predicates whose first argument names its values."""

    name: str
    constants: tuple[str, ...]
    named_by: tuple[str, ...]
    file: str
    line: int


class Argument(NamedTuple):
    """An argument of a predicate: the name that sentences call it by, and its type."""

    name: str
    type: str


class Predicate(NamedTuple):
    """A declared predicate.

    `kind` is `fact` or `derived`, `group` the kind of fact it is kept with (or None), `says` and `otherwise` the
    sentences read when it holds and when nothing of the kind holds, `would` the one that says as a condition what would
    have to hold (`{State} were a party`), `folded` whether a short explanation leaves it out,
    `open` whether it may be that nothing concludes it: it is left to regimes, each of which can be absent. `says_of`
    are the sentences that stand in the place of `says`, each with the constant among the arguments that it is read for.
    """

    name: str
    arguments: tuple[Argument, ...]
    kind: str
    group: str | None
    says: str | None
    otherwise: str | None
    folded: bool
    file: str
    line: int
    open: bool = False
    would: str | None = None
    says_of: tuple[tuple[str, str], ...] = ()

    @property
    def form(self) -> str:
        """The declared form, as a hint shows it: `deposited(State: state, Treaty: treaty, Day: date)`."""
        inner = ", ".join(f"{argument.name}: {argument.type}" for argument in self.arguments)
        return f"{self.name}({inner})" if inner else self.name


class Complaint(NamedTuple):
    """What is wrong with a fact or a clause, and what to do about it."""

    message: str
    hint: str | None = None


Names = Mapping[str, Collection[Value]]
"""For a naming predicate, the values that stand first in its facts; a predicate that is missing is not checked."""


def nearest(name: str, among: Iterable[str]) -> str | None:
    """The name among the given ones that is most like `name`, or None."""
    from difflib import get_close_matches  # only where something is wrong

    found = get_close_matches(name, list(among), 1)
    return found[0] if found else None


def nearest_atoms(atom: Atom, among: Iterable[Atom]) -> list[Atom]:
    """The atoms that differ from `atom` in one argument only, at most two, those most like it first."""
    near = {str(it): it for it in among if sum(map(ne, it.args, atom.args)) == 1}
    from difflib import get_close_matches

    return [near[it] for it in get_close_matches(str(atom), near, 2, 0)]


class Vocabulary:
    """The types and predicates of a corpus, by name."""

    def __init__(self, types: Mapping[str, Type], predicates: Mapping[str, Predicate]) -> None:
        self.types = types
        self.predicates = predicates
        self._naming: dict[str, str] = {}
        # `warrant(W,...)` names its own first argument, declared `term`; the narrowest type named by it is its type.
        for type_ in sorted(types.values(), key=lambda it: -len(it.named_by)):
            self._naming.update(dict.fromkeys(type_.named_by, type_.name))

    def complaints(self) -> Iterator[tuple[str, int, Complaint]]:
        """What is wrong with the declarations themselves, with file and line."""
        for type_ in self.types.values():
            if type_.name in BUILTIN_TYPES:
                hint = "choose another name"
                yield type_.file, type_.line, Complaint(f"the type `{type_.name}` is built in", hint)
            for name in type_.named_by:
                if name not in self.predicates:
                    where = f"no predicate `{name}` is declared, by which `{type_.name}` could be named"
                    yield type_.file, type_.line, Complaint(where, self._suggest(name, self.predicates))
        for predicate in self.predicates.values():
            for argument in predicate.arguments:
                if argument.type not in BUILTIN_TYPES and argument.type not in self.types:
                    hint = self._suggest(argument.type, (*BUILTIN_TYPES, *self.types))
                    message = f"undeclared type `{argument.type}` of `{argument.name}` in `{predicate.name}`"
                    yield predicate.file, predicate.line, Complaint(message, hint)

    @staticmethod
    def _suggest(name: str, among: Iterable[str]) -> str:
        near = nearest(name, among)
        return f"did you mean `{near}`?" if near else "declare it, or correct the name"

    def naming_predicates(self) -> set[str]:
        """The predicates by whose facts values of some type are named."""
        return {name for type_ in self.types.values() for name in type_.named_by}

    def signature(self, name: str, arity: int) -> Complaint | None:
        """What is wrong with a predicate used with so many arguments, or None."""
        predicate = self.predicates.get(name)
        if predicate is None:
            return Complaint(f"undeclared predicate `{name}/{arity}`", self._suggest(name, self.predicates))
        if len(predicate.arguments) != arity:
            wanted = len(predicate.arguments)
            message = f"`{name}` has {wanted} argument{'' if wanted == 1 else 's'}, not {arity}"
            return Complaint(message, f"it is declared as `{predicate.form}`")
        return None

    def check_fact(self, atom: Atom, names: Names) -> Complaint | None:
        """The first thing that is wrong with a ground atom, or None."""
        wrong = self.signature(atom.name, len(atom.args))
        if wrong:
            return wrong
        predicate = self.predicates[atom.name]
        for argument, value in zip(predicate.arguments, atom.args, strict=True):
            wrong = self.check_value(argument.type, value, names)
            if wrong:
                message = f"{wrong.message} (argument `{argument.name}` of `{atom.name}`)"
                return Complaint(message, wrong.hint or f"it is declared as `{predicate.form}`")
        return None

    def check_value(self, type_name: str, value: Value, names: Names) -> Complaint | None:
        """What is wrong with a value in the place of a type, or None."""
        if type_name == "term":
            return None
        if type_name in DAYS:
            if isinstance(value, int):
                if dates.valid(value):
                    return None
                return Complaint(f"`{value}` is a day that does not exist", "write a day as YYYYMMDD, 1600 to 2999")
            if value == {"since": "#inf", "until": "#sup"}.get(type_name):
                return None
            more = {
                "since": ", or `#inf` where it is not known",
                "until": ", or `#sup` where there is no end (`open` in answers)",
            }
            return Complaint(f"`{value}` is no `{type_name}`", f"write a day as YYYYMMDD{more.get(type_name, '')}")
        if type_name in ("number", "hundredths"):
            return None if isinstance(value, int) else Complaint(f"`{value}` is no number")
        if type_name == "text":
            quoted = isinstance(value, str) and value[:1] == '"'
            return None if quoted else Complaint(f"`{value}` is no text", "write a text in double quotes")
        type_ = self.types.get(type_name)
        if type_ is None:  # Its declaration has been complained of.
            return None
        if type_.constants:
            if value in type_.constants:
                return None
            near = nearest(str(value), type_.constants)
            hint = f"did you mean `{near}`?" if near else f"it is one of {', '.join(type_.constants)}"
            return Complaint(f"`{value}` is no `{type_name}`", hint)
        known: list[Collection[Value]] = []
        for name in type_.named_by:
            if name not in names:
                return None
            known.append(names[name])
        if any(value in values for values in known):
            return None
        near = nearest(str(value), (str(it) for values in known for it in values))
        hint = f"did you mean `{near}`?" if near else f"name it by a fact of {' or '.join(type_.named_by)}"
        return Complaint(f"`{value}` is named as no `{type_name}`", hint)

    # ------------------------------------------------------------------------------------------------------- clauses

    def type_at(self, name: str, position: int) -> str:
        """The type of a position of a declared predicate, that of what it names where it names its first argument."""
        declared = self.predicates[name].arguments[position].type
        return self._naming.get(name, declared) if position == 0 and declared == "term" else declared

    def meet(self, left: str, right: str) -> str | None:
        """The narrower of two types that a variable can have at once; None where they exclude each other."""
        if left == right or right == "term":
            return left
        if left == "term":
            return right
        if left in DAYS and right in DAYS:
            return "date"
        first, second = self.types.get(left), self.types.get(right)
        if first is None or second is None:
            # An undeclared type has been complained of; a built-in one excludes every declared one.
            return None if left in BUILTIN_TYPES or right in BUILTIN_TYPES else left
        for one, other in ((first.constants, second.constants), (first.named_by, second.named_by)):
            if set(one) & set(other):
                return left if len(one) <= len(other) else right
        return None

    def check_clause(
        self, clause: Clause, atoms: Iterable[Literal], names: Names
    ) -> tuple[dict[str, str], list[Complaint]]:
        """The types of the variables of a clause, and what is wrong with it.

        `atoms` are all atoms of the clause with its head. A variable that only stands in comparisons takes the type of
        what it is equal to, else `number` where it is computed with, else `term`.
        """
        types: dict[str, str] = {}
        complaints: list[Complaint] = []
        for literal in atoms:
            wrong = self.signature(literal.name, len(literal.args))
            if wrong:
                complaints.append(wrong)
                continue
            for position, argument in enumerate(literal.args):
                type_name = self.type_at(literal.name, position)
                if is_variable(argument):
                    self._place(types, argument, type_name, complaints)
                elif _TERM.match(argument):
                    # The declared type, since a constant that names itself is named by being there.
                    declared = self.predicates[literal.name].arguments[position].type
                    wrong = self.check_value(declared, value_of(argument), names)
                    if wrong:
                        message = f"{wrong.message} (in `{literal.text}`)"
                        hint = wrong.hint or f"it is declared as `{self.predicates[literal.name].form}`"
                        complaints.append(Complaint(message, hint))
                elif re.match(r"[a-z_'][\w']*\(", argument) and not self._may_be_compound(type_name):
                    message = f"`{argument}` is no `{type_name}` (in `{literal.text}`)"
                    complaints.append(Complaint(message, f"it is declared as `{self.predicates[literal.name].form}`"))
        for literal in clause.body:
            if literal.kind == "positive" and not self.signature(literal.name, len(literal.args)):
                for position, argument in enumerate(literal.args):
                    if is_variable(argument) and argument not in types:  # One that was made from `_`.
                        types[argument] = self.type_at(literal.name, position)
        self._equalities(types, clause, complaints)
        complaints += self._compared(types, clause, names)
        return types, list(dict.fromkeys(complaints))

    def _may_be_compound(self, type_name: str) -> bool:
        type_ = self.types.get(type_name)
        return type_name == "term" or (type_ is not None and not type_.constants)

    def _place(self, types: dict[str, str], variable: str, type_name: str, complaints: list[Complaint]) -> None:
        have = types.get(variable, "term")
        both = self.meet(have, type_name)
        if both is None:
            message = f"`{variable}` stands for a `{have}` and for a `{type_name}`"
            complaints.append(Complaint(message, "use two variables, or correct the order of the arguments"))
        else:
            types[variable] = both

    def _compared(self, types: Mapping[str, str], clause: Clause, names: Names) -> Iterator[Complaint]:
        """Constants that a variable is compared with, and that are of another type than it."""
        for literal in clause.body:
            if literal.kind != "comparison" or len(literal.args) != 2:
                continue
            for one, other in (literal.args, literal.args[::-1]):
                # An open end may be asked of any day: `E != #inf`.
                if is_variable(one) and _TERM.match(other) and not is_variable(other) and other[:1] != "#":
                    wrong = self.check_value(types.get(one, "term"), value_of(other), names)
                    if wrong:
                        yield Complaint(f"{wrong.message} (in `{literal.text}`)", wrong.hint)

    def _equalities(self, types: dict[str, str], clause: Clause, complaints: list[Complaint]) -> None:
        """Carry types over `X = Y`, and give the variables that remain a type from what they are compared with."""
        pairs = [(it.args[0], it.args[1]) for it in clause.body if it.kind == "comparison" and it.name == "="]
        equal = [pair for pair in pairs if is_variable(pair[0]) and is_variable(pair[1])]
        for _ in equal:
            for left, right in equal:
                for one, other in ((left, right), (right, left)):
                    before = len(complaints)
                    if one in types:
                        self._place(types, other, types[one], complaints)
                    if len(complaints) > before:  # One clash would be told again from each of its ends.
                        return
        for left, right in pairs:
            for one, other in ((left, right), (right, left)):
                if is_variable(one) and one not in types and not _TERM.match(other) and not is_variable(other):
                    types[one] = "term" if re.match(r"[a-z_'][\w']*\(|\(.*,.*\)\Z", other) else "number"
        for literal in clause.body:
            if literal.kind == "aggregate" and not types.keys() >= set(literal.variables):
                for name in re.findall(r"^(\w+) [=<>]|[=<>] (\w+)$", literal.text):
                    for variable in name:
                        if is_variable(variable):
                            types.setdefault(variable, "number")
