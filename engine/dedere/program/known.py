"""What was known on an earlier day: the second axis of time, beside the day on which something was so.

A fact became known on the day that its `%@ known` says, else on the latest day that its arguments say it happened. An
end that lies after the day asked about was not known either: what it ends was open then. Facts without a day, and the
law itself, have always been known.
"""

from __future__ import annotations

from collections.abc import Iterable

from dedere.corpus.corpus import Corpus
from dedere.language.records import Fact
from dedere.language.vocabulary import Vocabulary
from dedere.terms.values import Atom, Value, split

_HAPPENED = ("date", "since")


def known_day(vocabulary: Vocabulary, fact: Fact) -> int | None:
    """The day a fact became known, or None where it has no day."""
    if fact.known is not None or fact.law:
        return fact.known
    arguments = vocabulary.predicates[fact.atom.name].arguments
    days = [
        value
        for argument, value in zip(arguments, fact.atom.args, strict=True)
        if argument.type in _HAPPENED and isinstance(value, int)
    ]
    return max(days, default=None)


class Known:
    """The record as it was known on a day; as it is known today where the day is None.

    `later` are the facts that were left out, since they became known only afterwards; `ended` gives for a fact whose
    end was left open the fact of the record.
    """

    def __init__(self, corpus: Corpus, day: int | None) -> None:
        self.later: list[Fact] = []
        self.ended: dict[str, Atom] = {}
        self._corpus = corpus
        self.day = day

    def of(self, texts: Iterable[str]) -> list[str]:
        """Of facts of the record, as clingo reads them, those that were known, as they read then."""
        if self.day is None:
            return list(texts)
        seen = []
        for text in texts:
            fact = self._corpus.by_atom[Atom(*split(text[:-1]))]
            became = known_day(self._corpus.vocabulary, fact)
            if became is not None and became > self.day:
                self.later.append(fact)
                continue
            then = fact.atom if fact.law else self._open(fact.atom, self.day)
            if then != fact.atom:
                self.ended[str(then)] = fact.atom
            seen.append(f"{then}.")
        return seen

    def _open(self, atom: Atom, day: int) -> Atom:
        """The fact with ends after the day left open."""
        arguments = self._corpus.vocabulary.predicates[atom.name].arguments
        args: tuple[Value, ...] = tuple(
            "#sup" if argument.type == "until" and isinstance(value, int) and value > day else value
            for argument, value in zip(arguments, atom.args, strict=True)
        )
        return Atom(atom.name, args)
