"""What every answer has, whatever the question: conclusions with their days, warnings, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import clingo

from dedere import dates
from dedere.answers.currency import Keeping
from dedere.answers.solution import Held, Solution, effective
from dedere.asking.query import answer_id
from dedere.corpus.sentences import from_memory
from dedere.engine import School
from dedere.schema.answer import Conclusion, Proof, Provenance
from dedere.schema.base import Model
from dedere.terms.values import Atom, quote, split
from dedere.version import __version__


class Builder:
    """Puts what was found into the form of an answer; one for each kind of answer has its own `answer`."""

    def __init__(self, found: Solution, asked: Model, school: School | None, said: Sequence[str] = ()) -> None:
        self.found = found
        self.asked = asked
        self.school = school
        self.corpus = found.engine.corpus
        self.phrases = found.engine.reasoner.phrases.calling(found.supposed)
        self._said = tuple(said)
        """What is to be said of the place that was named."""

    def _place(self, held: Held) -> dict[str, Any]:
        rule = self.corpus.rules[held.rule]
        atom = effective(held.norm, held.rule, held.days[0])
        sentence = self.found.world_with(atom).sentence(
            str(Atom("applicable", (held.norm, quote(held.rule), held.days[0])))
        )
        return {
            "first_day": dates.as_date(held.first),
            "last_day": dates.as_date(held.last),
            "standing": held.standing,
            "schools": held.schools,
            "regime": rule.regime or "general",
            "rule": held.rule,
            "authority": "; ".join(self.phrases.authority(held.rule)),
            "sentence": sentence,
        }

    def _conclusion(self, held: Held) -> Conclusion:
        kind, args = split(held.norm)
        bearer, act, object_, toward = map(self.phrases.code, args, self.phrases.types_of(args[1]))
        parts: dict[str, Any] = {"kind": kind, "bearer": bearer, "act": act, "object": object_, "toward": toward}
        return Conclusion(**parts, **self._place(held))

    def _seen(self) -> list[str]:
        """From where the record was looked at: the place that was named, and the day whose knowledge counts."""
        # What a caution says in passing is not said by itself.
        told = [it for it in self._said if not any(it in more for more in self._doubts)]
        day, later = self.found.known.day, self.found.known.later
        if day is not None:
            told.append(
                f"this rests on what was known on {dates.words(day)}; "
                f"{len(later)} fact{'' if len(later) == 1 else 's'} about the case became known later"
            )
        return told

    @cached_property
    def _doubts(self) -> list[str]:
        """What is in doubt; of what is so on some positions alone that is said, unless it is what they differ on."""
        alike = {str(it.atom.args[0]) for it in self.corpus.by_predicate.get("of_every_view", ())}
        always = self.found.beyond_doubt
        told: dict[str, bool] = {}
        for atom in self.found.doubts:
            sentence = self.found.world_with(atom).sentence(atom)
            plain = atom in always or str(split(atom)[1][0]).partition("(")[0] in alike
            told[sentence] = told.get(sentence, False) or plain
        return [it if plain else f"on some positions, {it}" for it, plain in told.items()]

    def _remembered(self, proofs: Iterable[Proof]) -> list[str]:
        recalled = dict.fromkeys(it.sentence for it in walk(proofs) if it.kind == "fact" and it.confidence == "recall")
        return list(map(from_memory, recalled))

    def _kept(
        self, carrying: Iterable[Proof], others: Iterable[Proof] = (), beside: Iterable[Proof] = ()
    ) -> tuple[int | None, list[str]]:
        """The earliest day that bears on what is told, and a warning where the stay goes past such days."""
        keeping = Keeping(self.corpus, self.phrases)
        told = [list(it) for it in (carrying, others, beside)]
        elsewhere = proved(proof for each in told for proof in each)
        resting, *more = (whole(it, elsewhere) for it in told)
        known, stale = keeping.told(resting, *more, last=self.found.last)
        return (known if known is None else min(known, self.found.known.day or known)), stale

    def _provenance(self, contract: str) -> Provenance:
        return Provenance(
            id=answer_id(contract, self.corpus, self.asked, self.school),
            dedere=__version__,
            clingo=clingo.__version__,
            rules=self.corpus.rules_fingerprint,
            facts=self.corpus.facts_fingerprint,
        )


def walk(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """All steps of some proofs, each before those it rests on."""
    left = list(proofs)[::-1]
    while left:
        step = left.pop()
        yield step
        left += step.children[::-1]


def proved(proofs: Iterable[Proof]) -> dict[str, Proof]:
    """The steps of some proofs that are proved in them, by their atoms."""
    return {it.atom: it for it in walk(proofs) if it.atom and not it.ref}


def whole(proofs: Iterable[Proof], elsewhere: Mapping[str, Proof]) -> Iterator[Proof]:
    """All steps of some proofs, also below what is proved `elsewhere` in the same answer; each step once."""
    seen: set[int] = set()
    left = list(proofs)[::-1]
    while left:
        step = left.pop()
        step = elsewhere.get(step.atom or "", step) if step.ref else step
        if id(step) not in seen:
            seen.add(id(step))
            yield step
            left += step.children[::-1]
