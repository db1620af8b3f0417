"""Records as lines of JSON and back, compact and quick to read: what the cache keeps.

The parts are lines of their own, so that a run decodes only those it asks for.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import repeat
from typing import Any, TypeAlias

from dedere.records import Authority, Clause, Fact, Literal, Rule, Source
from dedere.values import Atom
from dedere.vocabulary import Argument, Predicate, Type, Vocabulary

Parts: TypeAlias = Mapping[str, str]

PARTS: tuple[str, ...] = ("sources", "vocabulary", "rules", "clauses", "facts")


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


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pack(
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
    rules: Mapping[str, Rule],
    clauses: tuple[Clause, ...],
    facts: tuple[Fact, ...],
) -> dict[str, str]:
    """The parts of a corpus as JSON, each on one line."""
    return {
        "sources": _line(list(sources.values())),
        "vocabulary": _line([list(vocabulary.types.values()), list(vocabulary.predicates.values())]),
        "rules": _line(list(rules.values())),
        "clauses": _line([[getattr(it, name) for name in Clause.__slots__] for it in clauses]),
        "facts": _facts(facts),
    }


def _facts(facts: tuple[Fact, ...]) -> str:
    """The facts by predicate, each argument a column; `order` puts them back in their places.

    So there are a few long lists instead of thousands of short ones. What runs of facts share (file, source, rule) is
    written once and pointed to.
    """
    shared: dict[tuple[Any, ...], int] = {}
    groups: dict[tuple[str, int], list[int]] = {}
    for place, it in enumerate(facts):
        groups.setdefault((it.atom.name, len(it.atom.args)), []).append(place)
    rows = [
        (
            name,
            [
                shared.setdefault((it.file, it.sources, it.confidence, it.checked, it.rule, it.law), len(shared))
                for it in (facts[place] for place in group)
            ],
            [facts[place].line for place in group],
            list(zip(*(facts[place].atom.args for place in group), strict=True)),
        )
        for (name, _), group in groups.items()
    ]
    places = [place for group in groups.values() for place in group]
    order = sorted(range(len(places)), key=places.__getitem__)
    remarks = {str(i): (it.note, it.known) for i, it in enumerate(facts) if it.note is not None or it.known is not None}
    return _line([list(shared), rows, order, remarks])


def sources(parts: Parts) -> dict[str, Source]:
    """The sources by id."""
    return {row[0]: Source(*row) for row in json.loads(parts["sources"])}


def vocabulary(parts: Parts) -> Vocabulary:
    """The declared types and predicates."""
    types, predicates = json.loads(parts["vocabulary"])
    return Vocabulary(
        {name: Type(name, tuple(constants), tuple(by), *rest) for name, constants, by, *rest in types},
        {row[0]: Predicate(row[0], tuple(Argument(*it) for it in row[1]), *row[2:]) for row in predicates},
    )


def rules(parts: Parts) -> dict[str, Rule]:
    """The rules by id, in their order."""
    return {
        id_: Rule(id_, title, tuple(Authority(*it) for it in authorities), kind, because, file, line, regime, tuple(of))
        for id_, title, authorities, kind, because, file, line, regime, of in json.loads(parts["rules"])
    }


def clauses(parts: Parts) -> tuple[Clause, ...]:
    """The clauses, each at its index."""
    with _not_collecting():
        return _read_clauses(parts["clauses"])


def _read_clauses(line_of_clauses: str) -> tuple[Clause, ...]:
    rows = json.loads(line_of_clauses)
    return tuple(
        Clause(
            *(index, rule_id, file, line, text, kind, head, head_name),
            tuple(head_args),
            tuple(Literal(kind, text, name, tuple(args), tuple(names)) for kind, text, name, args, names in body),
            tuple(variables),
            says,
            types,
        )
        for index, rule_id, file, line, text, kind, head, head_name, head_args, body, variables, says, types in rows
    )


def facts(parts: Parts) -> tuple[Fact, ...]:
    """The facts, in their order."""
    with _not_collecting():
        return _read_facts(parts["facts"])


def _read_facts(line_of_facts: str) -> tuple[Fact, ...]:
    shared, rows, order, remarks = json.loads(line_of_facts)
    shared = [(file, tuple(ids), *rest) for file, ids, *rest in shared]
    # tuple.__new__ because the constructors of named tuples are several times as slow, and there are thousands.
    new = tuple.__new__
    made: list[Fact] = []
    for name, keys, lines, columns in rows:
        atoms = zip(*columns, strict=True) if columns else repeat(())
        for key, line, args in zip(keys, lines, atoms, strict=False):
            file, ids, confidence, checked, rule, law = shared[key]
            atom = new(Atom, (name, args))
            made.append(new(Fact, (atom, file, line, ids, confidence, checked, None, None, rule, law)))
    ordered = [made[place] for place in order]
    for index, (note, known) in remarks.items():
        ordered[int(index)] = ordered[int(index)]._replace(note=note, known=known)
    return tuple(ordered)
