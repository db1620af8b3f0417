"""Mutants: every small change of a rule should make some rule test fail.

    python tests/mutants.py                     all mutants; takes long
    python tests/mutants.py --sample 100        as many, chosen evenly
    python tests/mutants.py --only RS-89-1      those of one rule

A mutant is one clause with one thing changed: a condition dropped or negated, a comparison flipped, a bound shifted by
a day, an option swapped, or the clause left out. It is killed by the first case of the case files that no longer is as
expected, or by the first of a fixed set of random worlds in which the second opinion now differs. Survivors are listed
in `mutants_allowed.txt` with the reason why no test can or need tell them apart; others are told, and the run fails.

A mutant is tried only where it can matter: in cases in which its clause fires, or is kept from it by the changed
condition alone (see `dedere.coverage`), and reasons are only worked out where what holds has changed.
"""

from __future__ import annotations

import argparse
import copy
import multiprocessing
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import clingo
from hypothesis import HealthCheck, Phase, given, settings

import examples
import second_opinion
import strategies
import worlds
from dedere import coverage, syntax
from dedere.engine import Engine, default_engine
from dedere.errors import DedereError
from dedere.known import Known
from dedere.records import Clause
from dedere.records import Literal as Condition
from dedere.testing import Example, asked, run
from dedere.values import split

HOME = Path(__file__).parent
ALLOWED = HOME / "mutants_allowed.txt"
MOST_CASES = 40
"""How many cases and worlds a mutant is tried on; those that come nearest to its clause first."""
RANDOM_WORLDS = 150

Kind = Literal["drop", "negate", "flip", "shift", "swap", "omit"]
Held = tuple[frozenset[str], frozenset[str]]
"""What holds or is defeated on some position, and on every one."""


class Mutant(NamedTuple):
    """A clause with one thing changed; `text` is empty where it is left out, `at` the changed condition or -1."""

    clause: Clause
    kind: Kind
    at: int
    text: str

    @property
    def name(self) -> str:
        """What identifies it as long as its clause stays as it is: rule, kind, what was changed, and the clause."""
        changed = self.clause.body[self.at].text if self.at >= 0 else ""
        return f"{self.clause.rule_id} {self.kind} `{changed}` in `{self.clause.text}`"


