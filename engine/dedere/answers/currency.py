"""Up to which day the record is kept, and which parts of it an answer goes past.

A kind of fact is kept up to one day, or up to a day for each thing it is about: the acts of one treaty may have been
followed longer than those of another. Which kinds are, and by what, is declared in the rules (`kept_apart`).

What an answer rests on bears on it whatever its day. What would have led to another answer, and is not so, bears on it
only where the question goes past the day up to which that is kept: what came about later is no part of its days.

>>> [it.kind for it in kept().parts if it.about is None][:2]
['article_98_agreements', 'territories']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dedere import dates
from dedere.corpus.content import identify
from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.engine import Engine, ready
from dedere.language.records import Fact
from dedere.schema.answer import Proof
from dedere.schema.kept import Kept, KeptPart
from dedere.terms.values import Value, split
from dedere.version import __version__

Part = tuple[str, Value | None]
"""A kind of fact, and the thing it is about where that counts."""


def kept(corpus: Corpus | Engine | None = None) -> Kept:
    """Every part of a record with the day up to which it is kept; by default of the record that comes with Dedere.

    Raises `UsageError` for what is neither a corpus nor an engine.
    """
    engine = ready(corpus)
    of, phrases = engine.corpus, engine.reasoner.phrases
    keeping = Keeping(of, phrases)
    groups = {it.name: it.group for it in of.vocabulary.predicates.values()}
    many: dict[Part, int] = {}
    for fact in of.facts:
        if not fact.law and groups[fact.atom.name] is not None:
            for part in keeping.parts_of(fact.atom.name, fact.atom.args) or {(str(groups[fact.atom.name]), None)}:
                many[part] = many.get(part, 0) + 1
    parts = [
        KeptPart(
            kind=kind,
            about=None if thing is None else phrases.code(thing),
            name=None if thing is None else phrases.name(thing),
            day=dates.as_date(keeping.days[kind, thing]),
            facts=many.get((kind, thing), 0),
            source=phrases.sources(by),
            note=by.note,
        )
        for (kind, thing), by in keeping.facts.items()
    ]
    return Kept(
        id=identify("dedere.kept/1", of.rules_fingerprint, of.facts_fingerprint),
        parts=tuple(sorted(parts, key=lambda it: (it.day, it.kind, it.name or ""))),
        unkept=tuple(sorted({kind for kind, _ in many} - {kind for kind, _ in keeping.days})),
        dedere=__version__,
        rules_fingerprint=of.rules_fingerprint,
        facts_fingerprint=of.facts_fingerprint,
    )


class Keeping:
    """The days up to which the parts of a record are kept, and the facts that say so."""

    def __init__(self, corpus: Corpus, phrases: Phrasebook) -> None:
        of = corpus.by_predicate
        self._of: Mapping[str, tuple[Fact, ...]] = of
        self._vocabulary = corpus.vocabulary
        self._phrases = phrases
        self.facts: dict[Part, Fact] = {(str(it.atom.args[0]), None): it for it in of.get("kept_until", ())}
        self._apart: dict[str, str] = {}
        for kind, type_name, predicate in (it.atom.args for it in of.get("kept_apart", ())):
            self._apart[str(kind)] = str(type_name)
            for it in of.get(str(predicate), ()):
                part = str(kind), it.atom.args[0]
                # Of several that are about one thing, the latest says how far it was followed.
                if part not in self.facts or _day(self.facts[part]) < _day(it):
                    self.facts[part] = it
        self.days: dict[Part, int] = {part: _day(it) for part, it in self.facts.items()}
        self._named: dict[str, dict[Value, Fact]] = {}

    def parts(self, proof: Proof) -> set[Part]:
        """The parts of the record that one step of a proof rests on: a fact, or that there is none of the kind."""
        if proof.atom is None or (proof.kind == "fact" and proof.confidence is None):
            return set()  # The question's own, or the law's.
        try:
            name, args = split(proof.atom.removeprefix("not "))
        except ValueError:
            return set()  # A comparison of terms speaks of no fact.
        return self.parts_of(name, args)

    def parts_of(self, name: str, args: Iterable[Value]) -> set[Part]:
        """The parts that a fact belongs to; none where it is of no kind, or of one that is kept up to no day."""
        predicate = self._vocabulary.predicates.get(name)
        if predicate is None or predicate.group is None:
            return set()
        kind = predicate.group
        apart: set[Part] = {(kind, it) for it in self._things(name, args, kind)} if kind in self._apart else set()
        return apart or {part for part in [(kind, None)] if part in self.days}

    def _things(self, name: str, args: Iterable[Value], kind: str) -> Iterator[Value]:
        """The things with a day of their own that a fact is about, itself or by what names one of its arguments."""
        type_name = self._apart[kind]
        for argument, value in zip(self._vocabulary.predicates[name].arguments, args, strict=False):
            if argument.type == type_name:
                if (kind, value) in self.days:
                    yield value
                continue
            type_ = self._vocabulary.types.get(argument.type)
            for naming in type_.named_by if type_ is not None else ():
                if naming != name and (by := self._naming(naming).get(value)) is not None:
                    arguments = self._vocabulary.predicates[naming].arguments
                    yield from (
                        thing
                        for it, thing in zip(arguments, by.atom.args, strict=True)
                        if it.type == type_name and (kind, thing) in self.days
                    )

    def _naming(self, predicate: str) -> dict[Value, Fact]:
        if predicate not in self._named:
            self._named[predicate] = {it.atom.args[0]: it for it in self._of.get(predicate, ())}
        return self._named[predicate]

    def told(
        self,
        carrying: Iterable[Proof],
        others: Iterable[Proof] = (),
        beside: Iterable[Proof] = (),
        *,
        last: int,
    ) -> tuple[int | None, list[str]]:
        """The earliest day that bears on an answer, and where the question goes past such days, one warning with them.

        `carrying` are the steps of what the answer rests on, `others` those of what would have led to another, `beside`
        those of what else is told. That the question goes past the day of the last alone leaves the answer itself as
        it is: what that rests on is kept until a later day, which is told first.
        """
        bearing = {part: self.days[part] for proof in carrying for part in self.parts(proof)}
        more = {part: self.days[part] for proof in others for part in self.parts(proof)}
        near = {part: self.days[part] for proof in beside for part in self.parts(proof)}
        past = {part: day for part, day in {**more, **bearing}.items() if day < last}
        known = min((past or bearing or more).values(), default=None)
        gone = {part: day for part, day in near.items() if day < last}
        earliest = min((it for it in (known, *near.values()) if it is not None), default=None)
        if past or known is None:
            past = {**past, **gone}
            return earliest, [f"the record is kept {self._said(past)}; the question goes past it"] if past else []
        if not gone:
            return earliest, []
        return earliest, [f"the record is kept until {dates.words(known)}, but {self._said(gone)}"]

    def _said(self, parts: Mapping[Part, int]) -> str:
        by_day: dict[int, list[str]] = {}
        for part, day in sorted(parts.items(), key=lambda it: (it[1], str(it[0]))):
            kind, thing = part
            name = None if thing is None else self._phrases.name(thing)
            by_day.setdefault(day, []).append(called(kind, name))
        return "; ".join(f"of {_listed(parts)} up to {dates.words(day)}" for day, parts in by_day.items())


def called(kind: str, about: str | None) -> str:
    """How a part of the record is called, given its kind and the name of the thing it is about."""
    return f"{kind.replace('_', ' ')}{f' concerning {about}' if about else ''}"


def _day(fact: Fact) -> int:
    """The day up to which a fact says that something is kept: its last argument."""
    value: Any = fact.atom.args[-1]
    return int(value)


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
