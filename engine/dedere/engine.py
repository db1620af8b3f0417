"""A corpus made ready to answer from: what does not depend on a question is worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from dedere.corpus import Corpus, default_folders
from dedere.names import Directory
from dedere.questions import Declared, declared
from dedere.reasons import Reasoner
from dedere.slicing import Slicer
from dedere.values import Atom, Value, split, text, value_of

_Need = tuple[str, int, Value]
"""A constant that stands in a place of the facts of a predicate."""

_CONSTANT = re.compile(r'-?[0-9]+|[a-z][A-Za-z0-9_]*|"(?:[^"\\]|\\.)*"')


class School(NamedTuple):
    """A named bundle of positions: its id and name, the option it takes on each issue, whether a court takes it."""

    id: str
    name: str
    positions: Mapping[str, str]
    court: bool


class Engine:
    """A corpus made ready to answer from; what does not depend on a question is worked out once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._slicers: dict[str, tuple[Declared, Slicer]] = {}
        self._directories: dict[tuple[str, ...], Directory] = {}

    @cached_property
    def reasoner(self) -> Reasoner:
        """The clauses made ready to be asked for reasons."""
        return Reasoner(self.corpus)

    @cached_property
    def schools(self) -> tuple[School, ...]:
        """The schools that the rules declare, in their order."""
        of = self.corpus.by_predicate
        taken: dict[str, dict[str, str]] = {}
        for fact in of.get("takes", ()):
            school, issue, option = map(str, fact.atom.args)
            taken.setdefault(school, {})[issue] = option
        court = {fact.atom.args[0] for fact in of.get("follows_court", ())}
        return tuple(
            School(str(id_), text(name), taken.get(str(id_), {}), id_ in court)
            for id_, name in (fact.atom.args for fact in of.get("school", ()))
        )

    def question(self, id_: str) -> tuple[Declared, Slicer]:
        """A question as the rules declare it, with the index of the facts that matter for it."""
        if id_ not in self._slicers:
            question = declared(self.corpus, id_)
            self._slicers[id_] = question, Slicer(self.corpus, question)
        return self._slicers[id_]

    def directory(self, types: str | tuple[str, ...], supposed: Sequence[Atom] = ()) -> Directory:
        """The names of the entities of some types; those that were only supposed come from outside the record."""
        types = (types,) if isinstance(types, str) else types
        if any(atom.name in self.corpus.vocabulary.naming_predicates() for atom in supposed):
            return Directory(self.corpus, types, supposed)
        if types not in self._directories:
            self._directories[types] = Directory(self.corpus, types)
        return self._directories[types]

    @cached_property
    def _clauses(self) -> list[tuple[frozenset[str], frozenset[_Need], str, str]]:
        """For each clause the predicates and constants it cannot do without, what it concludes, and its text."""
        concluded = {clause.head_name for clause in self.corpus.clauses}
        found = []
        for clause in self.corpus.clauses:
            names: set[str] = set()
            needs: set[_Need] = set()
            for literal in clause.body:
                if literal.kind != "positive" or (clause.kind == "choice" and literal.name == clause.head_name):
                    continue
                names.add(literal.name)
                if literal.name not in concluded:
                    for position, arg in enumerate(literal.args):
                        if _CONSTANT.fullmatch(arg):
                            needs.add((literal.name, position, value_of(arg)))
            found.append((frozenset(names), frozenset(needs), clause.head_name, clause.text))
        return found

    @cached_property
    def _needed(self) -> dict[str, tuple[int, ...]]:
        """Where in the facts of a predicate stand constants that some clause needs."""
        places: dict[str, set[int]] = {}
        for _, needs, _, _ in self._clauses:
            for name, position, _ in needs:
                places.setdefault(name, set()).add(position)
        return {name: tuple(positions) for name, positions in places.items()}

    def law(self, facts: Iterable[str]) -> str:
        """The clauses that can fire on these facts; the others would only be read and dropped by the grounder."""
        names: set[str] = set()
        constants: set[_Need] = set()
        for fact in facts:
            name = fact.partition("(")[0].rstrip(".")
            names.add(name)
            for position in self._needed.get(name, ()):
                constants.add((name, position, split(fact[:-1])[1][position]))
        waiting = [it for it in self._clauses if it[1] <= constants]
        kept: list[str] = []
        while True:
            still = []
            for clause in waiting:
                if clause[0] <= names:
                    kept.append(clause[3])
                    names.add(clause[2])
                else:
                    still.append(clause)
            if len(still) == len(waiting):
                return "\n".join(kept)
            waiting = still


@lru_cache(maxsize=1)
def default_engine() -> Engine:
    """The engine over the rules and facts that come with Dedere; loaded when first used."""
    rules, facts = default_folders()
    return Engine(Corpus.load([rules], [facts]))
