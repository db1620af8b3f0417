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
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import clingo
from hypothesis import HealthCheck, Phase, given, settings

import examples
import second_opinion
import strategies
import worlds
from dedere.cases.differences import conclusion_differences
from dedere.cases.files import Example
from dedere.cases.probes import ALONE, FIRED, probe
from dedere.cases.run import run
from dedere.cases.told import asked, lines
from dedere.engine import Engine, default_engine
from dedere.errors import DedereError
from dedere.language import syntax
from dedere.language.records import Clause
from dedere.language.records import Literal as Condition
from dedere.program.clauses import reach
from dedere.program.known import Known
from dedere.terms.values import split

HOME = Path(__file__).parent
ALLOWED = HOME / "mutants_allowed.txt"
RANDOM_WORLDS = 150

Kind = Literal["drop", "negate", "flip", "shift", "swap", "omit"]
NONE: Mapping[str, str] = {}
Held = tuple[frozenset[str] | None, frozenset[str] | None]
"""What holds, is defeated or in doubt on some position, and on every one; None where there is no answer."""


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


class Trial(NamedTuple):
    """A program that the engine makes for a case, or for a random world."""

    what: Example | worlds.World
    law: tuple[str, ...]
    facts: tuple[str, ...]
    days: tuple[int, int]
    """The first and the last day of the stay."""
    fixed: dict[str, str]
    """The positions of the school that is asked, if one is."""

    @property
    def name(self) -> str:
        """The name of the case, or the world in short."""
        return self.what.name if isinstance(self.what, Example) else f"a random world: {self.what.case.presence}"


def trial_of(engine: Engine, case: Example) -> Trial | None:
    """The program for the question of a case; None where the question is refused."""
    try:
        question = asked(case, engine)
    except DedereError:
        return None
    declaration, slicer = engine.question("assess")
    seen = Known(engine.corpus, question.known_on).of
    facts = slicer.select(declaration.facts(question.given), question.supposed, question.withdrawn, seen)
    fixed = dict(question.school.positions) if question.school else {}
    return Trial(case, tuple(engine.law(facts).split("\n")), tuple(facts), (question.first, question.last), fixed)


def _of_world(engine: Engine, world: worlds.World) -> Trial:
    law, _, facts = worlds.program(world, engine).rpartition("\n")
    return Trial(world, tuple(law.split("\n")), (facts,), (world.case.first, world.case.last), {})


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


class Bench:
    """A trial grounded once, with some clauses and their mutants switched on and off.

    A solve with one mutant switched on costs a small part of grounding the program with it.
    """

    def __init__(self, trial: Trial, tried: Sequence[Mutant]) -> None:
        self._trial = trial
        self._numbers = {mutant: number for number, mutant in enumerate(tried)}
        lines = set(trial.law)
        clauses = {it.clause.index: it.clause for it in tried}
        there = {index for index, clause in clauses.items() if clause.text in lines}
        texts = {clauses[index].text for index in there}
        program = [line for line in trial.law if line not in texts]
        program.extend(f"#external _off({index}). {_and(clauses[index].text, f'not _off({index})')}" for index in there)
        program.extend(
            f"#external _on({number}). {_and(it.text, f'_on({number})')}"
            for it, number in self._numbers.items()
            if it.text
        )
        shown = "#show effective/3. #show adopt/2. #show defeated/4. #show doubt/2. #show day/2."
        self._control = clingo.Control(["--warn=none"], logger=lambda _code, _text: None)
        self._control.add("base", [], "\n".join([*program, *trial.facts, shown]))
        self._control.ground([("base", [])])
        self._mode: Any = self._control.configuration.solve
        self._there = there
        self.adopted: dict[tuple[str, str], int] = {}
        for atom in self._control.symbolic_atoms.by_signature("adopt", 2):
            issue, option = atom.symbol.arguments
            self.adopted[str(issue), str(option)] = atom.literal
        self._before: dict[frozenset[tuple[str, str]], Held] = {}

    def before(self, positions: Mapping[str, str] = NONE) -> Held:
        """What holds as the rules are, under the positions of the trial and these."""
        key = frozenset(positions.items())
        if key not in self._before:
            self._before[key] = self._held(positions)
        return self._before[key]

    def _held(self, positions: Mapping[str, str]) -> Held:
        taken = {**self._trial.fixed, **positions}
        fixed = [
            -literal
            for (issue, option), literal in self.adopted.items()
            if issue in taken and option != taken[issue] and (issue, taken[issue]) in self.adopted
        ]
        return self._solve("brave", fixed), self._solve("cautious", fixed)

    def _solve(self, mode: str, fixed: Sequence[int]) -> frozenset[str] | None:
        self._mode.enum_mode = mode
        self._mode.models = 0
        found: Any = None
        with self._control.solve(assumptions=fixed, yield_=True) as handle:
            for model in handle:
                found = model.symbols(shown=True)
        return None if found is None else frozenset(map(str, found))

    def after(self, mutant: Mutant, positions: Mapping[str, str] = NONE) -> Held:
        """What holds once the mutant stands in the place of its clause."""
        switched = []
        if mutant.clause.index in self._there:
            switched.append(clingo.Function("_off", [clingo.Number(mutant.clause.index)]))
        if mutant.text:
            switched.append(clingo.Function("_on", [clingo.Number(self._numbers[mutant])]))
        for it in switched:
            self._control.assign_external(it, True)
        held = self._held(positions)
        for it in switched:
            self._control.assign_external(it, False)
        return held


