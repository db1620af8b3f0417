"""Whether changes to the record contradict it: the checks that only fail with them, and the least that mends that.

Only the facts are checked that speak of the same entities as the changes, or of none that there are many of. What such
a part of the record fails without the changes is not held against them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dedere.checks.record import SWITCH, VIOLATION, Checking, needed_for
from dedere.engine import Engine
from dedere.language.records import Fact
from dedere.program.clauses import Firing, waits_for
from dedere.program.facts import read_by
from dedere.schema.checks import CheckFinding
from dedere.solving.conclusions import concluded_each
from dedere.terms.values import Atom, Value, split

MANY = 100
"""A type with so many entities is one whose facts matter only for those that the changes name."""

MOST_TRIED = 20
"""How many facts of one's own are left out in turn to find the one that mends a fault."""

Violation = tuple[Value, Value, Value]
"""The id of a check, the fact at fault, and what it contradicts."""


class Contradiction(NamedTuple):
    """A check that fails, and the facts whose withdrawal, or whose not being supposed, mends all that fails."""

    finding: CheckFinding
    withdraw: tuple[Atom, ...]
    unsuppose: tuple[Atom, ...]
    laid_over: bool = False
    """Whether it is between the record and facts laid over it, and not between the record and what is supposed."""
    more: int = 0
    """How many more facts of the kind contradict the same fact, by the same check."""

    @property
    def sentence(self) -> str:
        """What is wrong and what would mend it, in words."""
        who = (
            "the facts laid over the record contradict it"
            if self.laid_over
            else "the suppositions contradict the record"
        )
        said = f"{who} ({self.finding.check}): {self.finding.sentence}"
        if self.more:
            said += f", and {self.more} more of the kind"
        if self.finding.against_at:
            said += f" (`{self.finding.fact}` and `{self.finding.against}`)"
        if self.withdraw:
            return f"{said}; to mend it, withdraw {_listed(self.withdraw)} too"
        if self.unsuppose and self.laid_over:
            return f"{said}; to mend it, leave out {_listed(self.unsuppose)}"
        if self.unsuppose:
            return f"{said}; to mend it, do not suppose {_listed(self.unsuppose)}"
        return f"{said}; {self.finding.hint}" if self.finding.hint else said


def _listed(atoms: Iterable[Atom]) -> str:
    return " and ".join(f"`{atom}`" for atom in atoms)


Changes = tuple[Sequence[Atom], Sequence[Atom]]
"""Facts that are added to the record, and facts that are left out of it."""


def contradictions(engine: Engine, supposed: Sequence[Atom], withdrawn: Sequence[Atom]) -> list[Contradiction]:
    """The checks that fail with these changes and not without them."""
    return list(_found(engine, tuple(supposed), tuple(withdrawn))) if supposed or withdrawn else []


# An answer tells of them, and so does what compares it with the answer before.
@lru_cache(maxsize=16)
def _found(engine: Engine, supposed: tuple[Atom, ...], withdrawn: tuple[Atom, ...]) -> tuple[Contradiction, ...]:
    checks = local(engine)
    (new,) = checks.new([(supposed, withdrawn)])
    if not new:
        return ()
    withdraw, unsuppose = _mended(engine, checks, new, supposed, withdrawn)
    return tuple(
        Contradiction(checks.checking.finding(*first, supposed), withdraw, unsuppose, more=len(others))
        for first, *others in _by_kind(new)
    )


def _by_kind(new: Iterable[Violation]) -> list[list[Violation]]:
    """What fails by one check on facts of one predicate against one fact, each together, the earliest first."""
    kinds: dict[tuple[Value, str, Value], list[Violation]] = {}
    for row in sorted(new, key=lambda row: (_day(row[1]), str(row))):
        check, fact, against = row
        kinds.setdefault((check, split(fact)[0], against), []).append(row)
    return sorted(kinds.values(), key=lambda rows: str(rows[0]))


def _day(fact: Value) -> int:
    """The first day that a fact names; 0 where it names none."""
    return next((int(it) for it in split(fact)[1] if re.fullmatch(r"\d{8}", str(it))), 0)


