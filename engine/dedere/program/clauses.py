"""What each clause cannot do without, so that a question grounds only the clauses that can fire on its facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.terms.values import Value, split, value_of

_CONSTANT = re.compile(r'-?[0-9]+|[a-z][A-Za-z0-9_]*|"(?:[^"\\]|\\.)*"')

_Need = tuple[str, int, Value]
"""A predicate, a position in it, and the constant that must stand there."""


class _Clause(NamedTuple):
    """The predicates and the constants that a clause needs, what it concludes, and its text."""

    names: frozenset[str]
    constants: frozenset[_Need]
    concludes: str
    text: str


def needs(corpus: Corpus) -> list[tuple[list[str], list[_Need], str, str]]:
    """For each clause the predicates and constants it cannot do without, what it concludes, and its text."""
    concluded = {clause.head_name for clause in corpus.clauses}
    found = []
    for clause in corpus.clauses:
        names: set[str] = set()
        constants: set[_Need] = set()
        for literal in clause.body:
            if literal.kind != "positive" or (clause.kind == "choice" and literal.name == clause.head_name):
                continue
            names.add(literal.name)
            if literal.name not in concluded:
                for position, arg in enumerate(literal.args):
                    if _CONSTANT.fullmatch(arg):
                        constants.add((literal.name, position, value_of(arg)))
        found.append((sorted(names), sorted(constants, key=str), clause.head_name, clause.text))
    return found


class Lawbook:
    """The clauses of a corpus, to be chosen from."""

    def __init__(self, corpus: Corpus) -> None:
        self._clauses = [
            _Clause(frozenset(names), frozenset(map(tuple, constants)), concludes, text)
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
        waiting = [it for it in self._clauses if it.constants <= constants]
        kept: list[str] = []
        while True:
            still = []
            for clause in waiting:
                if clause.names <= names:
                    kept.append(clause.text)
                    names.add(clause.concludes)
                else:
                    still.append(clause)
            if len(still) == len(waiting):
                return "\n".join(kept)
            waiting = still
