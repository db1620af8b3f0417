"""What each clause cannot do without, so that a question grounds only the clauses that can fire on its facts."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable
from heapq import heappop, heappush
from typing import Generic, TypeVar

from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.program.question import declared, laid_elsewhere
from dedere.terms.values import Value, split, value_of

CHANGES = "changes made"
"""The part of the law that says what could change; no question can have it for its id."""

_CONSTANT = re.compile(r'-?[0-9]+|[a-z][A-Za-z0-9_]*|"(?:[^"\\]|\\.)*"')

_DEMANDED = re.compile(r"(?:[^{]*\S[^{]*\{.*?\}[^:}]*|\{.*?\}\s*[^\s:.}][^:}]*)(?::- (.*))?\.\Z")
"""A choice with a bound, and the conditions on which it is made."""
_CALLED = re.compile(r"\b[a-z]\w*")

_Need = tuple[str, int, Value]
"""A predicate, a position in it, and the constant that must stand there."""


T = TypeVar("T")

Waiting = tuple[frozenset[str], str, T]
"""The predicates that something waits for, what it concludes, and what it is: a clause, its number, its text."""


def waits_for(clause: Clause) -> frozenset[str]:
    """The predicates without an atom of which a clause cannot fire."""
    # What is chosen is there once it is chosen: a choice does not wait for itself.
    chosen = clause.head_name if clause.kind == "choice" else ""
    waiting = [it for it in clause.body if it.kind == "positive" and it.name != chosen]
    demanded = _DEMANDED.match(clause.text) if clause.kind == "choice" else None
    if demanded:
        # Where something must be chosen and nothing is there, that is a contradiction, which must not go unseen.
        called = frozenset(_CALLED.findall(demanded[1] or ""))
        waiting = [it for it in waiting if it.name in called]
    return frozenset(it.name for it in waiting)


class Firing(Generic[T]):
    """What fires on what, worked out once: by each predicate what waits for it."""

    def __init__(self, waiting: Iterable[Waiting[T]]) -> None:
        self._waiting = list(waiting)
        self._lacking = [len(names) for names, _, _ in self._waiting]
        self._at_once = [at for at, lacking in enumerate(self._lacking) if not lacking]
        self._for: dict[str, list[int]] = {}
        for at, (names, _, _) in enumerate(self._waiting):
            for name in names:
                self._for.setdefault(name, []).append(at)

    def on(self, present: Iterable[str], but: Container[int] = ()) -> list[T]:
        """What can fire where these predicates have atoms, each behind what concludes what it waits for.

        `but` are the places of what fires on no account.
        """
        lacking = self._lacking.copy()
        there: set[str] = set()
        fired: list[T] = []
        # By round, and in a round in their order: what is ready before its place has come still fires in this one.
        ready = [(0, at) for at in self._at_once]

        def come(name: str, number: int, behind: int) -> None:
            if name not in there:
                there.add(name)
                for at in self._for.get(name, ()):
                    lacking[at] -= 1
                    if not lacking[at]:
                        heappush(ready, (number + (at < behind), at))

        for name in present:
            come(name, 0, -1)
        while ready:
            number, at = heappop(ready)
            if at not in but:
                _, concludes, what = self._waiting[at]
                fired.append(what)
                come(concludes, number, at)
        return fired


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
        clauses = json.loads(corpus.index("law")[""])
        self._beside = corpus.index("beside")
        self._firing = Firing((frozenset(names), concludes, text) for names, _, concludes, text in clauses)
        self._wanting: dict[_Need, list[int]] = {}
        """By each constant in its place the clauses that cannot do without it."""
        places: dict[str, set[int]] = {}
        for at, (_, constants, _, _) in enumerate(clauses):
            for name, position, value in constants:
                self._wanting.setdefault((name, position, value), []).append(at)
                places.setdefault(name, set()).add(position)
        self._places = {name: tuple(positions) for name, positions in places.items()}

    def law(self, facts: Iterable[str], part: str | None = None) -> str:
        """The clauses that can fire on these facts; the others would only be read and dropped by the grounder.

        With `part`, the id of a question or `CHANGES`, only those on which what it seeks, or what could change, can
        hang.
        """
        names: dict[str, None] = {}
        constants: set[_Need] = set()
        for fact in facts:
            name = fact.partition("(")[0].rstrip(".")
            names[name] = None
            for position in self._places.get(name, ()):
                constants.add((name, position, split(fact[:-1])[1][position]))
        wanting = {at for need, them in self._wanting.items() if need not in constants for at in them}
        if part is not None:
            wanting.update(json.loads(self._beside[part]))
        return "\n".join(self._firing.on(names, wanting))


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
    return frozenset(Firing((waits_for(it), it.head_name, it.index) for it in corpus.clauses).on(present))