def laid_over(engine: Engine, named: Collection[Value]) -> list[Contradiction]:
    """The checks that fail because of facts laid over the record, of those that speak of what is named."""
    own = sorted((fact.atom for fact in engine.corpus.laid_over), key=str)
    near = dict.fromkeys(it for it in own if not set(it.args).isdisjoint(named))
    if not near:
        return []
    checks = local(engine)
    around = set(checks.around(list(near)))
    own = [it for it in own if it in around or it in near]
    (new,) = checks.new([(own, ())], own)
    if not new:
        return []
    # What mends a fault is named in it; to leave out every fact of a long table in turn would take hours.
    told = {Atom(*split(term)) for row in new for term in row[1:]}
    tried = [it for it in own if it in told and not checks.names(it)][:MOST_TRIED]
    without: list[Changes] = [([it for it in own if it != fact], ()) for fact in tried]
    mends = (fact for fact, left in zip(tried, checks.new(without, own), strict=True) if not left)
    mend = next(mends, None)
    unsuppose = () if mend is None else (mend,)
    return [Contradiction(checks.checking.finding(*row), (), unsuppose, True) for row in sorted(new, key=str)]


def contradictory(engine: Engine, changes: Sequence[Changes]) -> list[bool]:
    """Whether some check fails with each of these changes and not without them."""
    return [bool(new) for new in local(engine).new(changes)] if changes else []


def _mended(
    engine: Engine, checks: Local, new: frozenset[Violation], supposed: Sequence[Atom], withdrawn: Sequence[Atom]
) -> tuple[tuple[Atom, ...], tuple[Atom, ...]]:
    """The one fact of the record, or else the one supposition, without which nothing new fails.

    That there is a person or a State at all is none: without it nothing is left to ask about.
    """
    named = [Atom(*split(term)) for row in sorted(new, key=str) for term in row[1:]]
    record = [it for it in dict.fromkeys(named) if it in engine.corpus.by_atom and it not in supposed]
    record = [it for it in record if not checks.names(it)]
    own = [it for it in supposed if not checks.names(it)]
    without: list[Changes] = [(supposed, (*withdrawn, fact)) for fact in record]
    without += [([it for it in supposed if it != fact], withdrawn) for fact in own]
    for at, left in enumerate(checks.new(without)):
        if not left:
            return ((record[at],), ()) if at < len(record) else ((), (own[at - len(record)],))
    return (), ()


@lru_cache(maxsize=4)
def local(engine: Engine) -> Local:
    """The checks of a corpus, made ready once to be run on parts of its facts."""
    return Local(engine)


