"""Which facts of the record a question can depend on: only these are given to clingo.

Rules look only at the States of a case and at the person asked about, so facts about others cannot change an answer; a
test holds the answers with and without this cut against each other. What a question is about is declared with it in the
rules (`focus`, `around`, `whole`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dedere.corpus import Corpus
from dedere.errors import UsageError
from dedere.questions import Declared
from dedere.records import Clause, Fact
from dedere.values import Atom, Value

_CALLED = re.compile(r"(?<![A-Za-z0-9_'])_*[a-z][A-Za-z0-9_']*(?=\()")


def read_by(clauses: Iterable[Clause]) -> frozenset[str]:
    """The predicates that some clauses read."""
    read: set[str] = set()
    for clause in clauses:
        for literal in clause.body:
            # Aggregates and conditions are quoted as text, so any predicate that occurs in one counts as read.
            read.update(_CALLED.findall(literal.text) if literal.kind == "aggregate" else (literal.name,))
    return frozenset(read)


class _About(NamedTuple):
    """A fact with the values of focus and around types that it is about, its own and those of the entities it names."""

    text: str
    focus: frozenset[Value]
    around: frozenset[Value]


class Slicer:
    """The facts of a corpus that clauses can read, indexed by what they are about."""

    def __init__(self, corpus: Corpus, question: Declared) -> None:
        self._vocabulary = corpus.vocabulary
        self._types = (frozenset(question.focus), frozenset(question.around))
        self._whole = frozenset(question.whole)
        self._plan = question.planned
        # A fact without arguments is a switch: clauses that wait for one are out unless the question turns it on.
        off = {it.name for it in self._vocabulary.predicates.values() if it.kind == "fact" and not it.arguments}
        off -= {*self._plan, *corpus.by_predicate}
        read = read_by(it for it in corpus.clauses if not any(literal.name in off for literal in it.body))
        self._naming = self._vocabulary.naming_predicates()
        named: dict[Value, list[Fact]] = {}
        for fact in corpus.facts:
            if fact.atom.name in self._naming:
                named.setdefault(fact.atom.args[0], []).append(fact)
        self._named = named
        self.by_focus: dict[Value, list[_About]] = {}
        self.by_around: dict[Value, list[_About]] = {}
        self.free: list[str] = []
        for fact in corpus.facts:
            if fact.atom.name not in read or fact.atom.name in self._plan:
                continue
            about = self._about(fact.atom)
            if about.focus:
                for value in about.focus:
                    self.by_focus.setdefault(value, []).append(about)
            elif about.around and fact.atom.name not in self._whole:
                for value in about.around:
                    self.by_around.setdefault(value, []).append(about)
            else:
                self.free.append(about.text)

    def values(self, atom: Atom) -> tuple[set[Value], set[Value]]:
        """The values of focus and of around types among the arguments of an atom."""
        focus: set[Value] = set()
        around: set[Value] = set()
        for argument, value in zip(self._vocabulary.predicates[atom.name].arguments, atom.args, strict=True):
            if argument.type in self._types[0]:
                focus.add(value)
            elif argument.type in self._types[1]:
                around.add(value)
        return focus, around

    def _about(self, atom: Atom) -> _About:
        focus, around = self.values(atom)
        for argument, value in zip(self._vocabulary.predicates[atom.name].arguments, atom.args, strict=True):
            type_ = self._vocabulary.types.get(argument.type)
            if type_ is None or not type_.named_by or argument.type in self._types[0] | self._types[1]:
                continue
            for naming in self._named.get(value, ()):
                if naming.atom is not atom and naming.atom.name in type_.named_by:
                    more = self.values(naming.atom)
                    focus |= more[0]
                    around |= more[1]
        return _About(f"{atom}.", frozenset(focus), frozenset(around))

    def select(
        self,
        plan: Iterable[Atom],
        supposed: Iterable[Atom],
        withdrawn: Iterable[Atom],
        seen: Callable[[Iterable[str]], list[str]] = list,
    ) -> list[str]:
        """The texts of the facts that matter: the plan itself, what was supposed, and the record around them.

        `seen` gives the facts of the record as they are to be seen; the question's own are never changed. Raises
        `UsageError` for a supposed fact of the kind that the question itself lays down.
        """
        gone = {f"{atom}." for atom in withdrawn}
        focus: set[Value] = set()
        around: set[Value] = set()
        added = []
        for atom in plan:
            added.append(f"{atom}.")
            found = self.values(atom)
            focus |= found[0]
            around |= found[1]
        for atom in supposed:
            if atom.name in self._plan:
                message = f"`{atom}` cannot be supposed: the question itself says what `{atom.name}` there is"
                raise UsageError(message, "ask the question about it instead")
            added.append(f"{atom}.")
            around |= self.values(atom)[1]
        kept: dict[str, None] = {}
        for value in focus:
            for about in self.by_focus.get(value, ()):
                if about.focus <= focus:
                    kept[about.text] = None
                    around |= about.around
        for value in around:
            for about in self.by_around.get(value, ()):
                kept[about.text] = None
        return [*added, *seen(it for it in (*self.free, *kept) if it not in gone)]
