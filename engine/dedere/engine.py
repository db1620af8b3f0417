"""A corpus made ready to answer from: what does not depend on a question is worked out once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from typing import Any, NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.corpus.names import MORE_NAMES, Directory
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.language.records import Clause
from dedere.loading import load
from dedere.program.clauses import Lawbook
from dedere.program.facts import Slicer
from dedere.program.question import Declared, declared, leading
from dedere.reasons.clauses import Reasoner
from dedere.terms.values import Atom, text


class School(NamedTuple):
    """A named bundle of positions: its id and name, the option it takes on each issue, whether a court takes it.

    `tells` gives the positions on which its reasons are told where it leaves an issue open, `speaks` whose view it is
    in each regime in which it has one; where that is empty it speaks everywhere, by its name.
    """

    id: str
    name: str
    positions: Mapping[str, str]
    court: bool
    tells: Mapping[str, str] = MappingProxyType({})
    speaks: Mapping[str, str] = MappingProxyType({})

    def voice(self, regimes: Collection[str]) -> str | None:
        """By what name it speaks in a case under these regimes, all being meant by none; None where it is silent."""
        if not self.speaks or not regimes:
            return self.name
        return next((name for regime, name in self.speaks.items() if regime in regimes), None)


class Engine:
    """A corpus made ready to answer from; what does not depend on a question is worked out once.

    Raises `UsageError` where it is given anything else.
    """

    def __init__(self, corpus: Corpus) -> None:
        if not isinstance(corpus, Corpus):
            raise UsageError(f"an engine cannot be made of {quoted(corpus)}", "give it a corpus, as `load` makes it")
        self.corpus = corpus
        self._slicers: dict[str, tuple[Declared, Slicer]] = {}
        self._directories: dict[tuple[str, ...], Directory] = {}
        self.given: dict[str, Any] = {}
        """The answers that were given last (see `answers.kept`)."""

    @cached_property
    def reasoner(self) -> Reasoner:
        """The clauses made ready to be asked for reasons."""
        return Reasoner(self.corpus)

    @cached_property
    def schools(self) -> tuple[School, ...]:
        """The schools that the rules declare, in their order."""
        of = self.corpus.by_predicate
        taken: dict[str, dict[str, dict[str, str]]] = {"takes": {}, "tells": {}, "speaks_in": {}}
        for predicate, by_school in taken.items():
            for fact in of.get(predicate, ()):
                school, about, said = map(str, fact.atom.args)
                by_school.setdefault(school, {})[about] = text(said)
        court = {fact.atom.args[0] for fact in of.get("follows_court", ())}
        return tuple(
            School(str(id_), text(name), taken["takes"].get(str(id_), {}), id_ in court, *more)
            for id_, name in (fact.atom.args for fact in of.get("school", ()))
            for more in ([taken[it].get(str(id_), {}) for it in ("tells", "speaks_in")],)
        )

    def question(self, id_: str) -> tuple[Declared, Slicer]:
        """A question as the rules declare it, with the index of the facts that matter for it."""
        if id_ not in self._slicers:
            question = declared(self.corpus, id_)
            self._slicers[id_] = question, Slicer(self.corpus, question)
        return self._slicers[id_]

    @property
    def leading(self) -> tuple[Declared, Slicer]:
        """The question that is meant where none is named. Raises `UsageError` where the rules declare none."""
        return self.question(leading(self.corpus))

    @cached_property
    def court(self) -> School | None:
        """The school that follows the court's own positions; None where there is none."""
        return next((it for it in self.schools if it.court), None)

    @cached_property
    def court_positions(self) -> Mapping[str, str]:
        """The court's own positions: reasons are read off its answer set wherever they can be."""
        return {**self.court.tells, **self.court.positions} if self.court else {}

    def directory(self, types: str | tuple[str, ...], supposed: Sequence[Atom] = ()) -> Directory:
        """The names of the entities of some types; those that were only supposed come from outside the record."""
        types = (types,) if isinstance(types, str) else types
        if types not in self._directories:
            self._directories[types] = Directory(self.corpus, types)
        found = self._directories[types]
        naming = {*self.corpus.vocabulary.naming_predicates(), *MORE_NAMES}
        return found.supposing(supposed) if any(atom.name in naming for atom in supposed) else found

    @cached_property
    def _lawbook(self) -> Lawbook:
        return Lawbook(self.corpus)

    def law(self, facts: Iterable[str], part: str | None = None) -> str:
        """The clauses that can fire on these facts; the others would only be read and dropped by the grounder.

        With `part`, the id of a question or `CHANGES`, only those of them on which what it seeks, or what could change,
        can hang: what is told beside that is then not there.
        """
        return self._lawbook.law(facts, part)

    @cached_property
    def _by_text(self) -> Mapping[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        for clause in self.corpus.clauses:
            found.setdefault(clause.text, []).append(clause)
        return found

    def firing(self, facts: Iterable[str]) -> Iterator[Clause]:
        """The clauses that can fire on these facts, as they were read."""
        for text_ in self.law(facts).splitlines():
            yield from self._by_text[text_]


def ready(given: Corpus | Engine | None) -> Engine:
    """A corpus made ready, an engine as it is, and where None is given that over what comes with Dedere.

    Raises `UsageError` for anything else.
    """
    if given is None:
        return default_engine()
    return given if isinstance(given, Engine) else Engine(given)


_DEFAULT: list[Engine] = []
_MAKING = Lock()


def default_engine() -> Engine:
    """The engine over the rules and facts that come with Dedere; loaded when first used, once for all threads."""
    if not _DEFAULT:
        with _MAKING:
            if not _DEFAULT:  # Another thread may have made it meanwhile.
                _DEFAULT.append(Engine(load()))
    return _DEFAULT[0]
