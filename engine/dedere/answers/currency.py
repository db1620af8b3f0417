"""Up to which day the record is kept, and which parts of it an answer goes past.

A kind of fact is kept up to one day, or up to a day for each thing it is about: the acts of one treaty may have been
followed longer than those of another. Which kinds are, and by what, is declared in the rules (`kept_apart`).
"""

from __future__ import annotations

from collections.abc import Iterable

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.schema.answer import Proof
from dedere.terms.values import Value, split

Kept = tuple[str, Value | None]
"""A kind of fact, and the thing it is about where that counts."""


class Keeping:
    """The days up to which the parts of a record are kept."""

    def __init__(self, corpus: Corpus, phrases: Phrasebook) -> None:
        of = corpus.by_predicate
        self._predicates = corpus.vocabulary.predicates
        self._phrases = phrases
        self._days: dict[Kept, int] = {
            (str(it.atom.args[0]), None): int(it.atom.args[1]) for it in of.get("kept_until", ())
        }
        self._apart: dict[str, str] = {}
        for kind, type_name, predicate in (it.atom.args for it in of.get("kept_apart", ())):
            self._apart[str(kind)] = str(type_name)
            self._days |= {(str(kind), it.atom.args[0]): int(it.atom.args[1]) for it in of.get(str(predicate), ())}

    def parts(self, proof: Proof) -> set[Kept]:
        """The parts of the record that one step of a proof rests on: a fact, or that there is none of the kind."""
        if proof.atom is None or (proof.kind == "fact" and proof.confidence is None):
            return set()  # The question's own, or the law's.
        try:
            name, args = split(proof.atom.removeprefix("not "))
        except ValueError:
            return set()  # A comparison of terms speaks of no fact.
        predicate = self._predicates.get(name)
        if predicate is None or predicate.group is None:
            return set()
        kind = predicate.group
        things: list[Value | None] = [
            value
            for argument, value in zip(predicate.arguments, args, strict=False)
            if argument.type == self._apart.get(kind) and (kind, value) in self._days
        ]
        return {(kind, thing) for thing in things or [None] if (kind, thing) in self._days}

    def told(self, proofs: Iterable[Proof], last: int) -> tuple[int | None, list[str]]:
        """The day up to which all that proofs rest on is kept, and a warning for each part that a day lies past."""
        used = {part: self._days[part] for proof in proofs for part in self.parts(proof)}
        stale = sorted((self._said(part, day), day) for part, day in used.items() if day < last)
        return min(used.values(), default=None), [said for said, _ in stale]

    def _said(self, part: Kept, day: int) -> str:
        kind, thing = part
        about = f" concerning {self._phrases.name(thing)}" if thing is not None else ""
        return (
            f"the record of {kind.replace('_', ' ')}{about} is kept up to {dates.words(day)}; the question goes past it"
        )
