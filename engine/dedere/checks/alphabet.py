"""One alphabet: a variable is called by what it stands for, in every clause alike.

The letters are facts of the rules, `letter(state,"S")` for a type and `letter("Host","H")` for every argument of that
name; what is said of an argument goes before what is said of its type. A number may stand behind a letter (`S2`), and a
kind of thing may have several letters. What has no letter may be called as one likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dedere.checks.finding import found_at
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.language.vocabulary import BUILTIN_TYPES
from dedere.schema.lint import LintFinding
from dedere.terms.values import text
from dedere.terms.variables import is_variable


class Alphabet:
    """The letters that the rules of a corpus declare."""

    def __init__(self, corpus: Corpus) -> None:
        self._vocabulary = corpus.vocabulary
        self.arguments: dict[str, tuple[str, ...]] = {}
        """The letters of the arguments of a name."""
        self.types: dict[str, tuple[str, ...]] = {}
        """The letters of a type."""
        for fact in corpus.by_predicate.get("letter", ()):
            of, letter = str(fact.atom.args[0]), text(fact.atom.args[1])
            letters, key = (self.arguments, text(of)) if of[:1] == '"' else (self.types, of)
            letters[key] = (*letters.get(key, ()), letter)

    def allowed(self, atoms: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
        """The letters that the variables of some atoms may have, those without any left out.

        Each atom is given by its name and the texts of its arguments.
        """
        named: dict[str, dict[str, None]] = {}
        typed: dict[str, dict[str, None]] = {}
        for name, args in atoms:
            declared = self._vocabulary.predicates[name].arguments
            for position, argument in enumerate(args):
                # What begins with `_` says that nothing is to be said of it.
                if is_variable(argument) and argument[0] != "_":
                    of_argument = self.arguments.get(declared[position].name, ())
                    of_type = self.types.get(self._vocabulary.type_at(name, position), ())
                    named.setdefault(argument, {}).update(dict.fromkeys(of_argument))
                    typed.setdefault(argument, {}).update(dict.fromkeys(of_type))
        return {it: tuple(named[it] or typed[it]) for it in named if named[it] or typed[it]}


def fits(variable: str, letters: Iterable[str]) -> bool:
    """Whether a variable is called by one of the letters, with or without a number behind it.

    >>> fits("S2", ("S", "H")), fits("Sit", ("S", "H"))
    (True, False)
    """
    return any(re.fullmatch(rf"{re.escape(letter)}[0-9]*", variable) for letter in letters)


def atoms(clause: Clause) -> list[tuple[str, tuple[str, ...]]]:
    """The atoms of a clause by name and arguments, those within aggregates left out."""
    found = [(it.name, it.args) for it in clause.body if it.kind in ("positive", "negative")]
    return [(clause.head_name, clause.head_args), *found] if clause.head_name else found


def find(corpus: Corpus) -> Iterator[LintFinding]:
    """Variables that are called otherwise than the alphabet says, and letters of which nothing is called."""
    alphabet = Alphabet(corpus)
    for clause in corpus.clauses:
        for variable, letters in alphabet.allowed(atoms(clause)).items():
            if not fits(variable, letters):
                calls = " or ".join(f"`{letter}`" for letter in letters)
                message = f"the variable `{variable}` stands for what is called {calls}"
                hint = "call it so, with a number behind it if that is taken"
                yield found_at(clause, "alphabet", message, hint, "note")
    declared = corpus.vocabulary.predicates.values()
    names = {argument.name for predicate in declared for argument in predicate.arguments}
    types = {*BUILTIN_TYPES, *corpus.vocabulary.types}
    for fact in corpus.by_predicate.get("letter", ()):
        of, letter = str(fact.atom.args[0]), text(fact.atom.args[1])
        if not is_variable(letter):
            hint = 'a letter is written as in `"S"`'
            yield found_at(fact, "alphabet", f"`{letter}` is no variable", hint, "note")
        if of[:1] == '"' and text(of) not in names:
            message = f"no predicate has an argument `{text(of)}`, which has a letter"
            hint = "correct the name, or write the name of a type without quotes"
            yield found_at(fact, "alphabet", message, hint, "note")
        if of[:1] != '"' and of not in types:
            hint = "correct the name, or put the name of an argument in quotes"
            yield found_at(fact, "alphabet", f"there is no type `{of}`, which has a letter", hint, "note")
