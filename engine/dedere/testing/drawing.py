"""Worlds drawn by clingo: facts as choices, the checks of the pack as constraints, and one clause that must fire.

A world that is drawn blindly rarely makes a rule fire. Here a clause is the goal: only the clauses that it can depend
on are grounded, over a small domain, and clingo chooses facts with which it fires and which no check refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from random import Random

from dedere.checks.contradictions import local
from dedere.checks.record import SWITCH, VIOLATION, needed_for
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine
from dedere.errors import Unanswered
from dedere.language.records import Clause
from dedere.program.clauses import Firing, reach, waits_for
from dedere.program.facts import read_by
from dedere.program.question import Declared, laid_elsewhere
from dedere.solving.drawing import Drawing
from dedere.terms.values import Atom, Value
from dedere.testing.cones import Cones, cones, facts_in
from dedere.testing.constraints import asked_of, named, planned, unchecked, wanted_beside
from dedere.testing.domain import Domain, calendar, supposable
from dedere.testing.world import World

GOALS = ("applicable", "defeated", "doubt", "at_issue")
"""What a clause concludes that can be the goal of a world."""

_GOAL = "_goal"
_MOST_NEEDED = (30, 60)
"""Facts of one predicate that the goal can depend on, among which clingo chooses: soon in a small domain, among more in
a large one."""
_MOST_WANTED = 16
"""Facts of a predicate that a check wants beside others."""
_MOST_BESIDE = 4
"""Facts of another predicate."""
_FIRST, _MORE = (0, 0, 1, 2), (1, 2, 4, 8)
"""Facts that are to be there beside what the goal needs: in the first world of a source, and in the next ones, which
would be much the same without."""
_OTHERS = 8
"""Predicates on which the goal does not depend, of which there may be facts."""


def goals(engine: Engine, question: Declared) -> tuple[Clause, ...]:
    """The clauses that can be made to fire: those that conclude a norm, a defeat or a doubt in answer to a question."""
    reached, ways = reach(engine.corpus, question.id), _cones(engine, question)
    clauses = engine.corpus.clauses
    return tuple(it for it in clauses if it.head_name in GOALS and it.index in reached and ways.can_fire(it))


def _cones(engine: Engine, question: Declared) -> Cones:
    laid = laid_elsewhere(engine.corpus, question)
    there = {*supposable(engine.corpus, question), *engine.corpus.by_predicate, *question.planned}
    return cones(engine, question.id, frozenset(there - laid))


class Source:
    """A ground program from which worlds are drawn in which one clause fires; all of it follows from the seed."""

    def __init__(
        self,
        engine: Engine,
        question: Declared,
        goal: Clause,
        seed: int,
        *others: Clause,
        backwards: bool = False,
        law: Callable[[Sequence[str]], Sequence[str]] = list,
    ) -> None:
        """`others` are what the goal may rest on too, and the first is to fire beside it where that can be: what is
        inconsistent is so between two. Where it is to fire in an order of ids that the first of each kind is not in,
        they are given out `backwards`. `law` is given the clauses of the program, and makes of them what it has.
        """
        self._engine, self._question = engine, question
        self._random = random = Random(f"{seed} {goal.index}")  # noqa: S311  # it draws worlds
        corpus = engine.corpus
        supposed = supposable(corpus, question)
        ways = _cones(engine, question)
        goals = [goal, *others]
        cone = list(dict.fromkeys(clause for it in goals for clause in ways.below(it, random)))
        self._calendar = calendar(corpus, cone, random)
        domain = Domain(corpus, cone, self._calendar, random, backwards=backwards)
        self._plan = list(planned(engine, question, domain))
        asked = {value for _, given in self._plan for value in given.values()}
        needed = facts_in(cone, supposed)
        naming = [it for it in sorted(corpus.vocabulary.naming_predicates()) if it in supposed]
        wanted = wanted_beside(engine, [*needed, *naming], supposed)
        rest = [it for it in supposed if it not in wanted]
        beside = random.sample(rest, min(_OTHERS, len(rest)))
        most = random.choice(_MOST_NEEDED)
        candidates = [
            atom
            for it in wanted
            for atom in domain.candidates(supposed[it], most if it in needed else min(most, _MOST_WANTED), asked)
        ]
        candidates += [atom for it in beside for atom in domain.candidates(supposed[it], _MOST_BESIDE, asked)]
        self._candidates = candidates = [it for it in dict.fromkeys(candidates) if not _recorded(corpus, it)]
        record = list(self._record(candidates))
        present = {it.partition("(")[0].rstrip(".") for it in (*record, *map(str, candidates))}
        present |= question.planned | {SWITCH.name, "spans", "same_key"}
        below = [clause for it in goals for clause in _below(engine, question.id, it)]
        below += needed_for(corpus, VIOLATION)
        if not any(it.kind == "choice" for it in cone):
            below = [it for it in below if it.kind != "choice"]  # Whether a position can be taken is to be tried too.
        clauses = Firing((waits_for(it), it.head_name, it.text) for it in dict.fromkeys(below)).on(present)
        aims = [f"{_GOAL}({at}) :- {'; '.join(of.text for of in it.body)}." for at, it in enumerate(goals)]
        program = "\n".join(
            [
                *law([*clauses, *aims]),
                *unchecked(engine, candidates),
                *record,
                *(f"{{ {it} }}." for it in candidates),
                *asked_of(engine, question, self._plan),
                *named(engine, domain, (*candidates, *(it for it, _ in self._plan))),
                f"#show {_GOAL}/1.",
            ]
        )
        chosen = (*candidates, *(it for it, _ in self._plan))
        self._seen: set[tuple[str, ...]] = set()
        self._drawing = Drawing(program, {str(it): random.randint(1, 9) for it in chosen})

    def draw(self) -> World | None:
        """The next world; None where the goal cannot fire in this domain or is not reached within the bounds, and where
        the world was drawn before.
        """
        beside = self._random.choice(_MORE if self._seen else _FIRST)
        try:
            found = self._drawing.draw(self._random, beside, f"{_GOAL}(0)", f"{_GOAL}(1)")
        except Unanswered:
            found = None
        if found is None:
            return None
        if found in self._seen:
            return None
        self._seen.add(found)
        chosen = set(found)
        given: dict[str, Value] = {}
        for atom, values in self._plan:
            if str(atom) in chosen:
                given |= values
        facts = tuple(it for it in self._candidates if str(it) in chosen)
        return World(self._engine, self._question, given, self._calendar.first, self._calendar.last, facts)

    def _record(self, candidates: Sequence[Atom]) -> Iterator[str]:
        """The facts of the record that the question, or a check of the candidates, can depend on."""
        _, slicer = self._engine.question(self._question.id)
        own = {f"{it}." for it in candidates} | {f"{it}." for it, _ in self._plan}
        seen = [it for it in slicer.select((it for it, _ in self._plan), candidates, ()) if it not in own]
        yield from dict.fromkeys((*seen, *(f"{it}." for it in local(self._engine).around(candidates))))


def _recorded(corpus: Corpus, atom: Atom) -> bool:
    """Whether the record says it already, or says otherwise of the same."""
    return atom in corpus.by_atom or corpus.key(atom) in _keys(corpus, atom.name)


@lru_cache(maxsize=1024)
def _keys(corpus: Corpus, predicate: str) -> frozenset[object]:
    """What the facts of a predicate are about, where the rules say how many arguments tell that."""
    keys = (corpus.key(it.atom) for it in corpus.by_predicate.get(predicate, ()))
    return frozenset(it for it in keys if it is not None)


@lru_cache(maxsize=128)
def _below(engine: Engine, question: str, goal: Clause) -> tuple[Clause, ...]:
    """The clauses that a goal can depend on, of those that the question reaches.

    Constraints are left out: a world in which the rules contradict one another is to be drawn, not avoided.
    """
    corpus = engine.corpus
    reached = reach(corpus, question)
    wanted = set(read_by([goal]))
    waiting = [*wanted]
    found: dict[int, Clause] = {}
    while waiting:
        for clause in corpus.by_head.get(waiting.pop(), ()):
            if clause.index in reached and clause.index not in found:
                found[clause.index] = clause
                new = read_by([clause]) - wanted
                wanted |= new
                waiting += new
    return tuple(found[it] for it in sorted(found))