class Local:
    """The checks of one corpus, run on a part of its facts."""

    def __init__(self, engine: Engine) -> None:
        self.checking = Checking(engine)
        corpus = engine.corpus
        self._vocabulary = corpus.vocabulary
        self._key = corpus.key
        self._naming = corpus.vocabulary.naming_predicates()
        clauses = needed_for(corpus, VIOLATION)
        self._firing = Firing((waits_for(it), it.head_name, it.text) for it in clauses)
        read = read_by(clauses) | {"spans", "same_key"}
        self._many = {
            type_.name
            for type_ in corpus.vocabulary.types.values()
            if sum(len(corpus.by_predicate.get(name, ())) for name in type_.named_by) >= MANY
        }
        self._free: list[Atom] = []
        self._by_entity: dict[Value, list[tuple[Atom, frozenset[Value]]]] = {}
        self._named_with: list[tuple[frozenset[Value], frozenset[Value]]] = []
        """For each fact that gives an entity its name, what else it names, and its entities."""
        checked = corpus.vocabulary.predicates
        for fact in corpus.facts:
            # An interval or a key may be wrong in facts that no rule reads; what belongs to the law is as it is.
            if fact.atom.name not in read and (fact.law or checked[fact.atom.name].kind != "fact"):
                continue
            entities = self._entities(fact.atom)
            if not entities:
                self._free.append(fact.atom)
            others = self._things(fact.atom, 1) if fact.atom.name in self._naming else frozenset()
            if entities and others:
                self._named_with.append((others, entities))
            for entity in entities:
                self._by_entity.setdefault(entity, []).append((fact.atom, entities))

    def names(self, atom: Atom) -> bool:
        """Whether a fact says that there is somebody or something, and how it is called."""
        return atom.name in self._naming

    def _entities(self, atom: Atom) -> frozenset[Value]:
        arguments = self._vocabulary.predicates[atom.name].arguments
        naming = atom.name in self._naming
        return frozenset(
            value
            for place, (argument, value) in enumerate(zip(arguments, atom.args, strict=True))
            if argument.type in self._many or (naming and place == 0)
        )

    def _things(self, atom: Atom, start: int = 0) -> frozenset[Value]:
        """What an atom names of types that have names, whether there are many of them or few."""
        arguments = self._vocabulary.predicates[atom.name].arguments
        types = self._vocabulary.types
        given = list(zip(arguments, atom.args, strict=True))[start:]
        return frozenset(value for it, value in given if it.type in types and types[it.type].named_by)

    def around(self, changed: Sequence[Atom]) -> list[Atom]:
        """The facts of the record that speak only of entities that the changes name, or that those facts name first."""
        named = frozenset(value for atom in changed for value in self._entities(atom))
        near = {
            value
            for entity in named
            for atom, entities in self._by_entity.get(entity, ())
            if atom.name in self._naming
            for value in entities
        }
        # An entity is meant, too, where the changes name all that tells it from others.
        things = frozenset(value for atom in changed for value in self._things(atom))
        near.update(value for others, entities in self._named_with if others <= things for value in entities)
        reach = named | near
        found = dict.fromkeys(self._free)
        for entity in reach:
            found.update((atom, None) for atom, entities in self._by_entity.get(entity, ()) if entities <= reach)
        return list(found)

    def new(self, changes: Sequence[Changes], apart: Collection[Atom] = ()) -> list[frozenset[Violation]]:
        """What the checks find after each of some changes, beyond what they find before all.

        The facts `apart` do not count as the record's, although they stand in it.
        """
        apart = frozenset(apart)
        touched = [atom for added, gone in changes for atom in (*added, *gone)]
        record = [it for it in self.around(touched) if it not in apart]
        offered = dict.fromkeys(atom for added, _ in changes for atom in added)
        facts = list(dict.fromkeys((*record, *offered)))
        removed = {atom for _, gone in changes for atom in gone}
        standing = [it for it in record if it not in removed]
        # What stands in the record and is left out by one change is there with every other, and with none.
        alternatives: list[list[str]] = [[f"{it} :- true" for it in record if it in removed]]
        for added, gone in changes:
            kept = [it for it in record if it in removed and it not in gone]
            alternatives.append([f"{it} :- true" for it in (*kept, *(it for it in added if it not in gone))])
        about = self.about(facts, frozenset(standing))
        present = {atom.name for atom in (*facts, SWITCH)} | {"spans", "same_key"}
        law = "\n".join(self._firing.on(present))
        written = " ".join(f"{atom}." for atom in (*standing, SWITCH))
        found = [
            frozenset(self._row(it) for it in its)
            for its in concluded_each(f"{law}\n{written} {about} true.", VIOLATION, 3, alternatives)
        ]
        noted = self.checking.noted
        return [frozenset(it for it in its - found[0] if it[0] not in noted) for its in found[1:]]

    @staticmethod
    def _row(text: str) -> Violation:
        check, fact, against = split(text)[1]
        return check, fact, against

    def about(self, facts: Sequence[Atom], standing: frozenset[Atom] = frozenset()) -> str:
        """What the checks know of facts as such, each as far as the facts are there."""
        records = [Fact(atom, "", 0, (), "", None, None, None, None, law=False) for atom in facts]
        said = [(it, [Atom(*split(it.args[0]))]) for it in self.checking.spans(records)]
        keyed: dict[tuple[Value, ...], list[Atom]] = {}
        for atom in facts:
            key = self._key(atom)
            # Any of them may be there without the first.
            earlier = [] if key is None else keyed.setdefault(key, [])
            said += [(Atom("same_key", (str(atom), str(other))), [atom, other]) for other in earlier]
            earlier.append(atom)
        rules = []
        for it, of in said:
            needs = ", ".join(str(fact) for fact in of if fact not in standing)
            rules.append(f"{it} :- {needs}." if needs else f"{it}.")
        return " ".join(rules)
