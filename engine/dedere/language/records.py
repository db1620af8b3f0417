"""The plain records that a loaded corpus is made of: tuples of strings and integers, ready to be cached as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dedere.terms.values import Atom


class Source(NamedTuple):
    """Where facts were taken from: an id, a citation for a reader, an address or None."""

    id: str
    citation: str
    url: str | None


class Fact(NamedTuple):
    """A ground fact and where it stands.

    `sources` are ids of sources, `confidence` is `seen_twice`, `seen_once`, `recall`, or empty where the fact is a part
    of the law; `checked` is the day it was checked, `known` the day it became known where that is not the day it
    happened. A fact in a rule file is law (`law`): its source is its file, and `rule` is the id of the header above it.
    """

    atom: Atom
    file: str
    line: int
    sources: tuple[str, ...]
    confidence: str
    checked: int | None
    note: str | None
    known: int | None
    rule: str | None
    law: bool


class Authority(NamedTuple):
    """What a rule rests on: an instrument or a decision, a place in it, and how that was checked."""

    instrument: str
    place: str
    checked: str


class Rule(NamedTuple):
    """A legal rule: the header that one or more clauses stand under.

    `kind` is `rule`, `assumption` or `unevaluated` (then `because` says why), `regime` the first folder under the rules
    or empty, `clauses` the indices of its clauses in the corpus.
    """

    id: str
    title: str
    authorities: tuple[Authority, ...]
    kind: str
    because: str | None
    file: str
    line: int
    regime: str
    clauses: tuple[int, ...]


class Literal(NamedTuple):
    """One condition of a clause, or an atom in it.

    `kind` is `positive`, `negative`, `comparison` or `aggregate` (also conditional and doubly negated literals: what an
    explanation can only quote). `text` is clingo's canonical text, `name` the predicate or the operator of a plain
    comparison, `args` the texts of the arguments, `variables` the names in it in order. In positive literals each `_`
    has a name of its own (`_A1`, `_A2`, ...), so that what it stood for can be asked; in others it stays `_`.
    """

    kind: str
    text: str
    name: str
    args: tuple[str, ...]
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a rule, in what is needed to explain a conclusion by it.

    `kind` is `derive`, `choice` or `constraint`; a constraint has no `head` and an empty `head_name`. The conditions of
    a chosen element stand at the end of `body`. `variables` are those bound in the body outside negative literals and
    aggregates, in order, those made from `_` among them. `says` is the sentence of the clause, or None where the
    declaration of the predicate has one; `would` says what would follow if it fired, or is None. `variable_types` gives
    the type of each variable by its name.
    """

    index: int
    rule_id: str
    file: str
    line: int
    text: str
    kind: str
    head: str | None
    head_name: str
    head_args: tuple[str, ...]
    body: tuple[Literal, ...]
    variables: tuple[str, ...]
    says: str | None
    variable_types: Mapping[str, str] = field(hash=False)
    would: str | None = None
