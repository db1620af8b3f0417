"""Tries mutants on cases and random worlds, many pairs of a mutant and a case in one ground program.

Grounding the law costs most, so it is done for many at once (see `dedere.solving.cases`): each pair is a case of its
own there, in which its clause stands as the mutant has it. A mutant is tried only where it can matter: where, as the
rules are, its clause concludes something that the mutant does not, or the other way round. What is concluded is held
against what the case expects; only where that says nothing, and the case is about more than conclusions, is it run with
all its reasons.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Any, Literal, NamedTuple

import clingo
from hypothesis import HealthCheck, Phase, given, settings

import second_opinion
import strategies
import worlds
from bench import conditioned, steps
from dedere.asking.query import Posed, Query
from dedere.cases.differences import differences
from dedere.cases.files import Example, Expected
from dedere.cases.probes import ALONE, FIRED
from dedere.cases.run import run_all
from dedere.cases.together import ALSO, Concluded, facts_of, halving
from dedere.cases.told import Told, asked
from dedere.corpus.corpus import Corpus
from dedere.corpus.packing import line
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language import syntax
from dedere.language.records import Clause
from dedere.program.heads import fixed
from dedere.schema.answer import Verdict
from dedere.solving.cases import Cases, Rewriter, dependent
from dedere.terms.values import Atom, split
from kin import Kin
from slips import NEXT, Mutant

PAIRS = 60
"""Pairs that are tried in one program."""

PROGRAMS = 5
"""At least so many programs are filled in a round, as long as there is something to fill them with."""

HELD = frozenset({"verdict", "conclusions", "conclusions_not", "holds", "holds_not"})
"""The keys for which no reasons are needed."""

MOST_NEAR = 8
"""Cases about the rule of a mutant on which it is tried before anything else is found out."""

MOST_TRIED = 80
"""Trials of a mutant, those that are about its rule first: what so many do not notice is taken to be alive."""

MOST_READ = 20
"""Cases that are run with all their reasons for one mutant."""

_ON, _OFF, _TRIES, _CHANGES, _LIVE = "_on", "_off", "_tries", "_changes", "_live"
"""What stands beside the law in a pair: a mutant that is on, a clause that is off; of which it is asked; if it is."""

IDS = re.compile(r"\b[A-Z0-9]+(?:-[A-Z0-9]+)*\b")


class Trial:
    """A question to which mutants may give another answer: that of a case, or of a random world."""

    def __init__(self, what: Example | worlds.World | Kin, query: Posed, more: Iterable[Atom] = ()) -> None:
        self.what = what
        self._more = [f"{it}." for it in more]
        self.query = query
        self.positions: Mapping[str, str] = dict(query.school.positions) if query.school else {}
        self.base: Concluded | None = None
        """What is concluded as the rules are."""
        keys = what.expect.model_fields_set if isinstance(what, Example) else frozenset()
        self.read = bool(keys - HELD)
        """Whether it is about more than conclusions."""
        held = {it: getattr(what.expect, it) for it in keys & HELD} if isinstance(what, Example) else {}
        self.held = Expected(**held)
        """What it expects of conclusions."""

    @property
    def name(self) -> str:
        """The name of the case, or the world in short."""
        if isinstance(self.what, worlds.World):
            return f"a random world: {self.what.case.presence}"
        return self.what.name

    @cached_property
    def facts(self) -> list[str]:
        """The facts that the question is answered from."""
        return [*facts_of(self.query), *self._more]

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The days that follow one another, as far as a mutant can ask for them."""
        return tuple(steps(self.facts, self.days).split())

    @cached_property
    def about(self) -> frozenset[str]:
        """The rules that it is about: that of which it is a case, and those that its name names."""
        case = self.what.case if isinstance(self.what, Kin) else self.what
        if not isinstance(case, Example):
            return frozenset()
        return frozenset({case.rule or "", *IDS.findall(case.name)})

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day of the stay."""
        return self.query.first, self.query.last


def trials_of(cases: Iterable[Example], engine: Engine) -> Iterator[Trial]:
    """The questions of cases; one that is refused is none, and one that may fail tells nothing."""
    for case in cases:
        if case.confidence == "recall":
            continue
        try:
            yield Trial(case, asked(case, engine))
        except DedereError:
            continue


@cache
def random_worlds(count: int, engine: Engine) -> Sequence[Trial]:
    """The questions of worlds of which the second opinion has one, the same every time."""
    found: list[worlds.World] = []
    if not count:
        return ()

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    @given(strategies.worlds())
    def gather(world: worlds.World) -> None:
        found.append(world)

    gather()
    declared, _ = engine.leading
    return [
        Trial(it, Posed(engine, declared, worlds.slots(it.case), it.case.first, it.case.last, tuple(it.facts)))
        for it in found
    ]


# -------------------------------------------------------------------------------------------------- where it can matter


class Probe(NamedTuple):
    """Rules that tell whether a mutant concludes something that its clause does not, or the other way round."""

    texts: tuple[str, ...]
    needs: frozenset[str]
    """Predicates without an atom of which that is never so."""


def probe(mutant: Mutant, number: int) -> Probe:
    """The rules that conclude `_fired(number)` where what a mutant concludes is not what its clause does.

    They conclude `_alone(number,0)` where it concludes anything at all, or its clause does where it is left out.
    """
    clause = mutant.clause
    own = "; ".join(it.text for it in clause.body)
    needs = frozenset(it.name for at, it in enumerate(clause.body) if it.kind == "positive" and at != mutant.at)
    told, read = f"{FIRED}({number})", f"{ALONE}({number},0)"
    head, _, body = mutant.text[:-1].partition(" :- ")
    gained = f"{told} :- {'; '.join(filter(None, (body, f'not {head}')))}."
    lost = f"{told} :- {own}." if own else f"{told}."
    # What is concluded anyway may be told in other words.
    new = body or own
    fires = f"{read} :- {new}." if new else f"{read}."
    if mutant.kind == "omit":
        return Probe((lost, fires), needs)
    if mutant.kind == "drop":
        return Probe((gained, fires), needs)
    if mutant.put and clause.body[mutant.at].kind != "aggregate":
        # What the clause concludes and the mutant does not, it concludes where the new condition does not hold.
        *before, new = mutant.put
        turned = new.removeprefix("not ") if new.startswith("not ") else f"not {new}"
        lost = f"{told} :- {'; '.join((own, *before, turned))}."
    return Probe((gained, lost, fires), needs)


class Touched(NamedTuple):
    """The mutants, by their places, that conclude something else in a trial, and that conclude anything in it."""

    changing: frozenset[int]
    firing: frozenset[int]


# --------------------------------------------------------------------------------------------------------------- pairs


class _Pairs(Cases):
    """Cases of which some may be found to leave the program without an answer, and are then left as the rules are."""

    live: Sequence[int] = ()

    def literals(self, positions: Any) -> list[int]:
        """The assumptions by which positions are taken, and mutants switched on."""
        return [*super().literals(positions), *self.live]

    def contradictory(self, positions: Any) -> frozenset[int]:
        """The pairs that have no answer once their mutants are on; the others stay on."""
        switches = [self._control.literal(f"{_LIVE}({at})") or 0 for at in range(self._count)]
        self.live = ()
        fixed = super().literals(positions)
        found: set[int] = set()
        while (core := self._control.core([*fixed, *switches])) is not None:
            doubted = [it for it in switches if it in core]
            wrong = [it for it in doubted if len(doubted) == 1 or not self._control.can([*fixed, it])]
            if not wrong:
                raise AssertionError("mutants contradict one another, although no case sees another's")
            found.update(wrong)
            switches = [it for it in switches if it not in wrong]
        self.live = switches
        return frozenset(at for at in range(self._count) if self._control.literal(f"{_LIVE}({at})") in found)


class Laboratory:
    """Tries mutants on trials, and keeps what kills each."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._declared, _ = engine.leading
        corpus = engine.corpus
        supposable = {it.name for it in corpus.vocabulary.predicates.values() if it.kind == "fact"}
        beside = {FIRED, ALONE, _ON, _OFF, _TRIES, _CHANGES, _LIVE}
        self._dependent = {*supposable, *corpus.by_predicate, *beside}
        self._rewriter = Rewriter(dependent(corpus, self._declared, self._dependent))
        looked_at = [f"{it}/{len(corpus.vocabulary.predicates[it].arguments)}" for it in self._declared.looked_at]
        self._also = (*ALSO, *looked_at)
        self.fired: dict[Mutant, list[Trial]] = {}
        """The trials in which a mutant that was not killed at once concludes anything, those about its rule first."""

    # ------------------------------------------------------------------------------------------- where it can matter

    def touched(self, trials: Sequence[Trial], found: Sequence[Mutant]) -> list[Touched]:
        """For each trial the mutants that can matter in it, by their places; what is concluded is worked out too.

        A trial that the rules leave without an answer has no `base`.
        """
        probes = [probe(it, number) for number, it in enumerate(found)]
        told: list[Touched] = []
        for at in range(0, len(trials), PAIRS):
            part = trials[at : at + PAIRS]
            told += [
                it or Touched(frozenset(), frozenset()) for it in halving(part, partial(self._touched, probes=probes))
            ]
        return told

    def _touched(self, trials: Sequence[Trial], probes: Sequence[Probe]) -> list[Touched]:
        facts = dict.fromkeys(text for it in trials for text in it.facts)
        law = self._engine.law(facts).splitlines()
        # What is chosen stands in braces, after how many of it.
        there = {text.partition("{ ")[2].partition("(")[0] or text for text in law if "{ " in text.partition(" :- ")[0]}
        there |= {text.partition("(")[0].rstrip(".") for text in (*facts, *law)}
        beside = [text for it in probes if it.needs <= there for text in it.texts]
        cases = Cases(
            self._rewriter,
            self._declared,
            [*law, *beside, _steps_of(trials)],
            (),
            [it.query.given for it in trials],
            [_atoms(it.facts) for it in trials],
            (*self._also, f"{FIRED}/1", f"{ALONE}/2"),
        )
        told = []
        for trial, concluded, atoms in self._read(cases, trials):
            trial.base = concluded
            changing, firing = (
                frozenset(int(split(it)[1][0]) for it in atoms if it.startswith(f"{name}(")) for name in (FIRED, ALONE)
            )
            told.append(Touched(changing, firing))
        return told

    def _read(self, cases: Cases, trials: Sequence[Trial]) -> Iterator[tuple[Trial, Concluded, frozenset[str]]]:
        """What is concluded in each trial of a program, and what else is shown of it."""
        fixed = [it.positions for it in trials]
        possible = cases.possible(fixed)
        certain = cases.certain(fixed) if cases.contested else possible
        for trial, some, sure in zip(trials, possible, certain, strict=True):
            rows = [(it, split(it)) for it in some.beside]
            days = {int(day) for _, (name, (_, *of)) in rows if name in self._declared.looked_at for day in of}
            beside = {it for it, (name, _) in rows if name in ("defeated", "doubt")}
            verdict: Verdict = "obliged" if sure.answered else "contested" if some.answered else "not_obliged"
            looked = sorted(days | {trial.query.first})
            ever = some.effective | beside
            yield trial, Concluded(ever, sure.effective, looked, trial.query.last, verdict, {}), some.beside

    # ------------------------------------------------------------------------------------------------------- killing

    def killers(self, found: Sequence[Mutant], trials: Sequence[Trial]) -> dict[Mutant, str]:
        """What kills each of some mutants that something kills.

        Most are killed by the first cases about their rule. Of the others it is found out where they can matter.
        """
        order = sorted(trials, key=lambda it: (it.read, hashlib.sha256(it.name.encode()).digest()))
        near: dict[str, list[Trial]] = {}
        for trial in order:
            for rule in trial.about if trial.held.model_fields_set else ():
                near.setdefault(rule, []).append(trial)
        killers, _ = self._rounds({it: near.get(it.clause.rule_id, [])[:MOST_NEAR] for it in found})
        rest = [it for it in found if it not in killers]
        where: dict[Mutant, list[Trial]] = {it: [] for it in rest}
        reading: dict[Mutant, list[Trial]] = {it: [] for it in rest}
        fired: dict[Mutant, list[Trial]] = {it: [] for it in rest}
        for trial, touched in zip(order, self.touched(order, rest), strict=True):
            for number in touched.changing | touched.firing:
                fired[rest[number]].append(trial)
            if trial.base is not None and not self._different(trial, trial.base):
                for number in touched.changing:
                    where[rest[number]].append(trial)
                for number in touched.firing - touched.changing:
                    if _reads(rest[number], trial):
                        reading[rest[number]].append(trial)
        self.fired = {it: sorted(them, key=partial(_far, it)) for it, them in fired.items()}
        more, later = self._rounds({it: sorted(where[it], key=partial(_far, it))[:MOST_TRIED] for it in rest})
        for mutant in [it for it in rest if it not in more]:
            them = [*later.get(mutant, [])[:MOST_READ], *reading[mutant][:MOST_READ]]
            killer = next((it for it in them if self._fails(mutant, it)), None)
            if killer is not None:
                more[mutant] = killer.name
        return {**killers, **more}

    def _rounds(self, where: Mapping[Mutant, Sequence[Trial]]) -> tuple[dict[Mutant, str], dict[Mutant, list[Trial]]]:
        """What kills mutants, each tried on its trials in turn; of the others those of which reasons may tell more."""
        waiting = {it: deque(them) for it, them in where.items()}
        killers: dict[Mutant, str] = {}
        later: dict[Mutant, list[Trial]] = {}
        while any(waiting.values()):
            for (mutant, trial), fate in self._tried(list(_next_pairs(waiting))):
                if fate == "killed":
                    killers.setdefault(mutant, trial.name)
                    waiting.pop(mutant, None)
                elif trial.read and (fate == "changed" or _reads(mutant, trial)):
                    later.setdefault(mutant, []).append(trial)
        return killers, {it: sorted(them, key=partial(_far, it)) for it, them in later.items() if it not in killers}

    def _tried(self, pairs: Sequence[tuple[Mutant, Trial]]) -> Iterator[tuple[tuple[Mutant, Trial], Fate]]:
        pairs = sorted(pairs, key=lambda it: (it[1].name, it[0].clause.index))
        for at in range(0, len(pairs), PAIRS):
            part = pairs[at : at + PAIRS]
            yield from zip(part, self._all_fates(part), strict=True)

    def _all_fates(self, pairs: Sequence[tuple[Mutant, Trial]]) -> list[Fate]:
        """What becomes of the conclusions of each trial; a mutant by which a day is looked at that is none is killed.

        From such a program no answer can be read, those of the other pairs in it neither, so that they are tried apart.
        """
        try:
            return self._fates(pairs)
        except (RuntimeError, ValueError):
            half = len(pairs) // 2
            return [*self._all_fates(pairs[:half]), *self._all_fates(pairs[half:])] if half else ["killed"]

    def _fates(self, pairs: Sequence[tuple[Mutant, Trial]]) -> list[Fate]:
        """What becomes of the conclusions of each trial with its mutant."""
        fates: list[Fate] = []
        for (mutant, trial), concluded in zip(pairs, self._concluded(pairs), strict=True):
            if concluded is None:
                fates.append("killed")  # The rules contradict one another.
            elif concluded == trial.base:
                fates.append("same")
            else:
                fates.append("killed" if self._different(trial, concluded, mutant) else "changed")
        return fates

    def _concluded(self, pairs: Sequence[tuple[Mutant, Trial]]) -> list[Concluded | None]:
        """What is concluded in each trial with its mutant; None where the rules contradict one another."""
        clauses = {it.clause.index: it.clause for it, _ in pairs}
        numbers = {it: number for number, it in enumerate(dict.fromkeys(it for it, _ in pairs))}
        facts = dict.fromkeys(text for _, it in pairs for text in it.facts)
        # What a mutant concludes may be there by nothing else.
        heads = [f"{it.head}." for it in clauses.values()]
        law = self._engine.law([*facts, *heads]).splitlines()
        changed = {it.text: index for index, it in clauses.items()}
        lines = [conditioned(it, f"not {_OFF}({changed[it]})") if it in changed else it for it in law]
        lines += [conditioned(it.text, f"{_ON}({number})") for it, number in numbers.items() if it.text]
        lines += [f"{_ON}({number}) :- {_TRIES}({number}); {_LIVE}." for number in numbers.values()]
        lines += [f"{_OFF}({index}) :- {_CHANGES}({index}); {_LIVE}." for index in clauses]
        lines += [f"{{ {_LIVE} }}.", _steps_of([it for _, it in pairs])]
        own = [
            [*_atoms(trial.facts), Atom(_TRIES, (numbers[it],)), Atom(_CHANGES, (it.clause.index,))]
            for it, trial in pairs
        ]
        trials = [it for _, it in pairs]
        given = [it.query.given for it in trials]
        cases = _Pairs(self._rewriter_of(clauses.values()), self._declared, lines, (), given, own, self._also)
        wrong = cases.contradictory([it.positions for it in trials])
        read = self._read(cases, trials)
        return [None if at in wrong else concluded for at, (_, concluded, _) in enumerate(read)]

    def _rewriter_of(self, clauses: Iterable[Clause]) -> Rewriter:
        """Gives every clause that is changed in one pair only its case, also where it rests on nothing that differs."""
        heads = {it.head_name for it in clauses}
        if heads <= self._rewriter.names:
            return self._rewriter
        return Rewriter(dependent(self._engine.corpus, self._declared, self._dependent | heads))

    def _different(self, trial: Trial, concluded: Concluded, mutant: Mutant | None = None) -> bool:
        """Whether what is concluded is not as it is to be, as far as no reasons are needed to tell."""
        if isinstance(trial.what, worlds.World):
            return mutant is not None and self._opposed(trial.what, trial, mutant)
        if not trial.held.model_fields_set or not isinstance(trial.query, Query):
            return False
        try:
            return bool(differences(trial.held, Told(trial.query, concluded, reasoned=False)))
        except ValueError:  # A day that is none.
            return True

    def _opposed(self, world: worlds.World, trial: Trial, mutant: Mutant) -> bool:
        """Whether the second opinion has another answer to a random world than the law with a mutant."""
        law = _Lawbook(self._engine, mutant, trial.days).law(trial.facts)
        control = clingo.Control(["--warn=none", "2000"], logger=lambda _code, _text: None)
        control.add("base", [], "\n".join([law, *trial.facts, "#show effective/3. #show adopt/2."]))
        control.ground([("base", [])])
        with control.solve(yield_=True) as handle:
            answers = [frozenset(map(str, model.symbols(shown=True))) for model in handle]
        law_facts = [fact.atom for fact in self._engine.corpus.facts if fact.law]
        opinion = second_opinion.opinions(second_opinion.Facts([*law_facts, *world.facts]), world.case)
        return not answers or worlds.verdicts(worlds.answering(world), answers) != opinion

    def _fails(self, mutant: Mutant, trial: Trial) -> bool:
        """Whether a case fails, run with all its reasons."""
        assert isinstance(trial.what, Example)
        try:
            (outcome,) = run_all([trial.what], mutated(self._engine, mutant, trial.days), validated=True)
        except (
            Exception
        ):  # A rule that makes no sense may well have no reasons; that a day has a next one has none ever.
            return NEXT not in mutant.text
        return outcome.status == "failed"


