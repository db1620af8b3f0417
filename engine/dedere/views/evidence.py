"""What stands behind sentences: the proofs of whatever holds in a question, and the sources of their facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dedere import dates
from dedere.answers.builder import walk
from dedere.answers.solution import Held, effective, solve
from dedere.asking.query import Query
from dedere.language.records import Fact
from dedere.reporting import phrases
from dedere.reporting.selection import only_asked
from dedere.reporting.tree import citation
from dedere.schema.answer import Conclusion, Proof
from dedere.schema.dossier import Cited, Said
from dedere.terms.values import Value, split

SUPPOSED = "supposed for this question"
"""What stands in the place of the source of a fact that was added to the record for the question."""


class Proved:
    """What holds in a question, each norm with a proof of its own in which nothing is left out for what went before.

    `held` is every norm that holds, `windows` those that answer the question.
    """

    def __init__(self, query: Query) -> None:
        self._found = found = solve(query)
        self.held = tuple(found.held())
        self.windows = tuple(it for it in self.held if found.sought(it.norm))
        self.host = query.question.host
        self.first: date = query.question.first_day

    def why(self, held: Held) -> Proof:
        """The proof of a norm on the first of its days."""
        return self._why(effective(held.norm, held.rule, held.days[0]))

    def of(self, conclusions: Iterable[Conclusion]) -> list[tuple[Conclusion, Held]]:
        """What an assessment of the question says beside the duties, each with the norm that it is made of."""
        return list(zip(conclusions, (it for it in self.held if it not in self.windows), strict=True))

    def saying(self, predicates: Iterable[str]) -> Iterator[Proof]:
        """The proofs of what else is concluded, by the names of its predicates."""
        world = self._found.world(self._found.court_base)
        for name in predicates:
            for row in sorted(world.answer_set.rows(name), key=str):
                yield self._why(f"{name}({','.join(map(str, row))})")

    def _why(self, atom: str) -> Proof:
        world = self._found.world_with(atom)
        world.forget()
        return world.why(atom)


class Evidence:
    """Makes sentences with what stands behind them; each source has the number of its first appearance."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def said(self, proof: Proof, view: str = "") -> Said:
        """A step of a proof."""
        fact = proof.kind == "fact"
        return Said(
            sentence=proof.sentence,
            rule=proof.rule,
            authority=proof.authority,
            sources=tuple(map(self._number, proof.source)) if fact and _seen(proof.confidence) else (),
            confidence=proof.confidence if fact else None,
            supposed=fact and proof.source == (SUPPOSED,),
            view=view,
        )

    def recorded(self, fact: Fact, sentence: str, source: Iterable[str]) -> Said:
        """A fact of the record."""
        cited = tuple(map(self._number, source)) if _seen(fact.confidence) else ()
        return Said(sentence=sentence, sources=cited, confidence=fact.confidence)

    def _number(self, source: str) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The sources, in the order of their numbers."""
        parted = ((number, *citation(source)) for source, number in self._numbers.items())
        return tuple(Cited(number=number, citation=cited, address=address) for number, cited, address in parted)


def _seen(confidence: str | None) -> bool:
    """Whether a source was seen: what rests on memory is told so, and no source stands behind it."""
    return confidence is not None and confidence not in ("", "recall")


def facts(proofs: Iterable[Proof]) -> list[Proof]:
    """The facts that some proofs rest on, those of the question itself left out, each once, by their days."""
    found = {
        it.sentence: it
        for it in walk(proofs)
        if it.kind == "fact" and not it.folded and (it.confidence is not None or it.source == (SUPPOSED,))
    }
    first = {sentence: _days(it)[:1] for sentence, it in found.items()}
    of: dict[Value, int] = {}
    for sentence, it in found.items():
        for day in first[sentence]:
            for thing in _args(it):
                of[thing] = min(day, of.get(thing, day))
    # A fact without a day stands behind the first that is dated and about the same thing.
    return sorted(
        found.values(),
        key=lambda it: (False, first[it.sentence][0], 0) if first[it.sentence] else _behind(it, of),
    )


def _behind(fact: Proof, of: Mapping[Value, int]) -> tuple[bool, int, int]:
    (thing, *_) = (*_args(fact), "")
    return thing not in of, of.get(thing, 0), 1


def _args(fact: Proof) -> tuple[Value, ...]:
    return tuple(split(str(fact.atom))[1])


def _days(fact: Proof) -> list[int]:
    """The days that a fact names, in order."""
    return sorted(it for it in _args(fact) if isinstance(it, int) and dates.valid(it))


def steps(proof: Proof) -> list[Proof]:
    """The steps of a proof that rest on an authority, from the top, without those that only repeat the question."""
    return [it for it in walk([proof]) if it.authority and not it.folded and it.kind != "chosen" and not only_asked(it)]


def unknown(proofs: Iterable[Proof]) -> tuple[str, ...]:
    """What would be otherwise if something were known of which nothing is."""
    told: list[str] = []
    for it in walk(proofs):
        if it.kind == "absent" and not it.folded and not it.children and not phrases.repeats(it.sentence, told, 10**6):
            told.append(it.sentence)
    return tuple(told)
