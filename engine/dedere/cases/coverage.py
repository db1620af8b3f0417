"""Which rules the cases of case files try: the clauses that fired, the conditions that alone decided, the exceptions.

A clause fired if its conditions all held in some answer set. A condition was decisive if in some answer set all the
other conditions of its clause held and this one did not: then it alone kept the clause from firing. Both are asked of
clingo itself, by a second program that lies beside the rules and changes nothing in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import cast

from dedere.asking.query import Query
from dedere.cases.files import Example
from dedere.cases.probes import ALONE, FIRED, Probe, probe
from dedere.cases.together import FEW, TOGETHER, facts_of, grounded, halving, positions
from dedere.cases.told import asked
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.program.clauses import reach
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
        *,
        conditions: bool = True,
        files: Collection[str] | None = None,
    ) -> None:
        self._engine = engine
        self._question = engine.leading[0].id
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

    def add(self, *cases: Example) -> None:
        """Try what the questions of cases try; one that is refused tries nothing."""
        queries = []
        for case in cases:
            try:
                queries.append(asked(case, self._engine))
            except DedereError:
                continue
        # What has fired in one program is not asked again in the next.
        of_one = TOGETHER if len(queries) > FEW else 1
        for at in range(0, len(queries), of_one):
            for found in halving(queries[at : at + of_one], self._ever):
                self._cases += 1
                self._count(found or ())

    def _count(self, atoms: Iterable[str]) -> None:
        for atom in atoms:
            name, args = split(atom)
            if name == FIRED:
                self._fired[int(args[0])] = self._fired.get(int(args[0]), 0) + 1
            elif name == ALONE:
                self._alone.add((int(args[0]), int(args[1])))
            elif name == "defeated":
                self._defeated.add(text(args[2]))

    def _ever(self, queries: Sequence[Query]) -> list[frozenset[str]]:
        """What is tried by each, of one alone without giving the rules their case, which takes a while."""
        shown = f"{FIRED}/1", f"{ALONE}/2", "defeated/4"
        fixed = positions(queries)
        if len(queries) > 1:
            return [it.beside for it in grounded(queries, shown, probes=self._beside).possible(fixed)]
        facts = facts_of(queries[0])
        law = self._engine.law(facts)
        return [Grounded("\n".join([law, *self._beside(law)]), facts, also=shown).ever(fixed[0])]

    def _beside(self, law: str) -> Iterator[str]:
        """The rules that tell what is tried of a law."""
        # Clauses that the engine leaves out cannot fire, but what they wait for may be the one thing that is missing.
        there = set(law.split("\n")) if self._once else None
        for it in self._probes.values():
            if there is None or (it.clause.index not in self._fired and it.clause.text in there):
                yield from it.texts

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