Fate = Literal["killed", "changed", "same"]
"""What becomes of what is concluded: it is not as expected, or other than before, or the same."""


def _next_pairs(waiting: Mapping[Mutant, deque[Trial]]) -> Iterator[tuple[Mutant, Trial]]:
    """The next trials of each mutant: one, or as many as fill some programs where few mutants are left."""
    left = [it for it in waiting if waiting[it]]
    each = max(1, PROGRAMS * PAIRS // max(1, len(left)))
    for it in left:
        for _ in range(min(each, len(waiting[it]))):
            yield it, waiting[it].popleft()


def _far(mutant: Mutant, trial: Trial) -> bool:
    """Whether a trial is not about the rule of a mutant."""
    return mutant.clause.rule_id not in trial.about


def _reads(mutant: Mutant, trial: Trial) -> bool:
    """Whether a case that is about the rule may read another sentence, although the same is concluded."""
    expect = trial.what.expect if isinstance(trial.what, Example) else Expected()
    told = expect.says or expect.says_not or expect.assumptions or expect.warnings or expect.why
    return bool(told) and mutant.clause.rule_id in trial.about


def _atoms(facts: Iterable[str]) -> list[Atom]:
    return list(map(_atom, facts))


@cache  # Most facts are of the record, and come back with every trial.
def _atom(fact: str) -> Atom:
    return Atom(*split(fact[:-1]))


def _steps_of(trials: Iterable[Trial]) -> str:
    return " ".join(dict.fromkeys(it for trial in trials for it in trial.steps))


# ---------------------------------------------------------------------------------------------------- the law, changed


class _Lawbook:
    """The law with one clause changed."""

    def __init__(self, engine: Engine, mutant: Mutant, stay: tuple[int, int]) -> None:
        self._law = engine.law
        self._mutant = mutant
        self._stay = stay

    def law(self, facts: Iterable[str], part: str | None = None) -> str:
        facts = list(facts)
        old, new = self._mutant.clause, self._mutant.text
        # What a mutant concludes may be there by nothing else.
        lines = [it for it in self._law([*facts, f"{old.head}."], part).split("\n") if it != old.text]
        lines.append(new)
        if NEXT in new:
            lines.append(steps(facts, self._stay))
        return "\n".join(lines)


class _Mutated(Engine):
    """An engine with one clause changed: what is kept of the other that does not depend on clauses is kept of it."""

    def __init__(self, engine: Engine, corpus: Corpus, lawbook: _Lawbook) -> None:
        super().__init__(corpus)
        self._other = engine
        self._slicers = engine._slicers
        self._directories = engine._directories
        self.__dict__.update(_lawbook=lawbook, schools=engine.schools)

    def __hash__(self) -> int:
        return hash(self._other)

    def __eq__(self, other: object) -> bool:
        return other is self._other or other is self


def mutated(engine: Engine, mutant: Mutant, stay: tuple[int, int]) -> Engine:
    """An engine with one clause changed, without reading the files again, for a question of so many days."""
    old = mutant.clause
    corpus = copy.copy(engine.corpus)
    heads = {name: engine.corpus.by_head[name] for name in engine.corpus.by_head}
    others = tuple(it for it in heads[old.head_name] if it.index != old.index)
    new: tuple[Clause, ...] = ()
    if mutant.text:
        read = syntax.parse(old.file, mutant.text)
        new = tuple(
            Clause(
                **{
                    **{name: getattr(it.clause, name) for name in it.clause.__slots__},
                    **{name: getattr(old, name) for name in ("index", "rule_id", "line", "says", "variable_types")},
                }
            )
            for it in read
            if isinstance(it, syntax.ClauseStatement)
        )
    heads[old.head_name] = (*others, *new)
    corpus.__dict__["by_head"] = heads
    corpus.__dict__["_clauses"] = {**engine.corpus._clauses, **{it.index: it for it in new}}
    concluding = {**corpus.index("concluding"), old.head_name: line(fixed(heads[old.head_name]))}
    corpus.__dict__["_parts"] = {**corpus._parts, "concluding": concluding}
    return _Mutated(engine, corpus, _Lawbook(engine, mutant, stay))
