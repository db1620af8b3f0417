"""What keeps a drawn world sound: what its question asks about, that all is named, and what no check may find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from dedere import dates
from dedere.checks.contradictions import local
from dedere.checks.record import SWITCH, VIOLATION, needed_for
from dedere.engine import Engine
from dedere.language.records import Clause
from dedere.program.clauses import waits_for
from dedere.program.facts import read_by
from dedere.program.question import Declared, fill, slots, slots_of
from dedere.terms.values import Atom, Value, split
from dedere.testing.domain import Domain

Plan = Sequence[tuple[Atom, Mapping[str, Value]]]
"""The facts that a question may add, with the slots that make them so."""


def _closed(question: Declared) -> frozenset[str]:
    """The slots that cannot be left open."""
    return frozenset({*question.needed, *question.presets, *(question.slots.get(it, "") for it in ("first", "after"))})


def planned(engine: Engine, question: Declared, domain: Domain) -> Iterator[tuple[Atom, Mapping[str, Value]]]:
    """The facts that the question may add, with the slots that make them so."""
    days = {"first": domain.calendar.first, "after": dates.next_day(domain.calendar.last), "last": domain.calendar.last}
    fixed: dict[str, Value] = {question.slots[it]: day for it, day in days.items() if it in question.slots}
    for template in question.plan:
        names = slots_of(template)
        values = []
        for slot in names:
            found = (fixed[slot],) if slot in fixed else domain.values(question.type_of(slot))
            type_ = engine.corpus.vocabulary.types.get(question.type_of(slot))
            values.append(found[:1] if type_ is not None and type_.named_by and slot in question.needed else found)
        for row in product(*values):
            given = dict(zip(names, row, strict=True))
            yield Atom(*split(fill(template, given))), given


def asked_of(engine: Engine, question: Declared, plan: Plan) -> Iterator[str]:
    """The facts that the question adds: of those with a slot left to choose one, or none where it may be open."""
    open_ = {slot for slot in question.types if slot not in _closed(question)}
    for template in question.plan:
        atoms = [atom for atom, _ in plan if slots(template, atom) is not None]
        if atoms:
            least = 0 if open_ & set(slots_of(template)) else 1
            yield f"{least} {{ {'; '.join(map(str, atoms))} }} 1."
    area, host = question.slots.get("area", ""), question.slots.get("host", "")
    hosts = [given[host] for _, given in plan if host in given]
    for fact in engine.corpus.by_predicate.get("host_given_as", ()):
        of, _, leads = map(str, fact.atom.args)
        for atom, given in plan if of == question.id and hosts else ():
            if area in given:
                yield f":- {atom}, not {leads}({given[area]},{hosts[0]})."


def named(engine: Engine, domain: Domain, candidates: Sequence[Atom]) -> Iterator[str]:
    """What is made up has to be named, if anything speaks of it."""
    naming = sorted(engine.corpus.vocabulary.naming_predicates())
    made_up = {it: name for name in naming for it in domain.invented(name)}
    for it in candidates:
        if it.name in naming:
            yield f"_named({it.args[0]}) :- {it}."
    for it in candidates:
        ids = [arg for at, arg in enumerate(it.args) if arg in made_up and not (at == 0 and it.name in naming)]
        for id_ in dict.fromkeys(ids):
            yield f":- {it}, not _named({id_})."


@lru_cache(maxsize=4)
def _lacking(engine: Engine) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Of each check that something is lacking: what it looks at, and the facts by which it would not be lacking."""
    corpus, found = engine.corpus, []
    noted = local(engine).checking.noted
    for clause in corpus.by_head.get(VIOLATION, ()):
        if clause.head_args[0] not in noted:
            without = [it.name for it in clause.body if it.kind == "negative"]
            below = {it for name in without for it in read_by(needed_for(corpus, name)) | {name}}
            found.append((waits_for(clause) - {SWITCH.name}, frozenset(below)))
    return tuple(found)


def wanted_beside(engine: Engine, names: Iterable[str], among: Iterable[str]) -> list[str]:
    """The predicates whose facts the checks want beside facts of some predicates, as far as a world may have them."""
    there, found = set(names), list(names)
    while True:
        new = {it for seen, below in _lacking(engine) if seen <= there for it in below} - there
        new &= set(among)
        if not new:
            return found
        found += sorted(new)
        there |= new


@lru_cache(maxsize=4)
def reading_conclusions(engine: Engine) -> tuple[Clause, ...]:
    """The clauses of checks that depend on norms: what they find is wrong with the law, and not with a record."""
    corpus, found = engine.corpus, []
    for clause in corpus.by_head.get(VIOLATION, ()):
        names = {it for name in read_by([clause]) for it in (name, *read_by(needed_for(corpus, name)))}
        if names & {"applicable", "effective", "defeated"}:
            found.append(clause)
    return tuple(found)


def unchecked(engine: Engine, candidates: Sequence[Atom]) -> Iterator[str]:
    """That no check of the record finds anything wrong with the facts that are chosen."""
    checking = local(engine)
    yield f"{SWITCH}."
    yield checking.about(candidates)
    yield from (f"_own({it})." for it in candidates)
    noted = checking.checking.noted
    of_law = {it.rule_id for it in reading_conclusions(engine)}
    for it in sorted({it.rule_id for it in engine.corpus.by_head.get(VIOLATION, ())} - of_law):
        if f'"{it}"' not in noted:
            yield f':- {VIOLATION}("{it}",F,A), _own(F). :- {VIOLATION}("{it}",F,A), _own(A).'
