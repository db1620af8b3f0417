"""The record and the law, loaded: what every question is answered from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dedere.corpus import packing
from dedere.corpus.lazy import Lazy
from dedere.corpus.packing import Parts
from dedere.language.files import File
from dedere.language.records import Authority, Clause, Fact, Literal, Rule, Source
from dedere.language.vocabulary import Vocabulary
from dedere.terms.values import Atom, Value

__all__ = [
    "Authority",
    "Clause",
    "Corpus",
    "Fact",
    "Literal",
    "Rule",
    "Source",
]


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Everything that the given rules and facts say, checked. Made by `loading`; never changed afterwards.

    `fingerprint` identifies the files, their names and all that stands in them: it is what a kept corpus is found by.
    """

    fingerprint: str
    _files: tuple[File, ...] = field()
    _parts: Parts = field()

    def __repr__(self) -> str:
        return f"<Corpus {self.fingerprint}>"

    @property
    def rules_fingerprint(self) -> str:
        """The digest of what the rules say, wherever they stand (see `content`)."""
        return str(json.loads(self._parts["content"]["rules"]))

    @property
    def facts_fingerprint(self) -> str:
        """The digest of what the facts say and rest on, wherever they stand (see `content`)."""
        return str(json.loads(self._parts["content"]["facts"]))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, those that stand among the rules first, in the order of the files."""
        return self._facts.all()

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id, in the order of the files."""
        return packing.rules(self._parts)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all rules, each at its index."""
        return packing.clauses(self._parts)

    @cached_property
    def _clauses(self) -> Mapping[int, Clause]:
        return Lazy(range(packing.clauses_in(self._parts)), lambda index: packing.clause(self._parts, index))

    def clause(self, index: int) -> Clause:
        """The clause of an index, read when it is first asked for. Raises `KeyError` where there is none."""
        return self._clauses[index]

    @cached_property
    def by_head(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses by what they conclude; constraints under the empty name."""
        indices = packing.heads(self._parts)
        return Lazy(indices, lambda head: tuple(map(self.clause, indices[head])))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return packing.sources(self._parts)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The declared types and predicates."""
        return packing.vocabulary(self._parts)

    @cached_property
    def laid_over(self) -> tuple[Fact, ...]:
        """The facts of folders that lie on another."""
        files = {file.path for file in self._files if file.layer}
        return tuple(fact for fact in self.facts if fact.file in files) if files else ()

    @cached_property
    def _facts(self) -> packing.Facts:
        return packing.Facts(self._parts)

    @cached_property
    def by_atom(self) -> Mapping[Atom, Fact]:
        """The facts by their atoms."""
        return _ByAtom(self)

    @property
    def by_predicate(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts by the name of their predicate, in their order."""
        return self._facts.by_predicate

    @cached_property
    def names(self) -> Mapping[str, frozenset[Value]]:
        """The values named by the facts of each naming predicate, as `Vocabulary.check_fact` wants them."""
        concluded = packing.heads(self._parts)
        naming = (name for name in self.vocabulary.naming_predicates() if name not in concluded)
        return Lazy(
            naming,
            lambda name: frozenset(fact.atom.args[0] for fact in self.by_predicate.get(name, ()) if fact.atom.args),
        )

    @cached_property
    def _identified(self) -> Mapping[Value, Value]:
        return {it.atom.args[0]: it.atom.args[1] for it in self.by_predicate.get("identified_by", ())}

    def key(self, atom: Atom) -> tuple[Value, ...] | None:
        """What a fact is about, where the rules say how many arguments tell it from others; None where they do not.

        Two facts with one key say different things of the same.
        """
        width = self._identified.get(atom.name)
        return (atom.name, *atom.args[:width]) if isinstance(width, int) else None

    def named_as(self, type_: str) -> frozenset[Value]:
        """The ids of the entities of a type."""
        declared = self.vocabulary.types.get(type_)
        ids = (self.names.get(name, frozenset()) for name in (declared.named_by if declared else ()))
        return frozenset().union(*ids)

    def index(self, kind: str) -> Mapping[str, str]:
        """The lines of JSON that were made from the corpus as a whole when it was assembled; see `loading`."""
        return self._parts.get(kind, {})

    @property
    def files(self) -> tuple[File, ...]:
        """The files that it was made of, from which another process can make it again."""
        return self._files

    def law_files(self) -> list[tuple[str, str]]:
        """The files of rules, by name, with their texts."""
        return [(file.path, file.content.decode()) for file in self._files if file.law]

    def program_text(self) -> str:
        """The files one after the other: the program that plain clingo would read."""
        return self._program_text

    @cached_property
    def _program_text(self) -> str:
        return "\n".join(file.content.decode() for file in self._files)


class _ByAtom(Mapping[Atom, Fact]):
    """The facts by their atoms, made for a predicate when one of its facts is asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._of: dict[str, dict[Atom, Fact]] = {}

    def _group(self, name: str) -> dict[Atom, Fact]:
        group = self._of.get(name)
        if group is None:
            group = self._of[name] = {fact.atom: fact for fact in self._corpus.by_predicate.get(name, ())}
        return group

    def __getitem__(self, atom: Atom) -> Fact:
        return self._group(atom.name)[atom]

    def __contains__(self, atom: object) -> bool:
        return isinstance(atom, Atom) and atom in self._group(atom.name)

    def __iter__(self) -> Iterator[Atom]:
        return (fact.atom for fact in self._corpus.facts)

    def __len__(self) -> int:
        return len(self._corpus.facts)
