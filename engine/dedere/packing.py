"""Records as lines of JSON and back, compact and quick to read: what the cache keeps.

The parts are lines of their own, so that a run decodes only those it asks for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from dedere.records import Authority, Clause, Fact, Literal, Rule, Source
from dedere.values import Atom
from dedere.vocabulary import Argument, Predicate, Type, Vocabulary

Parts: TypeAlias = Mapping[str, str]

PARTS = ("sources", "vocabulary", "rules", "clauses", "facts")


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
    """The facts in columns. What runs of facts share (file, source, rule) is written once and pointed to."""
    shared: dict[tuple[Any, ...], int] = {}
    keys = [
        shared.setdefault((it.file, it.sources, it.confidence, it.checked, it.rule, it.law), len(shared))
        for it in facts
    ]
    remarks = {str(i): (it.note, it.known) for i, it in enumerate(facts) if it.note is not None or it.known is not None}
    return _line(
        [
            list(shared),
            keys,
            [it.line for it in facts],
            [it.atom.name for it in facts],
            [it.atom.args for it in facts],
            remarks,
        ]
    )


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
    rows = json.loads(parts["clauses"])
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
    shared, keys, lines, names, args, remarks = json.loads(parts["facts"])
    shared = [(file, tuple(ids), *rest) for file, ids, *rest in shared]
    # tuple.__new__ because the constructors of named tuples are several times as slow, and there are thousands.
    new = tuple.__new__
    made: list[Fact] = []
    for key, line, name, values in zip(keys, lines, names, args, strict=True):
        file, ids, confidence, checked, rule, law = shared[key]
        atom = new(Atom, (name, tuple(values)))
        made.append(new(Fact, (atom, file, line, ids, confidence, checked, None, None, rule, law)))
    for index, (note, known) in remarks.items():
        made[int(index)] = made[int(index)]._replace(note=note, known=known)
    return tuple(made)
