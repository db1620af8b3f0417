"""What each clause cannot do without, so that a question grounds only the clauses that can fire on its facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.program.question import declared, laid_elsewhere
from dedere.terms.values import Value, split, value_of

_CONSTANT = re.compile(r'-?[0-9]+|[a-z][A-Za-z0-9_]*|"(?:[^"\\]|\\.)*"')

_Need = tuple[str, int, Value]
"""A predicate, a position in it, and the constant that must stand there."""


T = TypeVar("T")

Waiting = tuple[frozenset[str], str, T]
"""The predicates that something waits for, what it concludes, and what it is: a clause, its number, its text."""


def waits_for(clause: Clause) -> frozenset[str]:
    """The predicates without an atom of which a clause cannot fire."""
    # What is chosen is there once it is chosen: a choice does not wait for itself.
    chosen = clause.head_name if clause.kind == "choice" else ""
    return frozenset(it.name for it in clause.body if it.kind == "positive" and it.name != chosen)


def firing(waiting: Iterable[Waiting[T]], present: Iterable[str]) -> list[T]:
    """What can fire where these predicates have atoms, each behind what concludes what it waits for."""
    there = set(present)
    waiting = list(waiting)
    fired: list[T] = []
    while True:
        still = []
        for it in waiting:
            names, concludes, what = it
            if names <= there:
                fired.append(what)
                there.add(concludes)
            else:
                still.append(it)
        if len(still) == len(waiting):
            return fired
        waiting = still


class _Clause(NamedTuple):
    """The text of a clause with what it waits for, and the constants that it needs in the facts."""

    waiting: Waiting[str]
    constants: frozenset[_Need]


def needs(corpus: Corpus) -> list[tuple[list[str], list[_Need], str, str]]:
    """For each clause the predicates and constants it cannot do without, what it concludes, and its text."""
    concluded = {clause.head_name for clause in corpus.clauses}
    found = []
    for clause in corpus.clauses:
        names = waits_for(clause)
        constants: set[_Need] = set()
        for literal in clause.body:
            if literal.kind == "positive" and literal.name in names - concluded:
                for position, arg in enumerate(literal.args):
                    if _CONSTANT.fullmatch(arg):
                        constants.add((literal.name, position, value_of(arg)))
        found.append((sorted(names), sorted(constants, key=str), clause.head_name, clause.text))
    return found


class Lawbook:
    """The clauses of a corpus, to be chosen from."""

    def __init__(self, corpus: Corpus) -> None:
        self._clauses = [
            _Clause((frozenset(names), concludes, text), frozenset(map(tuple, constants)))
            for names, constants, concludes, text in json.loads(corpus.index("law")[""])
        ]
        places: dict[str, set[int]] = {}
        for clause in self._clauses:
            for name, position, _ in clause.constants:
                places.setdefault(name, set()).add(position)
        self._places = {name: tuple(positions) for name, positions in places.items()}

    def law(self, facts: Iterable[str]) -> str:
        """The clauses that can fire on these facts; the others would only be read and dropped by the grounder."""
        names: set[str] = set()
        constants: set[_Need] = set()
        for fact in facts:
            name = fact.partition("(")[0].rstrip(".")
            names.add(name)
            for position in self._places.get(name, ()):
                constants.add((name, position, split(fact[:-1])[1][position]))
        return "\n".join(firing((it.waiting for it in self._clauses if it.constants <= constants), names))


def reach(corpus: Corpus, question: str) -> frozenset[int]:
    """The indices of the clauses that can fire at all when a question is asked, whatever is supposed.

    Raises `UsageError` if the rules declare no such question.
    """
    others = laid_elsewhere(corpus, declared(corpus, question))
    present = {
        it.name
        for it in corpus.vocabulary.predicates.values()
        # What only another question lays down, and switches that no question turns on, are never there.
        if it.kind == "fact" and it.name not in others and (it.arguments or it.name in corpus.by_predicate)
    }
    present |= {fact.atom.name for fact in corpus.facts} - others
    return frozenset(firing(((waits_for(it), it.head_name, it.index) for it in corpus.clauses), present))
