"""The record as entities of FollowTheMoney: JSON lines that tools for persons, lists and investigations read.

What an entity is made of the rules declare (`given_to`): of which facts a schema has its entities, and of which
arguments its properties. The first predicate of a schema says which entities there are. Where several facts tell of one
thing, as a warrant and its end do, they make one entity.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook, from_memory
from dedere.language.records import Fact
from dedere.language.vocabulary import DAYS
from dedere.terms.values import Value, text

ADDRESS, MEMORY = "address", "memory"
"""What is given beside the arguments: the addresses of the sources, and what stands on memory alone."""


class _Given(NamedTuple):
    """An argument of a predicate that a property of a schema is given, and the arguments that tell the entity."""

    schema: str
    property: str
    argument: str
    key: tuple[str, ...]


_Key: TypeAlias = tuple[str, tuple[Value, ...]]
"""A schema, and the values that tell an entity of it from others."""


class _Entities:
    """The entities of a record, by schema and by what tells them apart."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._phrases = Phrasebook(corpus)
        self._codes: dict[Value, str] = {}
        for fact in corpus.by_predicate.get("code", ()):
            of, code = fact.atom.args
            self._codes.setdefault(of, text(code).lower())
        self._beside = {
            (text(schema), str(what)): text(property_)
            for schema, property_, what in (it.atom.args for it in corpus.by_predicate.get("given_beside", ()))
        }
        self._given: dict[str, list[_Given]] = {}
        for fact in corpus.by_predicate.get("given_to", ()):
            schema, property_, predicate, argument, key = fact.atom.args
            given = _Given(text(schema), text(property_), text(argument), tuple(text(key).split()))
            self._given.setdefault(str(predicate), []).append(given)
        self._founding = self._first()
        self._made: dict[_Key, dict[str, dict[str, None]]] = {}

    def _first(self) -> dict[tuple[str, int], str]:
        """By schema, and by how many arguments tell its entities apart, the predicate that says which there are."""
        found: dict[tuple[str, int], str] = {}
        for name, them in self._given.items():
            for it in them:
                found.setdefault((it.schema, len(it.key)), name)
        return found

    def all(self) -> Iterator[Mapping[str, object]]:
        """Every entity, in the order of the record."""
        for name, them in self._given.items():
            for fact in self._corpus.by_predicate.get(name, ()):
                for given in them:
                    self._take(name, fact, given)
        parts = self._parts()
        for (schema, key), own in self._made.items():
            if (schema, key) in parts:
                continue
            properties = {name: dict(values) for name, values in own.items()}
            for width in range(1, len(key)):
                for name, values in self._made.get((schema, key[:width]), {}).items():
                    properties.setdefault(name, {}).update(values)
            yield {
                "id": _id(key),
                "schema": schema,
                "properties": {name: list(values) for name, values in sorted(properties.items())},
            }

    def _parts(self) -> frozenset[_Key]:
        """What is told of several entities at once: whatever tells them apart begins so."""
        return frozenset((schema, key[:width]) for schema, key in self._made for width in range(1, len(key)))

    def _take(self, name: str, fact: Fact, given: _Given) -> None:
        declared = self._corpus.vocabulary.predicates[name].arguments
        at = {it.name: place for place, it in enumerate(declared)}
        key = tuple(fact.atom.args[at[it]] for it in given.key)
        if self._founding[given.schema, len(key)] != name and (given.schema, key) not in self._made:
            return
        value = self._value(fact.atom.args[at[given.argument]], declared[at[given.argument]].type)
        of = self._made.setdefault((given.schema, key), {})
        if value:
            of.setdefault(given.property, {})[value] = None
        if address := self._beside.get((given.schema, ADDRESS)):
            urls = (self._corpus.sources[it].url for it in fact.sources)
            of.setdefault(address, {}).update({it: None for it in urls if it})
        memory = self._beside.get((given.schema, MEMORY))
        if memory and fact.confidence == "recall":
            of.setdefault(memory, {})[from_memory(self._phrases.atom(fact.atom))] = None

    def _value(self, value: Value, type_: str) -> str:
        """A value as a property has it: a day, a code of a country, the id of an entity, or a name."""
        if type_ in DAYS:
            if not isinstance(value, int):
                return ""
            return dates.iso(dates.previous_day(value) if type_ == "until" else value)
        declared = self._corpus.vocabulary.types.get(type_)
        founding = {name for (_, width), name in self._founding.items() if width == 1}
        if declared is not None and founding.intersection(declared.named_by):
            return _id((value,))
        if declared is not None and value in self._codes and declared.named_by:
            return self._codes[value]
        return text(value) if type_ == "text" else self._phrases.name(value)


def _id(key: tuple[Value, ...]) -> str:
    """An id as FollowTheMoney takes it, of which import makes that of the fact again."""
    return "-".join(map(str, key)).replace("_", "-")


def entities(corpus: Corpus) -> str:
    """The entities that a record gives, a line of JSON each; none where the rules declare none."""
    made = (json.dumps(it, ensure_ascii=False) for it in _Entities(corpus).all())
    return "".join(f"{line}\n" for line in made)
