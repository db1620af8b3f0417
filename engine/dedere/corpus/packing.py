"""Records as lines of JSON and back, compact and quick to read: what the cache keeps.

Every rule, clause, predicate, source, and the facts of every predicate are a line of their own, found by kind and key,
so that a run decodes only those it asks for.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import repeat
from typing import Any, TypeAlias

from dedere.corpus.lazy import Lazy
from dedere.language.records import Authority, Clause, Fact, Literal, Rule, Source
from dedere.language.vocabulary import Argument, Predicate, Type, Vocabulary
from dedere.terms.values import Atom

Parts: TypeAlias = Mapping[str, Mapping[str, str]]
"""For each kind of record its lines by their keys."""


@contextmanager
def _not_collecting() -> Iterator[None]:
    """For making thousands of objects, none of them garbage, which the collector would look through time and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def line(value: object) -> str:
    """A value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pack(
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
    rules: Mapping[str, Rule],
    clauses: tuple[Clause, ...],
    facts: tuple[Fact, ...],
) -> dict[str, dict[str, str]]:
    """The parts of a corpus as lines of JSON."""
    heads: dict[str, list[int]] = {}
    for clause in clauses:
        heads.setdefault(clause.head_name, []).append(clause.index)
    return {
        "sources": {id_: line(source) for id_, source in sources.items()},
        "types": {"": line(list(vocabulary.types.values()))},
        "predicates": {name: line(predicate) for name, predicate in vocabulary.predicates.items()},
        "rules": {id_: line(rule) for id_, rule in rules.items()},
        "clauses": {str(it.index): line(row(it)) for it in clauses},
        "heads": {"": line(heads)},
        **_facts(facts),
    }


def _facts(facts: tuple[Fact, ...]) -> dict[str, dict[str, str]]:
    """The facts by predicate, each argument a column, with their places among all.

    So there are a few long lists instead of thousands of short ones. What runs of facts share (file, source, rule) is
    written once and pointed to.
    """
    shared: dict[tuple[Any, ...], int] = {}
    groups: dict[str, list[int]] = {}
    for place, it in enumerate(facts):
        groups.setdefault(it.atom.name, []).append(place)
    lines = {}
    for name, places in groups.items():
        them = [facts[place] for place in places]
        keys = [
            shared.setdefault((it.file, it.sources, it.confidence, it.checked, it.rule, it.law), len(shared))
            for it in them
        ]
        remarks = {
            str(i): (it.note, it.known) for i, it in enumerate(them) if it.note is not None or it.known is not None
        }
        columns = list(zip(*(it.atom.args for it in them), strict=True))
        lines[name] = line([keys, [it.line for it in them], columns, places, remarks])
    return {"shared": {"": line(list(shared))}, "facts": lines}


def sources(parts: Parts) -> Mapping[str, Source]:
    """The sources by id."""
    lines = parts["sources"]
    return Lazy(lines, lambda id_: Source(*json.loads(lines[id_])))


def vocabulary(parts: Parts) -> Vocabulary:
    """The declared types and predicates."""
    lines = parts["predicates"]

    def predicate(name: str) -> Predicate:
        row = json.loads(lines[name])
        found = Predicate(row[0], tuple(Argument(*it) for it in row[1]), *row[2:])
        return found._replace(says_of=tuple((of, said) for of, said in found.says_of))

    types = json.loads(parts["types"][""])
    return Vocabulary(
        {name: Type(name, tuple(constants), tuple(by), *rest) for name, constants, by, *rest in types},
        Lazy(lines, predicate),
    )


def rules(parts: Parts) -> Mapping[str, Rule]:
    """The rules by id, in their order."""
    lines = parts["rules"]

    def rule(id_: str) -> Rule:
        _, title, authorities, kind, because, file, at, regime, of = json.loads(lines[id_])
        return Rule(id_, title, tuple(Authority(*it) for it in authorities), kind, because, file, at, regime, tuple(of))

    return Lazy(lines, rule)


def row(clause: Clause) -> list[object]:
    """A clause as a list that JSON can hold."""
    return [getattr(clause, name) for name in Clause.__slots__]


def clause_of(row: list[Any]) -> Clause:
    """The clause of such a list, read back."""
    index, rule_id, file, at, text, kind, head, head_name, head_args, body, variables, says, types, would = row
    return Clause(
        *(index, rule_id, file, at, text, kind, head, head_name),
        tuple(head_args),
        literals_of(body),
        tuple(variables),
        says,
        types,
        would,
    )


def literals_of(rows: Iterable[list[Any]]) -> tuple[Literal, ...]:
    """The literals of lists that were read back."""
    return tuple(Literal(kind, text, name, tuple(args), tuple(names)) for kind, text, name, args, names in rows)


def clause(parts: Parts, index: int) -> Clause:
    """The clause of an index. Raises `KeyError` where there is none."""
    return clause_of(json.loads(parts["clauses"][str(index)]))


def clauses_in(parts: Parts) -> int:
    """How many clauses there are."""
    return len(parts["clauses"])


def clauses(parts: Parts) -> tuple[Clause, ...]:
    """All clauses, each at its index."""
    with _not_collecting():
        return tuple(clause(parts, index) for index in range(clauses_in(parts)))


def heads(parts: Parts) -> dict[str, list[int]]:
    """The indices of the clauses that conclude each predicate; those of constraints under the empty name."""
    found: dict[str, list[int]] = json.loads(parts["heads"][""])
    return found


class Facts:
    """The facts of a corpus, by predicate or all of them."""

    def __init__(self, parts: Parts) -> None:
        self._lines = parts.get("facts", {})
        self._shared = [(file, tuple(ids), *rest) for file, ids, *rest in json.loads(parts["shared"][""])]
        self._places: dict[str, list[int]] = {}
        self.by_predicate: Mapping[str, tuple[Fact, ...]] = Lazy(self._lines, self._of)

    def _of(self, name: str) -> tuple[Fact, ...]:
        with _not_collecting():
            keys, lines, columns, places, remarks = json.loads(self._lines[name])
            self._places[name] = places
            # tuple.__new__ because the constructors of named tuples are several times as slow, and there are thousands.
            new = tuple.__new__
            made: list[Fact] = []
            for key, at, args in zip(keys, lines, zip(*columns, strict=True) if columns else repeat(()), strict=False):
                file, ids, confidence, checked, rule, law = self._shared[key]
                atom = new(Atom, (name, args))
                made.append(new(Fact, (atom, file, at, ids, confidence, checked, None, None, rule, law)))
            for index, (note, known) in remarks.items():
                made[int(index)] = made[int(index)]._replace(note=note, known=known)
            return tuple(made)

    def all(self) -> tuple[Fact, ...]:
        """All facts, in their order."""
        placed = [it for name, facts in self.by_predicate.items() for it in zip(self._places[name], facts, strict=True)]
        placed.sort(key=lambda it: it[0])
        return tuple(fact for _, fact in placed)