def _and(text: str, condition: str) -> str:
    """A clause with one more condition."""
    return f"{text[:-1]}; {condition}." if " :- " in text else f"{text[:-1]} :- {condition}."


def lines_of(held: Held, days: tuple[int, int]) -> frozenset[str]:
    """What holds, in the lines by which a case names its conclusions."""
    possible, certain = held
    if possible is None or certain is None:
        return frozenset()
    first, last = days
    looked = sorted({int(split(it)[1][1]) for it in possible if it.startswith("day(")} | {first})
    atoms = [it for it in possible if not it.startswith(("day(", "adopt("))]
    return frozenset(lines(atoms, certain, looked, last))


def look(engine: Engine, trial: Trial, clauses: Iterable[Clause]) -> tuple[set[int], set[tuple[int, int]]]:
    """The clauses that fire in a trial, and the conditions that alone keep one from it."""
    probes = [text for clause in clauses for text in probe(clause).texts]
    shown = f"#show {FIRED}/1. #show {ALONE}/2."
    control = clingo.Control(["--warn=none", "0", "--enum-mode=brave"], logger=lambda _code, _text: None)
    control.add("base", [], "\n".join([*trial.law, *probes, *trial.facts, shown]))
    control.ground([("base", [])])
    found: Any = ()
    with control.solve(yield_=True) as handle:
        for model in handle:
            found = model.symbols(shown=True)
    fired: set[int] = set()
    alone: set[tuple[int, int]] = set()
    for atom in found:
        numbers = [argument.number for argument in atom.arguments]
        if atom.name == FIRED:
            fired.add(numbers[0])
        else:
            alone.add((numbers[0], numbers[1]))
    return fired, alone


def matters(mutant: Mutant, fired: Set[int], alone: Set[tuple[int, int]]) -> bool:
    """Whether a mutant can change anything where these clauses fire and these conditions alone keep one from it."""
    return mutant.clause.index in fired or (mutant.clause.index, mutant.at) in alone


# ------------------------------------------------------------------------------------------------------------- killing


class Laboratory:
    """Tries mutants on cases and worlds, and keeps what kills each."""

    def __init__(self, found: Sequence[Mutant]) -> None:
        self.engine = default_engine()
        self.alive = dict.fromkeys(found)
        self.killers: dict[Mutant, str] = {}

    def try_on(self, what: Example | worlds.World) -> None:
        """Try on one case or world all mutants that live."""
        trial = trial_of(self.engine, what) if isinstance(what, Example) else _of_world(self.engine, what)
        if trial is None or not self.alive:
            return
        clauses = {it.clause.index: it.clause for it in self.alive}.values()
        fired, alone = look(self.engine, trial, clauses)
        tried = [it for it in self.alive if matters(it, fired, alone)]
        if not tried:
            return
        bench = Bench(trial, tried)
        for mutant in tried:
            after = bench.after(mutant)
            if after != bench.before() and self._tells(trial, after, mutant):
                self.killers[mutant] = trial.name
                del self.alive[mutant]

    def _tells(self, trial: Trial, after: Held, mutant: Mutant) -> bool:
        if None in after:
            return True  # The rules contradict one another.
        if not isinstance(trial.what, Example):
            return self._world_tells(trial.what, trial, mutant)
        expect = trial.what.expect
        try:
            told = lines_of(after, trial.days)
        except ValueError:  # A day that is none.
            return True
        if any(conclusion_differences(expect, told)):
            return True
        return not expect.of_conclusions_alone and _fails(trial.what, mutated(self.engine, mutant))

    def _world_tells(self, world: worlds.World, trial: Trial, mutant: Mutant) -> bool:
        law = [mutant.text if line == mutant.clause.text else line for line in trial.law]
        law.extend([mutant.text] if mutant.clause.text not in trial.law else [])
        control = clingo.Control(["--warn=none", "2000"], logger=lambda _code, _text: None)
        control.add("base", [], "\n".join([*law, *trial.facts, "#show effective/3. #show adopt/2."]))
        control.ground([("base", [])])
        with control.solve(yield_=True) as handle:
            answers = [frozenset(map(str, model.symbols(shown=True))) for model in handle]
        opinion = second_opinion.opinions(second_opinion.Facts([*_law_facts(), *world.facts]), world.case)
        return not answers or worlds.verdicts(worlds.answering(world), answers) != opinion


