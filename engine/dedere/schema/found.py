"""What was found in the record and in the law, as frozen models: the source of `dedere.facts/1`, `dedere.rules/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.base import Model


class Cited(Model):
    """A source of the record: its id, how it is cited, and where it stands, if that is known."""

    id: str
    citation: str
    url: str | None = None


class FactFound(Model):
    """A fact with its sentence, its sources and how well it was seen, and where it stands in the record.

    `checked` is the day on which it was looked up, `known` that on which it became public, if that was later.
    """

    fact: str
    sentence: str
    predicate: str
    kind: str | None
    sources: tuple[Cited, ...]
    confidence: str | None
    checked: date | None
    known: date | None
    note: str | None
    file: str
    line: int


class FactsFound(Model):
    """Facts of the record, in the order in which they stand there."""

    schema_: Literal["dedere.facts/1"] = "dedere.facts/1"
    facts: tuple[FactFound, ...]


class AuthorityFound(Model):
    """On what a rule rests, and how that was checked: `text`, `decision`, `secondary`, `memory` or `convention`."""

    instrument: str
    place: str
    checked: str


class ClauseFound(Model):
    """A clause of a rule: what it says, and its text."""

    says: str | None
    text: str
    file: str
    line: int


class RuleFound(Model):
    """A rule with its authorities and clauses; `used` gives for each of its conclusions the rules that build on it."""

    id: str
    title: str
    kind: str
    because: str | None
    regime: str
    authorities: tuple[AuthorityFound, ...]
    file: str
    line: int
    used: dict[str, tuple[str, ...]]
    clauses: tuple[ClauseFound, ...]


class RulesFound(Model):
    """Rules of the law, in the order in which they stand there."""

    schema_: Literal["dedere.rules/1"] = "dedere.rules/1"
    rules: tuple[RuleFound, ...]
