"""Which rules the cases of case files try: the clauses that fired, the conditions that alone decided, the exceptions.

A clause fired if its conditions all held in some answer set. A condition was decisive if in some answer set all the
other conditions of its clause held and this one did not: then it alone kept the clause from firing. Both are asked of
clingo itself, by a second program that lies beside the rules and changes nothing in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from dedere.asking.query import Query
from dedere.cases.run import Example, asked
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.program.known import Known
from dedere.program.question import declared
from dedere.schema.coverage import ClauseCoverage, ConditionCoverage, Coverage, Kind
from dedere.solving.ground import Grounded
from dedere.terms.patterns import Compound, Sum, Term, Variable, term
from dedere.terms.values import split, text
from dedere.version import __version__

FIRED, ALONE = "_fired", "_alone"
"""What probes conclude: that a clause fired; that a condition alone kept it from that. Both by number."""


class Probe(NamedTuple):
    """A clause with the rules that tell whether it fired and whether a condition alone kept it from that."""

    clause: Clause
    texts: tuple[str, ...]
    asked: frozenset[int]
    """The conditions that are asked about."""


class Covering:
    """Gathers coverage, case by case.

    With `conditions` false only whether each clause fired at all, which is quicker: what has fired is not asked again.
    """

    def __init__(self, engine: Engine, question: str = "assess", *, conditions: bool = True) -> None:
        self._engine = engine
        self._question = question
        self._once = not conditions
        self._probes = {clause.index: probe(clause, conditions) for clause in engine.corpus.clauses}
        self._fired: dict[int, int] = {}
        self._alone: set[tuple[int, int]] = set()
        self._defeated: set[str] = set()
        self._cases = 0

    def add(self, case: Example) -> None:
        """Try what the question of a case tries; a question that is refused tries nothing."""
        try:
            question = asked(case, self._engine)
        except DedereError:
            return
        self._cases += 1
        for atom in self._ever(question):
            name, args = split(atom)
            if name == FIRED:
                self._fired[int(args[0])] = self._fired.get(int(args[0]), 0) + 1
            elif name == ALONE:
                self._alone.add((int(args[0]), int(args[1])))
            elif name == "defeated":
                self._defeated.add(text(args[2]))

    def _ever(self, question: Query) -> Iterable[str]:
        declaration, slicer = self._engine.question(self._question)
        seen = Known(self._engine.corpus, question.known_on).of
        facts = slicer.select(declaration.facts(question.given), question.supposed, question.withdrawn, seen)
        law = self._engine.law(facts)
        # Clauses that the engine leaves out cannot fire, but what they wait for may be the one thing that is missing.
        there = set(law.split("\n")) if self._once else None
        waiting = (
            it
            for it in self._probes.values()
            if there is None or (it.clause.index not in self._fired and it.clause.text in there)
        )
        beside = [line for it in waiting for line in it.texts]
        positions = dict(question.school.positions) if question.school else {}
        shown = f"{FIRED}/1", f"{ALONE}/2", "defeated/4"
        return Grounded("\n".join([law, *beside]), facts, also=shown).ever(positions)

    def result(self) -> Coverage:
        """What has been tried so far."""
        reachable = reach(self._engine.corpus, self._question)
        each = tuple(self._clause(it, it.clause.index in reachable) for it in self._probes.values())
        counted = [it for it in each if it.counted]
        asked_about = [it for clause in counted for it in clause.conditions if it.decisive is not None]
        exceptions = {
            text(it.clause.head_args[2])
            for it in self._probes.values()
            if it.clause.index in reachable and it.clause.head_name == "defeated" and it.clause.head_args[2][:1] == '"'
        }
        return Coverage(
            cases=self._cases,
            clauses=len(counted),
            fired=sum(it.fired > 0 for it in counted),
            conditions=len(asked_about),
            decisive=sum(it.decisive is True for it in asked_about),
            exceptions=len(exceptions),
            defeating=len(exceptions & self._defeated),
            never_defeating=tuple(sorted(exceptions - self._defeated)),
            each=each,
            dedere=__version__,
            rules_fingerprint=self._engine.corpus.rules_fingerprint,
        )

    def _clause(self, probe: Probe, counted: bool) -> ClauseCoverage:
        clause = probe.clause
        return ClauseCoverage(
            rule=clause.rule_id,
            file=clause.file,
            line=clause.line,
            clause=clause.text,
            kind=cast(Kind, clause.kind),
            counted=counted,
            fired=self._fired.get(clause.index, 0),
            conditions=tuple(
                ConditionCoverage(
                    condition=literal.text,
                    decisive=(clause.index, at) in self._alone if at in probe.asked else None,
                )
                for at, literal in enumerate(clause.body)
            ),
        )


def reach(corpus: Corpus, question: str) -> frozenset[int]:
    """The clauses that can fire at all when a question is asked, whatever is supposed."""
    questions = {str(fact.atom.args[0]) for fact in corpus.by_predicate.get("question", ())}
    own = declared(corpus, question).planned
    others = {name for it in questions for name in declared(corpus, it).planned} - own
    present = {
        it.name
        for it in corpus.vocabulary.predicates.values()
        # What only another question lays down, and switches that no question turns on, are never there.
        if it.kind == "fact" and it.name not in others and (it.arguments or it.name in corpus.by_predicate)
    }
    present |= {fact.atom.name for fact in corpus.facts}
    found: set[int] = set()
    while True:
        new = {
            clause.index
            for clause in corpus.clauses
            if clause.index not in found
            and all(it.name in present for it in clause.body if it.kind == "positive" and it.name != clause.head_name)
        }
        if not new:
            return frozenset(found)
        found |= new
        present |= {corpus.clauses[at].head_name for at in new}


# -------------------------------------------------------------------------------------------------------------- probes


def probe(clause: Clause, conditions: bool = True) -> Probe:
    """The rules that tell whether a clause fired, and, with `conditions`, which conditions alone decided."""
    texts = [f"{FIRED}({clause.index}) :- {_joined(clause.body)}."] if clause.body else []
    asked_about: set[int] = set()
    for at, literal in enumerate(clause.body if conditions else ()):
        others = [it for number, it in enumerate(clause.body) if number != at]
        failing = _failing(literal, others)
        if failing is not None:
            texts.append(f"{ALONE}({clause.index},{at}) :- {failing}.")
            asked_about.add(at)
    return Probe(clause, tuple(texts), frozenset(asked_about))


def _joined(literals: Iterable[Condition]) -> str:
    return "; ".join(it.text for it in literals)


def _failing(literal: Condition, others: Sequence[Condition]) -> str | None:
    """Conditions that say: the others hold and this one does not. None where the others cannot be told without it."""
    if literal.kind == "positive":
        # What this condition would have bound is anything; conditions that need it cannot be asked and are left out.
        kept, bound = _told(others)
        if any(not set(it.variables) <= bound for it in kept if it.kind == "positive"):
            return None
        missing = set(literal.variables) - bound
        args = [_masked(term(arg), missing) for arg in literal.args]
        negated = f"not {literal.name}({','.join(args)})" if args else f"not {literal.name}"
        return "; ".join([*(it.text for it in kept), negated])
    if literal.kind == "negative":
        return "; ".join([*(it.text for it in others), literal.text.removeprefix("not ")])
    if not set(literal.variables) - {"_"} <= _bound(others):
        return None  # It gives a variable its value.
    if literal.kind == "comparison":
        return "; ".join([*(it.text for it in others), f"not {literal.text}"])
    return None


def _told(literals: Sequence[Condition]) -> tuple[list[Condition], set[str]]:
    """The conditions that can be told with what these themselves bind, and what they bind."""
    kept = list(literals)
    while True:
        bound = _bound(kept)
        # An aggregate has variables of its own; those it shares with others are bound where it was written.
        lost = [it for it in kept if it.kind in ("negative", "comparison") and not set(it.variables) - {"_"} <= bound]
        if not lost:
            shared = {name for it in kept if it.kind != "aggregate" for name in it.variables}
            outside = {name for it in literals if it not in kept for name in it.variables} - shared
            return [it for it in kept if it.kind != "aggregate" or not outside & set(it.variables)], bound
        kept = [it for it in kept if it not in lost]


def _bound(literals: Iterable[Condition]) -> set[str]:
    """The variables that positive conditions bind, and equations with them."""
    literals = list(literals)
    bound = {name for it in literals if it.kind == "positive" for name in _plain(it)}
    for _ in literals:
        for it in literals:
            if it.kind == "comparison" and it.name == "=" and len(it.args) == 2:
                for one, other in (it.args, it.args[::-1]):
                    pattern = term(one)
                    if isinstance(pattern, Variable) and set(_variables(term(other))) <= bound:
                        bound.add(pattern.name)
    return bound


def _plain(literal: Condition) -> Iterator[str]:
    """The variables that stand in an atom outside arithmetic."""
    for arg in literal.args:
        yield from _variables(term(arg), arithmetic=False)


def _variables(it: Term, *, arithmetic: bool = True) -> Iterator[str]:
    if isinstance(it, Variable):
        yield it.name
    elif isinstance(it, Compound):
        for arg in it.args:
            yield from _variables(arg, arithmetic=arithmetic)
    elif isinstance(it, Sum) and arithmetic:
        yield from _variables(it.left)
        yield from _variables(it.right)


def _masked(it: Term, missing: set[str]) -> str:
    """A term with the given variables standing for anything."""
    if isinstance(it, Variable):
        return "_" if it.name in missing else it.name
    if isinstance(it, Compound):
        return f"{it.name}({','.join(_masked(arg, missing) for arg in it.args)})"
    if isinstance(it, Sum):
        return (
            "_"
            if set(_variables(it)) & missing
            else f"({_masked(it.left, set())}{it.operator}{_masked(it.right, set())})"
        )
    return str(it)