@cache
def _law_facts() -> tuple[Any, ...]:
    return tuple(fact.atom for fact in default_engine().corpus.facts if fact.law)


class _Book:
    """The law with one clause changed."""

    def __init__(self, engine: Engine, mutant: Mutant) -> None:
        self._law = engine.law
        self._mutant = mutant

    def law(self, facts: Iterable[str]) -> str:
        lines = self._law(list(facts)).split("\n")
        if self._mutant.clause.text in lines:
            lines[lines.index(self._mutant.clause.text)] = self._mutant.text
        else:
            lines.append(self._mutant.text)
        return "\n".join(lines)


def mutated(engine: Engine, mutant: Mutant) -> Engine:
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
    """The mutants of the clauses that the question can reach, all or evenly chosen ones, or those of a rule or file."""
    corpus = default_engine().corpus
    options: dict[str, list[str]] = {}
    for fact in corpus.by_predicate.get("option", ()):
        options.setdefault(str(fact.atom.args[0]), []).append(str(fact.atom.args[1]))
    within = reach(corpus, "assess")
    clauses = [it for it in corpus.clauses if it.index in within and only in (None, it.rule_id, it.file)]
    every = list(mutants(clauses, options))
    if sample is None or sample >= len(every):
        return every
    return [every[at * len(every) // sample] for at in range(sample)]


def _of_part(part: tuple[Sequence[Mutant], Sequence[Example], int]) -> dict[Mutant, str]:
    found, cases, random_worlds = part
    lab = Laboratory(found)
    # Cases that say what is concluded are the quickest to tell, so that few mutants are left for the others.
    for case in sorted(cases, key=lambda it: (not it.expect.of_conclusions_alone, bool(it.expect.schools))):
        lab.try_on(case)
    for world in _random_worlds(random_worlds if lab.alive else 0):
        lab.try_on(world)
    return lab.killers


def killed(
    found: Sequence[Mutant],
    jobs: int = 1,
    cases: Sequence[Example] | None = None,
    random_worlds: int = RANDOM_WORLDS,
) -> dict[Mutant, str]:
    """The mutants that a case (of all case files by default) or a random world kills, and which it was."""
    if cases is None:
        cases = [case for path in examples.files() for case in examples.read(path).cases if case.xfail is None]
    if jobs == 1:
        return _of_part((found, cases, random_worlds))
    # Every part looks at every case, so there are no more parts than processes.
    parts = [(found[at::jobs], cases, random_worlds) for at in range(jobs)]
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        return {mutant: killer for part in pool.imap_unordered(_of_part, parts) for mutant, killer in part.items()}


def main() -> int:
    """Try the mutants, tell the survivors, and return 1 if one is not explained."""
    options = argparse.ArgumentParser(description="Change the rules a little, and see whether a test notices.")
    options.add_argument("--sample", type=int, help="how many mutants, chosen evenly; all by default")
    options.add_argument("--only", help="the id of the rule or the name of the rule file whose mutants are tried")
    options.add_argument("--jobs", type=int, default=multiprocessing.cpu_count(), help="how many at once")
    asked_for = options.parse_args()
    began = time.monotonic()
    found = chosen(asked_for.sample, asked_for.only)
    killers = killed(found, asked_for.jobs)
    patterns = allowed()
    survivors = [it for it in found if it not in killers]
    open_ = [it for it in survivors if not explained(it, patterns)]
    for kind, total in sorted(Counter(it.kind for it in found).items()):
        alive = sum(it.kind == kind for it in survivors)
        print(f"{kind}: {total - alive} of {total} killed")
    for mutant in open_:
        print(f"survived: {mutant.clause.file}:{mutant.clause.line}: {mutant.name}")
    told = len(survivors) - len(open_)
    rate = 100 * len(killers) / max(1, len(found) - told)
    print(
        f"{len(killers)} of {len(found)} mutants killed, {told} survivors explained, {len(open_)} not: "
        f"{rate:.1f} of 100 killed of those that are not explained ({time.monotonic() - began:.0f} s)"
    )
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
