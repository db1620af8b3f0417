"""Which rules the cases of case files try: the clauses that fired, the conditions that alone decided, the exceptions.

A clause fired if its conditions all held in some answer set. A condition was decisive if in some answer set all the
other conditions of its clause held and this one did not: then it alone kept the clause from firing. Both are asked of
clingo itself, by a second program that lies beside the rules and changes nothing in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import cast

from dedere.asking.query import Query
from dedere.cases.files import Example
from dedere.cases.probes import ALONE, FIRED, Probe, probe
from dedere.cases.told import asked
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.program.clauses import reach
from dedere.program.known import Known
from dedere.schema.coverage import ClauseCoverage, ConditionCoverage, Coverage, Kind
from dedere.solving.ground import Grounded
from dedere.terms.values import split, text
from dedere.version import __version__


class Covering:
    """Gathers coverage, case by case.

    With `conditions` false only whether each clause fired at all, which is quicker: what has fired is not asked again.
    With `files` only the clauses that stand in these are looked at.
    """

    def __init__(
        self,
        engine: Engine,
        question: str = "assess",
        *,
        conditions: bool = True,
        files: Collection[str] | None = None,
    ) -> None:
        self._engine = engine
        self._question = question
        self._once = not conditions
        self._probes = {
            clause.index: probe(clause, conditions)
            for clause in engine.corpus.clauses
            if files is None or clause.file in files
        }
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
        ).making(self._engine)

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
