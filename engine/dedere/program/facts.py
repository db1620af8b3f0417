"""Which facts of the record a question can depend on: only these are given to clingo.

Rules look only at the States of a case and at the person asked about, so facts about others cannot change an answer; a
test holds the answers with and without this cut against each other. What a question is about is declared with it in the
rules (`focus`, `around`, `whole`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from dedere.corpus.corpus import Corpus
from dedere.corpus.packing import line
from dedere.errors import UsageError
from dedere.language.records import Clause
from dedere.program.question import Declared, laid_elsewhere
from dedere.terms.values import Atom, Value, split

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
    focus: list[Value]
    around: list[Value]


class _Places(NamedTuple):
    """Where in a predicate values of focus types stand, those of around types, and others with what names them."""

    focus: tuple[int, ...]
    around: tuple[int, ...]
    others: tuple[tuple[int, tuple[str, ...]], ...]


class _Typed:
    """What facts are to a question: what their arguments name, and what those things in turn are of."""

    def __init__(self, corpus: Corpus, question: Declared) -> None:
        self.vocabulary = corpus.vocabulary
        self.focus = frozenset(question.focus)
        self.around = frozenset(question.around)
        self._places: dict[str, _Places] = {}

    def _places_of(self, name: str) -> _Places:
        found = self._places.get(name)
        if found is None:
            types = self.vocabulary.types
            at = [(place, it.type) for place, it in enumerate(self.vocabulary.predicates[name].arguments)]
            found = self._places[name] = _Places(
                tuple(place for place, it in at if it in self.focus),
                tuple(place for place, it in at if it in self.around - self.focus),
                tuple(
                    (place, types[it].named_by)
                    for place, it in at
                    if it in types and types[it].named_by and it not in self.focus | self.around
                ),
            )
        return found

    def values(self, atom: Atom) -> tuple[set[Value], set[Value]]:
        """The values of focus and of around types among the arguments of an atom."""
        places = self._places_of(atom.name)
        return {atom.args[it] for it in places.focus}, {atom.args[it] for it in places.around}

    def about(self, atom: Atom, naming: Callable[[str, Value], Iterable[Atom]]) -> _About:
        """What a fact is about; `naming` gives the facts of a predicate by which a thing has its name."""
        focus, around = self.values(atom)
        for place, named_by in self._places_of(atom.name).others:
            for it in (it for name in named_by for it in naming(name, atom.args[place])):
                if it != atom:
                    more = self.values(it)
                    focus |= more[0]
                    around |= more[1]
        return _About(f"{atom}.", sorted(focus, key=str), sorted(around, key=str))


def index(corpus: Corpus, question: Declared) -> dict[str, str]:
    """The facts that clauses can read, by what they are about: lines of JSON for each value, and one for the rest."""
    made = _Index(corpus, question)
    return {
        question.id: line(made.free),
        **{f"{question.id} focus {value}": line(about) for value, about in made.by_focus.items()},
        **{f"{question.id} around {value}": line(texts) for value, texts in made.by_around.items()},
    }


class _Index(_Typed):
    """The facts of a corpus that clauses can read, by what they are about."""

    def __init__(self, corpus: Corpus, question: Declared) -> None:
        super().__init__(corpus, question)
        # A fact without arguments is a switch: clauses that wait for one are out unless the question turns it on.
        off = {it.name for it in self.vocabulary.predicates.values() if it.kind == "fact" and not it.arguments}
        off -= {*question.planned, *corpus.by_predicate}
        read = read_by(it for it in corpus.clauses if not any(literal.name in off for literal in it.body))
        laid = question.planned | laid_elsewhere(corpus, question)
        naming = self.vocabulary.naming_predicates()
        named: dict[tuple[str, Value], list[Atom]] = {}
        for fact in corpus.facts:
            if fact.atom.name in naming:
                named.setdefault((fact.atom.name, fact.atom.args[0]), []).append(fact.atom)
        self.by_focus: dict[Value, list[_About]] = {}
        self.by_around: dict[Value, list[str]] = {}
        self.free: list[str] = []
        for fact in corpus.facts:
            if fact.atom.name not in read or fact.atom.name in laid:
                continue
            about = self.about(fact.atom, lambda name, value: named.get((name, value), ()))
            if about.focus:
                for value in about.focus:
                    self.by_focus.setdefault(value, []).append(about)
            elif about.around and fact.atom.name not in question.whole:
                for value in about.around:
                    self.by_around.setdefault(value, []).append(about.text)
            else:
                self.free.append(about.text)


class Slicer(_Typed):
    """The facts of a corpus that a question can depend on."""

    def __init__(self, corpus: Corpus, question: Declared) -> None:
        super().__init__(corpus, question)
        self._id = question.id
        self._whole = frozenset(question.whole)
        self._by_predicate = corpus.by_predicate
        self._names = frozenset(corpus.vocabulary.naming_predicates())
        self._lines = corpus.index("slices")
        self._free: list[str] = json.loads(self._lines[question.id])
        self._read: dict[str, list[Any]] = {}

    def _of(self, way: str, value: Value) -> list[Any]:
        key = f"{self._id} {way} {value}"
        if key not in self._read:
            self._read[key] = json.loads(self._lines.get(key, "[]"))
        return self._read[key]

    def _naming(self, supposed: Iterable[Atom], gone: Container[Atom], name: str, value: Value) -> Iterator[Atom]:
        """The facts of a predicate by which a thing has its name, in the record and among what is supposed."""
        yield from (it for it in self._recorded(name, value) if it not in gone)
        yield from (it for it in supposed if it.name == name and it.args[:1] == (value,))

    def _recorded(self, name: str, value: Value) -> Iterator[Atom]:
        yield from (it.atom for it in self._by_predicate.get(name, ()) if it.atom.args[:1] == (value,))

    def _supposed(
        self, atoms: tuple[Atom, ...], gone: Container[Atom], laid: Container[str], focus: set[Value]
    ) -> Iterator[_About]:
        """What supposed facts are about that are of no other than the entities asked about."""
        for atom in atoms:
            if atom.name in laid:
                message = f"`{atom}` cannot be supposed: the question itself says what `{atom.name}` there is"
                raise UsageError(message, "ask the question about it instead")
            about = self.about(atom, partial(self._naming, atoms, gone))
            if focus.issuperset(about.focus):
                yield about if atom.name not in self._whole or about.focus else about._replace(around=[])

    def _moved(self, atoms: tuple[Atom, ...], gone: Container[Atom], focus: set[Value]) -> Iterator[_About]:
        """What is recorded of things that are supposed to be others' than the record says, and not theirs any more."""
        for new in atoms:
            was = list(self._recorded(new.name, new.args[0])) if new.name in self._names and new.args else []
            for values in map(self.values, was):
                texts = {text for it in values[0] for text, _, _ in self._of("focus", it)}
                texts.update(text for it in values[1] for text in self._of("around", it))
                # What only has the name in it is told with it, and is still about whom the record says.
                for atom in (Atom(*split(it[:-1])) for it in sorted(texts) if str(new.args[0]) in it):
                    about = self.about(atom, partial(self._naming, atoms, gone))
                    if focus.issuperset(about.focus):
                        yield about

    def select(
        self,
        plan: Iterable[Atom],
        supposed: Iterable[Atom],
        withdrawn: Iterable[Atom],
        seen: Callable[[Iterable[str]], list[str]] = list,
    ) -> list[str]:
        """The texts of the facts that matter: the plan itself, and of what is supposed and recorded what is around it.

        They come in the order of their texts: which of several answer sets the solver meets first, and with it which
        reasons are told, is not to hang on where a fact stands, nor on whether it is supposed or recorded. `seen` gives
        the facts of the record as they are to be seen; the question's own are never changed. Raises `UsageError` for a
        supposed fact of the kind that the question itself lays down.
        """
        left_out, supposed = frozenset(withdrawn), tuple(supposed)
        gone = {f"{atom}." for atom in left_out}
        focus: set[Value] = set()
        around: set[Value] = set()
        added = []
        laid = set()
        for atom in plan:
            laid.add(atom.name)
            added.append(f"{atom}.")
            found = self.values(atom)
            focus |= found[0]
            around |= found[1]
        near = list(self._supposed(supposed, left_out, laid, focus))
        moved = list(self._moved(supposed, left_out, focus))
        around.update(value for it in moved if it.focus for value in it.around)
        around.update(value for it in near if it.focus for value in it.around)
        kept: dict[str, None] = {}
        for value in focus:
            for text, needs, more in self._of("focus", value):
                if focus.issuperset(needs):
                    kept[text] = None
                    around.update(more)
        for value in around:
            kept.update(dict.fromkeys(self._of("around", value)))
        kept.update((it.text, None) for it in moved if it.focus or not around.isdisjoint(it.around))
        added += [it.text for it in near if it.focus or not it.around or not around.isdisjoint(it.around)]
        return sorted({*added, *seen(it for it in (*self._free, *kept) if it not in gone)})