class Trial(NamedTuple):
    """A program that the engine makes for a case, or for a world."""

    what: Example | worlds.World
    law: str
    facts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the case, or the world in short."""
        return self.what.name if isinstance(self.what, Example) else f"a random world: {self.what.case.presence}"


# ------------------------------------------------------------------------------------------------------------- mutants

_FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}


def mutants(clauses: Iterable[Clause], options: dict[str, list[str]]) -> Iterator[Mutant]:
    """Every mutant that is a legal rule."""
    for clause in clauses:
        if clause.kind == "derive":
            yield Mutant(clause, "omit", -1, "")
            for at, literal in enumerate(clause.body):
                for kind, body in _changed(clause.body, at, literal, options):
                    text = f"{clause.head} :- {'; '.join(body)}."
                    if text != clause.text and _legal(text):
                        yield Mutant(clause, kind, at, text)


def _changed(
    body: Sequence[Condition], at: int, literal: Condition, options: dict[str, list[str]]
) -> Iterator[tuple[Kind, list[str]]]:
    texts = [it.text for it in body]

    def put(kind: Kind, *new: str) -> tuple[Kind, list[str]]:
        return kind, [*texts[:at], *new, *texts[at + 1 :]]

    if len(texts) > 1:
        yield put("drop")
    if literal.kind == "positive":
        yield put("negate", f"not {literal.text}")
        if literal.name == "adopt" and literal.args[0] in options:
            for other in options[literal.args[0]]:
                if other != literal.args[1]:
                    yield put("swap", f"adopt({literal.args[0]},{other})")
    elif literal.kind == "negative":
        yield put("negate", literal.text.removeprefix("not "))
    elif literal.kind == "comparison" and len(literal.args) == 2 and literal.name in _FLIPPED:
        left, right = literal.args
        yield put("flip", f"{left} {_FLIPPED[literal.name]} {right}")
        if literal.name in ("<", "<="):
            yield put("shift", f"{left} {literal.name} {right}+1")
        elif literal.name in (">", ">="):
            yield put("shift", f"{left}+1 {literal.name} {right}")


@cache
def _legal(text: str) -> bool:
    """Whether clingo takes a text for a rule."""
    control = clingo.Control(["--warn=none"], logger=lambda _code, _text: None)
    try:
        control.add("base", [], text)
        control.ground([])
    except RuntimeError:
        return False
    return True


# -------------------------------------------------------------------------------------------------------------- trials


def _trial(engine: Engine, case: Example) -> Trial | None:
    try:
        question = asked(case, engine)
    except DedereError:
        return None
    declaration, slicer = engine.question("assess")
    seen = Known(engine.corpus, question.known_on).of
    facts = slicer.select(declaration.facts(question.given), question.supposed, question.withdrawn, seen)
    return Trial(case, engine.law(facts), tuple(facts))


def _random_worlds(count: int) -> list[worlds.World]:
    """The same worlds every time, of which the second opinion has one."""
    found: list[worlds.World] = []
    if not count:
        return found

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
    return found


class Laboratory:
    """The engine, what is tried, and where each clause matters."""

    def __init__(self, clauses: Sequence[Clause], random_worlds: int = RANDOM_WORLDS) -> None:
        self.engine = default_engine()
        listed = [case for path in examples.files() for case in examples.read(path).cases if case.xfail is None]
        found = [it for it in (_trial(self.engine, case) for case in listed) if it is not None]
        for world in _random_worlds(random_worlds):
            law, _, facts = worlds.program(world, self.engine).rpartition("\n")
            found.append(Trial(world, law, (facts,)))
        self.trials = found
        self.before: dict[int, Held] = {}
        self.verdicts: dict[int, object] = {}
        self.fired: dict[int, list[int]] = {}
        self.alone: dict[tuple[int, int], list[int]] = {}
        self._probes = "\n".join(text for clause in clauses for text in coverage._probe(clause, conditions=True).texts)

    def look(self, number: int) -> tuple[list[int], list[tuple[int, int]]]:
        """The clauses that fire in a trial, and the conditions that alone keep one from it."""
        trial = self.trials[number]
        shown = f"#show {coverage._FIRED}/1. #show {coverage._ALONE}/2."
        found = _solve(f"{trial.law}\n{self._probes}\n{' '.join(trial.facts)}\n{shown}", "brave")
        fired, alone = [], []
        for atom in found:
            name, args = split(atom)
            if name == coverage._FIRED:
                fired.append(int(args[0]))
            else:
                alone.append((int(args[0]), int(args[1])))
        return fired, alone

    def learn(self, number: int, seen: tuple[list[int], list[tuple[int, int]]]) -> None:
        """Keep what was seen in a trial."""
        for index in seen[0]:
            self.fired.setdefault(index, []).append(number)
        for key in seen[1]:
            self.alone.setdefault(key, []).append(number)

    def relevant(self, mutant: Mutant) -> list[int]:
        """The trials in which a mutant can matter, the nearest first."""
        index = mutant.clause.index
        alone = self.alone.get((index, mutant.at), [])
        fired = [it for it in self.fired.get(index, ()) if it not in set(alone)]

        def near(number: int) -> tuple[bool, bool, int]:
            what = self.trials[number].what
            own = isinstance(what, Example) and what.rule == mutant.clause.rule_id
            return not own, not isinstance(what, Example), number

        first, second = (alone, fired) if mutant.kind in ("drop", "negate", "shift") else (fired, alone)
        return [*sorted(first, key=near)[: MOST_CASES // 2], *sorted(second, key=near)[: MOST_CASES // 2]]

    def killed_by(self, mutant: Mutant) -> str | None:
        """The first trial that tells a mutant from its clause; None if it survives."""
        made: Engine | None = None
        for number in self.relevant(mutant):
            trial = self.trials[number]
            if number not in self.before:
                self.before[number] = _held(trial.law, trial.facts)
            law = _with(trial.law, mutant)
            try:
                changed = _held(law, trial.facts) != self.before[number]
            except RuntimeError:
                return f"{trial.name} (it cannot be grounded)"
            if not changed:
                continue
            if isinstance(trial.what, Example):
                made = made or _mutated(self.engine, mutant)
                if _fails(trial.what, made):
                    return trial.name
            elif self._world_differs(number, trial.what, law, trial.facts):
                return trial.name
        return None

    def _world_differs(self, number: int, world: worlds.World, law: str, facts: Iterable[str]) -> bool:
        found = worlds.answering(world)
        if number not in self.verdicts:
            self.verdicts[number] = second_opinion.opinions(
                second_opinion.Facts([*_law_facts(), *world.facts]), world.case
            )
        answers = _answers(f"{law}\n{' '.join(facts)}")
        return not answers or worlds.verdicts(found, answers) != self.verdicts[number]


@cache
def _law_facts() -> tuple[Any, ...]:
    return tuple(fact.atom for fact in default_engine().corpus.facts if fact.law)


def _with(law: str, mutant: Mutant) -> str:
    lines = law.split("\n")
    if mutant.clause.text in lines:
        lines[lines.index(mutant.clause.text)] = mutant.text
    elif mutant.text:
        lines.append(mutant.text)
    return "\n".join(lines)


def _solve(program: str, mode: str) -> frozenset[str]:
    control = clingo.Control(["--warn=none", "0", f"--enum-mode={mode}"], logger=lambda _code, _text: None)
    control.add("base", [], program)
    control.ground([("base", [])])
    found: Any = ()
    with control.solve(yield_=True) as handle:
        for model in handle:
            found = model.symbols(shown=True)
    return frozenset(map(str, found))


def _held(law: str, facts: Iterable[str]) -> Held:
    program = f"{law}\n{' '.join(facts)}\n#show effective/3. #show defeated/4. #show doubt/2."
    return _solve(program, "brave"), _solve(program, "cautious")


def _answers(program: str) -> list[frozenset[str]]:
    control = clingo.Control(["--warn=none", "2000"], logger=lambda _code, _text: None)
    control.add("base", [], f"{program}\n#show effective/3. #show adopt/2.")
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        return [frozenset(map(str, model.symbols(shown=True))) for model in handle]


class _Book:
    """The law with one clause changed."""

    def __init__(self, engine: Engine, mutant: Mutant) -> None:
        self._law = engine.law
        self._mutant = mutant

    def law(self, facts: Iterable[str]) -> str:
        return _with(self._law(list(facts)), self._mutant)


def _mutated(engine: Engine, mutant: Mutant) -> Engine:
    """An engine with one clause changed, without reading the files again."""
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
    made = Engine(corpus)
    made.__dict__["_lawbook"] = _Book(engine, mutant)
    return made


def _fails(case: Example, engine: Engine) -> bool:
    try:
        return run(case, engine).status == "failed"
    except Exception:  # A rule that makes no sense may well have no reasons.
        return True


# ---------------------------------------------------------------------------------------------------------------- runs


def allowed(path: Path = ALLOWED) -> dict[str, str]:
    """The survivors that are explained: a pattern of their names on a line, and above it the reason after `#`."""
    found: dict[str, str] = {}
    reason = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            reason = line[1:].strip()
        elif line.strip():
            found[line.strip()] = reason
    return found


def explained(mutant: Mutant, patterns: Iterable[str]) -> bool:
    """Whether a survivor is explained; `*` in a pattern stands for anything."""
    return any(_pattern(it).fullmatch(mutant.name) for it in patterns)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))))


def chosen(sample: int | None = None, only: str | None = None) -> list[Mutant]:
    """The mutants of the clauses that the question can reach, all or evenly chosen ones."""
    corpus = default_engine().corpus
    options: dict[str, list[str]] = {}
    for fact in corpus.by_predicate.get("option", ()):
        options.setdefault(str(fact.atom.args[0]), []).append(str(fact.atom.args[1]))
    within = coverage.reach(corpus, "assess")
    clauses = [it for it in corpus.clauses if it.index in within and (only is None or it.rule_id == only)]
    every = list(mutants(clauses, options))
    if sample is None or sample >= len(every):
        return every
    return [every[at * len(every) // sample] for at in range(sample)]


_LAB: Laboratory | None = None


def _look(number: int) -> tuple[list[int], list[tuple[int, int]]]:
    assert _LAB is not None
    return _LAB.look(number)


def _kill(mutant: Mutant) -> str | None:
    assert _LAB is not None
    return _LAB.killed_by(mutant)


def tried(found: Sequence[Mutant], jobs: int = 1, random_worlds: int = RANDOM_WORLDS) -> list[str | None]:
    """For each mutant what kills it, or None."""
    global _LAB  # noqa: PLW0603 - what the processes of the pool share by having been forked
    clauses = list({it.clause.index: it.clause for it in found}.values())
    _LAB = lab = Laboratory(clauses, random_worlds)
    if jobs == 1:
        for number in range(len(lab.trials)):
            lab.learn(number, lab.look(number))
        return [lab.killed_by(mutant) for mutant in found]
    fork = multiprocessing.get_context("fork")
    with fork.Pool(jobs) as pool:
        for number, seen in enumerate(pool.map(_look, range(len(lab.trials)), chunksize=8)):
            lab.learn(number, seen)
    with fork.Pool(jobs) as pool:
        return pool.map(_kill, found, chunksize=16)


def main() -> int:
    """Try the mutants, tell the survivors, and return 1 if one is not explained."""
    options = argparse.ArgumentParser(description="Change the rules a little, and see whether a test notices.")
    options.add_argument("--sample", type=int, help="how many mutants, chosen evenly; all by default")
    options.add_argument("--only", help="the id of the rule whose mutants are tried")
    options.add_argument("--jobs", type=int, default=multiprocessing.cpu_count(), help="how many at once")
    asked_for = options.parse_args()
    began = time.monotonic()
    found = chosen(asked_for.sample, asked_for.only)
    killers = tried(found, asked_for.jobs)
    patterns = allowed()
    survivors = [it for it, killer in zip(found, killers, strict=True) if killer is None]
    open_ = [it for it in survivors if not explained(it, patterns)]
    for kind, total in sorted(Counter(it.kind for it in found).items()):
        alive = sum(it.kind == kind for it in survivors)
        print(f"{kind}: {total - alive} of {total} killed")
    for mutant in open_:
        print(f"survived: {mutant.clause.file}:{mutant.clause.line}: {mutant.name}")
    killed = len(found) - len(survivors)
    told = len(survivors) - len(open_)
    rate = 100 * killed / max(1, len(found) - told)
    print(
        f"{killed} of {len(found)} mutants killed, {told} survivors explained, {len(open_)} not: "
        f"{rate:.1f} of 100 killed of those that are not explained ({time.monotonic() - began:.0f} s)"
    )
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
