"""On what an answer rests, in a few words, read off the conclusions; and what the record says of areas.

A duty rests on the authority of a rule that founds it. Where there is none, the status that the rules say accounts for
it (`accounts`) gives the words, or else the authority of a rule that defeats the duty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from dedere.batch.places import Outcome
from dedere.corpus.sentences import Phrasebook
from dedere.engine import Engine
from dedere.program.question import as_pattern, fill, matches
from dedere.program.slicing import Goal, goal
from dedere.terms.values import Value, split, text

UNABLE, DEFEATED = "unable", "defeated"


class Grounds:
    """What the conclusions of many cases rest on, on one day."""

    def __init__(self, engine: Engine, phrases: Phrasebook, day: int) -> None:
        self._engine, self._phrases, self._day = engine, phrases, day
        self._declared, _ = engine.leading
        of = engine.corpus.by_predicate
        asked = self._declared.id
        # What a regime adds says more than what is common, and that stands there from the most general on.
        common = {it.file for it in of.get("question", ()) if it.atom.args[0] == asked}
        accounts = [it for it in reversed(of.get("accounts", ())) if it.atom.args[0] == asked]
        accounts.sort(key=lambda it: it.file in common)
        self._accounts = [str(it.atom.args[1]) for it in accounts]

    @property
    def also(self) -> tuple[str, ...]:
        """The predicates that are read beside the norms."""
        return (f"{UNABLE}/4", f"{DEFEATED}/4")

    @property
    def goals(self) -> list[Goal]:
        """What is read of the law beside what is sought: what accounts for it that there is no duty."""
        defeats = [goal(DEFEATED, [as_pattern(it.pattern)]) for it in self._declared.seeks]
        return [Goal(UNABLE), *defeats, *(Goal("effective", act=it) for it in self._accounts)]

    def of(self, given: Mapping[str, Value], outcome: Outcome) -> tuple[str | None, str]:
        """The rule that an answer rests on, None where none is told, and the ground in a few words."""
        norms = [(split(atom)[1], atom in outcome.certain) for atom in sorted(outcome.possible)]
        for sought in self._declared.seeks:
            pattern = fill(sought.pattern, given)
            founded = [(not certain, text(args[1])) for args, certain in norms if matches(pattern, args[0])]
            if founded:
                return self._by(min(founded)[1])
        host = given[self._declared.slot("host")]
        told = {str(norm[1]): text(args[1]) for args, _ in norms for norm in (split(args[0])[1],) if norm[0] == host}
        for act in self._accounts:
            if act in told:
                return told[act], self._phrases.word(act)
        return self._by(next(self._defeating(given, outcome), None))

    def _defeating(self, given: Mapping[str, Value], outcome: Outcome) -> Iterator[str]:
        """The rules that defeat what was sought, those first that do so whatever position is taken."""
        found = [(atom not in outcome.certain, split(atom)) for atom in sorted(outcome.beside)]
        for sought in self._declared.seeks:
            pattern = fill(sought.pattern, given)
            rows = [(open_, args) for open_, (name, args) in found if name == DEFEATED and matches(pattern, args[0])]
            yield from (text(args[2]) for _, args in sorted(rows, key=lambda it: (it[0], str(it[1]))))

    def _by(self, rule: str | None) -> tuple[str | None, str]:
        authority = self._phrases.authority(rule) if rule is not None else ()
        return rule, authority[0] if authority else ""

    def unable(self, given: Mapping[str, Value], outcome: Outcome) -> bool:
        """Whether the host cannot act in the area that it is asked about."""
        area = given.get(self._declared.slots.get("area", ""))
        rows = (split(it) for it in outcome.beside)
        return area is not None and any(name == UNABLE and args[2] == area for name, args in rows)

    def areas(self) -> dict[str, tuple[str, ...]]:
        """Every area of the record, with what the record says of it on the day, in sentences."""
        ways = [it.atom.args for it in self._engine.corpus.by_predicate.get("host_given_as", ())]
        kinds = [str(kind) for asked, kind, _ in ways if asked == self._declared.id]
        ids = sorted({str(it) for kind in kinds for it in self._engine.corpus.named_as(kind)})
        return {it: self._said_of(it, tuple(kinds)) for it in ids}

    def of_whole(self, host: str) -> tuple[str, ...]:
        """What the record says of a State as a whole where it says something of areas too: that another claims it."""
        return self._said_of(host, (self._declared.type_of(self._declared.slot("host")),))

    def _said_of(self, id_: str, types: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._said.get((id_, types[0]), ())) if types else ()

    @cached_property
    def _said(self) -> dict[tuple[str, str], list[str]]:
        """What the facts say that tell whose an area is and what is with it, by the first of their arguments it is."""
        corpus, vocabulary = self._engine.corpus, self._engine.corpus.vocabulary
        ways = [it.atom.args for it in corpus.by_predicate.get("host_given_as", ())]
        groups = {vocabulary.predicates[str(by)].group for _, _, by in ways if str(by) in vocabulary.predicates}
        kinds = {str(kind) for _, kind, _ in ways}
        host = self._declared.type_of(self._declared.slot("host"))
        said: dict[tuple[str, str], list[str]] = {}
        for name, predicate in vocabulary.predicates.items():
            if predicate.group not in groups or predicate.kind != "fact":
                continue
            types = [it.type for it in predicate.arguments]
            at = next((at for at, it in enumerate(types) if it in kinds), 0)
            if types[at] not in kinds and types[at] != host:
                continue  # what names an area says nothing of it
            for fact in corpus.by_predicate.get(name, ()):
                if self._holds(types, fact.atom.args):
                    said.setdefault((str(fact.atom.args[at]), types[at]), []).append(self._phrases.atom(fact.atom))
        return said

    def _holds(self, types: Sequence[str], args: Sequence[Value]) -> bool:
        """Whether what a fact says holds on the day, as far as it says from when and until when."""
        for type_, value in zip(types, args, strict=True):
            if isinstance(value, int) and type_ in ("since", "date") and self._day < value:
                return False
            if isinstance(value, int) and type_ == "until" and value <= self._day:
                return False
        return True
