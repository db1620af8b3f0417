"""Sentences: templates of rules and predicates, filled with names and dates in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause, Fact
from dedere.language.vocabulary import DAYS, SPAN
from dedere.terms.values import Atom, Value, split, text

_SLOT = re.compile(r"\{([^{}]*)\}")
_ASIDE = re.compile(r" \([^(){}]*\{(\w+)\}[^(){}]*\)| (?:on|by|from|since|until) \{(\w+)\}")
"""What a sentence says beside, of one slot: something in brackets, or a day."""
_COMPARED = {
    "=": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
_DATED = {"=": "is", "!=": "is not", "<": "is before", "<=": "is on or before", ">": "is after", ">=": "is on or after"}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def shown_names(corpus: Corpus) -> dict[str, str]:
    """The name by which each entity is shown in a sentence."""
    # A naming fact with a text behind the id, such as `state(ind,"India")`, gives the name to show.
    names = {
        str(fact.atom.args[0]): text(fact.atom.args[1])
        for naming in sorted(corpus.vocabulary.naming_predicates())
        for fact in corpus.by_predicate.get(naming, ())
        if len(fact.atom.args) == 2
    }
    for fact in corpus.by_predicate.get("reads", ()):
        # An entity that has the same id as a constant keeps its name.
        names.setdefault(str(fact.atom.args[0]), text(fact.atom.args[1]))
    for fact in corpus.by_predicate.get("with_article", ()):
        names[str(fact.atom.args[0])] = f"the {names[str(fact.atom.args[0])]}"
    return names


def from_memory(sentence: str) -> str:
    """How a fact is told that no source was seen for."""
    return f"rests on memory, not on a source that was seen: {sentence}"


def _stretch(first: Value, last: Value, type_name: str) -> str:
    """A stretch of time in words; where it has an end that no longer belongs to it, the day before is its last."""
    if type_name == "until" and isinstance(last, int):
        last = dates.previous_day(last)
    if isinstance(first, int) and isinstance(last, int):
        return dates.stretch(first, last)
    if isinstance(first, int):
        return f"from {dates.words(first)}"
    return f"until {dates.words(last)}" if isinstance(last, int) else "on days not known"


def decimal(hundredths: Value) -> str:
    """A number of hundredths as a decimal; what is no number as it is.

    >>> decimal(1250), decimal(2500), decimal(5), decimal(-105)
    ('12.5', '25', '0.05', '-1.05')
    """
    if not isinstance(hundredths, int):
        return str(hundredths)
    whole, part = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}{f'.{part:02}'.rstrip('0') if part else ''}"


class Phrasebook:
    """Turns the atoms and rule instances of one corpus into sentences."""

    def __init__(self, corpus: Corpus) -> None:
        self._predicates = corpus.vocabulary.predicates
        self._types = corpus.vocabulary.types
        # `reads(head_of_state,"head of State")` is how the rules want a constant to read.
        self._reads = {str(fact.atom.args[0]): text(fact.atom.args[1]) for fact in corpus.by_predicate.get("reads", ())}
        self._names: dict[str, str] = json.loads(corpus.index("shown")[""])
        self._rules = corpus.rules
        self._sources = corpus.sources
        self._naming = corpus.vocabulary.naming_predicates()
        self._articles = corpus.by_predicate.get("with_article", ())
        wanted = {str(fact.atom.args[0]) for fact in corpus.by_predicate.get("in_capitals", ())}
        self.objects = {
            str(fact.atom.args[0]): str(fact.atom.args[1]) for fact in corpus.by_predicate.get("object_read_as", ())
        }
        """As what the object of a norm reads, by its act."""
        self._capitals = {it: corpus.named_as(it) for it in wanted & self._types.keys()}
        """The ids that are shown in capitals, by their type."""

    def calling(self, atoms: Iterable[Atom]) -> Phrasebook:
        """The same for a question whose supposed facts name entities of their own, as if the record named them."""
        supposed = tuple(atoms)
        naming = [it for it in supposed if it.name in self._naming and it.args]
        named = {str(it.args[0]): text(it.args[1]) for it in naming if len(it.args) == 2}
        articles = {str(it.args[0]) for it in supposed if it.name == "with_article"}
        if not naming and not articles:
            return self
        before = {str(fact.atom.args[0]) for fact in self._articles}
        extended = copy(self)
        extended._names = self._names | named
        for id_ in (articles - before) | ((articles | before) & named.keys()):
            extended._names[id_] = f"the {extended._names[id_]}"
        extended._capitals = {
            type_: ids | {it.args[0] for it in naming if it.name in self._types[type_].named_by}
            for type_, ids in self._capitals.items()
        }
        return extended

    def alone(self, value: Value, type_name: str = "term") -> Value:
        """A value where it stands alone and not in an atom.

        An id of a type that the rules want in capitals stands so, and a day as `2002-07-01`.
        """
        if type_name in ("date", "since", "until"):
            return dates.iso(value) if isinstance(value, int) and dates.valid(value) else value
        if type_name == "hundredths":
            return decimal(value)
        return str(value).upper() if self._in_capitals(value, type_name) else value

    def code(self, value: Value, type_name: str = "term") -> str:
        """The same as a text, and a text without its quotes."""
        return text(self.alone(value, type_name))

    def types_of(self, act: Value) -> tuple[str, str, str, str]:
        """As what the four arguments of a norm of an act read."""
        return "term", "term", self.objects.get(str(act), "term"), "term"

    def _in_capitals(self, value: Value, type_name: str) -> bool:
        if type_name in self._capitals:
            return True
        type_ = self._types.get(type_name)
        # A type of which States, say, are a part is named by what names them, too.
        return any(
            value in ids and (type_name == "term" or (type_ and {*type_.named_by} & {*self._types[it].named_by}))
            for it, ids in self._capitals.items()
        )

    def name(self, value: Value) -> str:
        """The name of an entity, or the text of any other value in words."""
        found = self._names.get(str(value)) or self._reads.get(str(value))
        if found is not None:
            return found
        if isinstance(value, str) and value[:1] == '"':
            return text(value)
        head, args = split(value)
        if args:
            of = ", ".join(self.name(arg) for arg in args)
            return f"{self._reads.get(head, head)} of {of}".replace("_", " ")
        return str(value).replace("_", " ")

    def word(self, value: Value, type_name: str = "term") -> str:
        """How a value of a type reads: a date as `1 July 2002`, an entity by its name, a constant in words."""
        if type_name in ("date", "since", "until"):
            if value == "#sup":
                return "an open end"
            if value == "#inf":
                return "a day not known"
            return dates.words(value) if isinstance(value, int) and dates.valid(value) else str(value)
        if type_name == "number":
            return str(value)
        if type_name == "hundredths":
            return decimal(value)
        type_ = self._types.get(type_name)
        if type_ is not None and type_.constants:
            # Not looked up among the entities: a constant may have the same letters as one of their ids.
            return self._reads.get(str(value), str(value).replace("_", " "))
        if type_name == "term" and str(value) in self._reads:
            # A constant that the rules give words to: an entity of another kind may have the same id.
            return self._reads[str(value)]
        return self.name(value)

    def fill(
        self, template: str, values: Mapping[str, tuple[Value, str]], types: Mapping[str, str] | None = None
    ) -> str:
        """A template with `{Name}` slots, filled from values with their types.

        What is not bound reads `any`, with its type if that is one of named things: `any court`.
        """

        def slot(found: re.Match[str]) -> str:
            first, span, last = found.group(1).partition(SPAN)
            if span and first in values and last in values:
                return _stretch(values[first][0], *values[last])
            bound = values.get(first)
            if bound is not None:
                return self.word(*bound)
            open_type = (types or {}).get(found.group(1), "")
            type_ = self._types.get(open_type)
            return f"any {open_type}" if type_ is not None and type_.named_by else "any"

        return _SLOT.sub(slot, template)

    def clause(self, clause: Clause, bound: Mapping[str, Value]) -> str:
        """What an instance of a clause says, in the clause's own sentence; empty where it has none."""
        types = clause.variable_types
        return self.fill(clause.says or "", {name: (it, types.get(name, "term")) for name, it in bound.items()})

    def atom(self, atom: Atom) -> str:
        """What a ground atom says."""
        predicate = self._predicates[atom.name]
        if predicate.says is None:
            return str(atom)
        says = next((said for constant, said in predicate.says_of if constant in atom.args), predicate.says)
        return self.fill(says, self._bound(atom.name, atom.args))

    def absent(self, name: str, args: Sequence[Value | None]) -> str:
        """What it means that no atom of these arguments holds; None stands for an argument that is open."""
        predicate = self._predicates[name]
        bound = self._bound(name, args)
        types = {it.name: it.type for it in predicate.arguments}
        if predicate.otherwise is not None:
            return self._as_far_as_known(predicate.otherwise, bound, types)
        return f"it does not hold that {self._as_far_as_known(predicate.says or name, bound, types)}"

    def would(self, name: str, args: Sequence[Value | None]) -> str | None:
        """What would have to hold for an atom of these arguments, as a condition; None where nothing says it."""
        predicate = self._predicates[name]
        types = {it.name: it.type for it in predicate.arguments}
        return predicate.would and self._as_far_as_known(predicate.would, self._bound(name, args), types)

    def _as_far_as_known(self, template: str, bound: Mapping[str, tuple[Value, str]], types: Mapping[str, str]) -> str:
        """A template filled without what it says of a day that is open, or in brackets of anything that is."""

        def kept(found: re.Match[str]) -> str:
            bracketed, day = found.groups()
            left_out = bracketed not in bound if bracketed else day not in bound and types.get(day) in DAYS
            return "" if left_out else found.group()

        return self.fill(_ASIDE.sub(kept, template), bound, types)

    def would_follow(self, clause: Clause, bound: Mapping[str, Value]) -> str | None:
        """What would follow if the clause fired, as far as its variables are known; None where it does not say."""
        types = clause.variable_types
        values = {name: (value, types.get(name, "term")) for name, value in bound.items()}
        return clause.would and self.fill(clause.would, values, types)

    def _bound(self, name: str, args: Sequence[Value | None]) -> dict[str, tuple[Value, str]]:
        declared = self._predicates[name].arguments
        return {a.name: (value, a.type) for a, value in zip(declared, args, strict=True) if value is not None}

    def comparison(self, operator: str, left: Value, right: Value, holds: bool) -> str:
        """A comparison in words; where it fails, what is the case instead."""
        if not holds:
            operator = _OPPOSITE.get(operator, operator)
        dated = all(
            value in ("#sup", "#inf") or (isinstance(value, int) and dates.valid(value)) for value in (left, right)
        )
        kind = "date" if dated else "term"
        words = _DATED if dated else _COMPARED
        return f"{self.word(left, kind)} {words.get(operator, operator)} {self.word(right, kind)}"

    def sources(self, fact: Fact) -> tuple[str, ...]:
        """What a fact rests on, each source as its citation with its address."""
        cited = (self._sources[id_] for id_ in fact.sources)
        return tuple(f"{it.citation} <{it.url}>" if it.url else it.citation for it in cited)

    def authority(self, rule_id: str) -> tuple[str, ...]:
        """The authorities of a rule, each as `instrument, place`; what stands on memory says so."""
        said = []
        for authority in self._rules[rule_id].authorities:
            if authority.checked != "convention":
                memory = " (from memory)" if authority.checked == "memory" else ""
                said.append(f"{authority.instrument}, {authority.place}{memory}")
        return tuple(said)
