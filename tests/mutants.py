"""Mutants: every small change of a rule should make some rule test fail.

    python tests/mutants.py                     all mutants; takes long
    python tests/mutants.py --sample 100        as many, chosen evenly
    python tests/mutants.py --only RS-89-1      those of one rule
    python tests/mutants.py --seed 3 --sample 500   as many, drawn by that seed

A mutant is one clause with one thing changed: a condition dropped or negated, a comparison flipped, a day moved by one
(by the calendar) or a number by one, an option swapped, a constant exchanged for one beside it, a variable for another
of its type (in a condition or in what is concluded), or the clause left out. It is killed by the first case of the case
files that no longer is as expected, or by the first of a fixed set of random worlds in which the second opinion now
differs. What a clause says is changed too: that is seen where a case pins the sentence (`untold.py` knows which).

Of some survivors it is proved that the law is the same with them (`same_law.py`): they are not counted. Others are
listed in `mutants_allowed.txt` with the reason why no test need tell them apart, and are counted as what they are,
alive. What is neither is told, and the run fails.

What became of each is kept in `.mutants.jsonl` (`--fresh` forgets it): a run goes on where it was ended, and
leaves out what was tried on the same rules, facts and cases. After a change a mutant that was killed is tried first on
the case that killed it, if that stands as it was.

A mutant is tried only where it can matter: in cases in which its clause fires, or is kept from it by the changed
condition alone (see `dedere.coverage`), and reasons are only worked out where what holds has changed.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import multiprocessing
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple

import clingo
from hypothesis import HealthCheck, Phase, given, settings

import examples
import second_opinion
import strategies
import worlds
from dedere import dates
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
from dedere.language.vocabulary import DAYS, Vocabulary
from dedere.program.clauses import reach
from dedere.program.known import Known
from dedere.terms.values import split
from same_law import redundant

HOME = Path(__file__).parent
ALLOWED = HOME / "mutants_allowed.txt"
BOOK = HOME.parent / ".mutants.jsonl"
CONCLUDED = frozenset({"conclusions", "conclusions_not"})
"""The keys for which no reasons are needed."""

RANDOM_WORLDS = 150

TOGETHER = 1_000
"""Mutants that are tried before what became of them is kept."""

Kind = Literal["drop", "negate", "flip", "shift", "swap", "omit", "sibling", "other", "head"]
NONE: Mapping[str, str] = {}
Held = tuple[frozenset[str] | None, frozenset[str] | None]
"""What holds, is defeated or in doubt on some position, and on every one; None where there is no answer."""


class Mutant(NamedTuple):
    """A clause with one thing changed; `text` is empty where it is left out, `at` the changed condition or -1.

    `to` says what stands there now, where one condition is changed in more than one way.
    """

    clause: Clause
    kind: Kind
    at: int
    text: str
    to: str = ""

    @property
    def name(self) -> str:
        """What identifies it as long as its clause stays as it is: rule, kind, what was changed, and the clause."""
        changed = self.clause.body[self.at].text if self.at >= 0 else ""
        now = f" to `{self.to}`" if self.to else ""
        return f"{self.clause.rule_id} {self.kind} `{changed}`{now} in `{self.clause.text}`"


# ------------------------------------------------------------------------------------------------------------- mutants

_FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}


def mutants(clauses: Iterable[Clause], options: dict[str, list[str]], vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Every mutant that is a legal rule."""
    for clause in clauses:
        if clause.kind != "derive":
            continue
        yield Mutant(clause, "omit", -1, "")
        texts = [it.text for it in clause.body]
        for head in _exchanged(clause.head or "", clause):
            if _legal(text := f"{head} :- {'; '.join(texts)}." if texts else f"{head}."):
                yield Mutant(clause, "head", -1, text, head)
        for at, literal in enumerate(clause.body):
            for kind, body in _changed(clause, at, literal, options):
                text = f"{clause.head} :- {'; '.join(body)}."
                if text != clause.text and _legal(text):
                    yield Mutant(clause, kind, at, text)
            exchanged: Iterator[tuple[Kind, str]] = chain(
                (("other", it) for it in _exchanged(literal.text, clause)),
                (("sibling", it) for it in _siblings(literal, vocabulary)),
            )
            for kind, put in exchanged:
                text = f"{clause.head} :- {'; '.join([*texts[:at], put, *texts[at + 1 :]])}."
                if _legal(text):
                    yield Mutant(clause, kind, at, text, put)


_SAME = re.compile(r"(\w+) (?:[<>]=?|!?=) \1")
_VARIABLE = re.compile(r'"(?:[^"\\]|\\.)*"|\b[A-Z]\w*')


def _exchanged(text: str, clause: Clause) -> Iterator[str]:
    """A text with one variable exchanged for another of its type; what stands alone there stays."""
    types = {name: type_ for name, type_ in clause.variable_types.items() if not name.startswith("_")}
    for found in _VARIABLE.finditer(text):
        own = types.get(found[0])
        others = [name for name, type_ in types.items() if own is not None and name != found[0] and type_ == own]
        for name in others:
            new = f"{text[: found.start()]}{name}{text[found.end() :]}"
            if not _SAME.fullmatch(new):  # That is the same as to drop the condition, or to leave out the clause.
                yield new


def _siblings(literal: Condition, vocabulary: Vocabulary) -> Iterator[str]:
    """A condition with a constant exchanged for the one that stands beside it among those of its type."""
    declared = vocabulary.predicates.get(literal.name)
    if literal.kind not in ("positive", "negative") or declared is None:
        return
    for at, (written, argument) in enumerate(zip(literal.args, declared.arguments, strict=True)):
        type_ = vocabulary.types.get(argument.type)
        constants = type_.constants if type_ is not None else ()
        if written in constants and len(constants) > 1:
            beside = constants[(constants.index(written) + 1) % len(constants)]
            args = ",".join((*literal.args[:at], beside, *literal.args[at + 1 :]))
            yield f"{'not ' if literal.kind == 'negative' else ''}{literal.name}({args})"


NEXT = "_next"
"""`_next(D,E)` holds in a trial where `E` is the day after `D`: days are no numbers that can be counted with."""


def _changed(
    clause: Clause, at: int, literal: Condition, options: dict[str, list[str]]
) -> Iterator[tuple[Kind, list[str]]]:
    texts = [it.text for it in clause.body]
    types = clause.variable_types

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
        if literal.name not in ("<", "<=", ">", ">="):
            return
        low, high = (left, right) if literal.name[0] == "<" else (right, left)
        less = literal.name.replace(">", "<")
        # To flip it moves the bound by a day one way, and this the other way.
        if types.get(high) == "date":
            step = f"{NEXT}({high},_L)" if less == "<=" else f"{NEXT}(_L,{high})"
            yield put("shift", step, f"{low} {less} _L")
        elif types.get(low) == "date":
            step = f"{NEXT}(_L,{low})" if less == "<=" else f"{NEXT}({low},_L)"
            yield put("shift", step, f"_L {less} {high}")
        elif {types.get(low), types.get(high)}.isdisjoint(DAYS):
            yield put("shift", f"{low} {less} {high}{'+' if less == '<=' else '-'}1")


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
        self._control.add("base", [], "\n".join([*program, *trial.facts, steps(trial.facts, trial.days), shown]))
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


def steps(facts: Iterable[str], stay: tuple[int, int]) -> str:
    """The days that follow one another, as far as a trial can ask for them: those of its stay and of its facts."""
    first, last = stay
    found = {int(it) for text in facts for it in _DAY.findall(text)}
    day = dates.previous_day(first)
    while day <= last:
        found.add(day)
        day = dates.next_day(day)
    them = {it for it in found if dates.valid(it)}
    rows = {(it, dates.next_day(it)) for it in them} | {(dates.previous_day(it), it) for it in them}
    return " ".join(f"{NEXT}({one},{other})." for one, other in sorted(rows))


_DAY = re.compile(r"\b[12][0-9]{7}\b")


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
    """Whether a mutant can change anything where these clauses fire and these conditions alone keep one from it.

    Of a condition of which that cannot be asked, because it gives others their values, nobody knows.
    """
    index, at = mutant.clause.index, mutant.at
    unknown = mutant.kind in ("other", "sibling") and at not in _asked(mutant.clause)
    return index in fired or (index, at) in alone or unknown


@cache
def _asked(clause: Clause) -> Set[int]:
    return probe(clause).asked


# ------------------------------------------------------------------------------------------------------------- killing


_IDS = re.compile(r"\b[A-Z0-9]+(?:-[A-Z0-9]+)*\b")


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
            changed = after != bench.before()
            if self._tells(trial, after, mutant) if changed else self._reads(trial, mutant):
                self.killers[mutant] = trial.name
                del self.alive[mutant]

    def _reads(self, trial: Trial, mutant: Mutant) -> bool:
        """Whether a case that is about the rule reads another sentence, although the same is concluded."""
        case, rule = trial.what, mutant.clause.rule_id
        if not isinstance(case, Example) or (case.rule != rule and rule not in _IDS.findall(case.name)):
            return False
        expect = case.expect
        told = expect.says or expect.says_not or expect.assumptions or expect.warnings
        return bool(told) and _fails(case, self.engine, mutant, trial.days)

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
        return not expect.model_fields_set <= CONCLUDED and _fails(trial.what, self.engine, mutant, trial.days)

    def _world_tells(self, world: worlds.World, trial: Trial, mutant: Mutant) -> bool:
        law = [mutant.text if line == mutant.clause.text else line for line in trial.law]
        law.extend([mutant.text] if mutant.clause.text not in trial.law else [])
        control = clingo.Control(["--warn=none", "2000"], logger=lambda _code, _text: None)
        shown = "#show effective/3. #show adopt/2."
        control.add("base", [], "\n".join([*law, *trial.facts, steps(trial.facts, trial.days), shown]))
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

    def __init__(self, engine: Engine, mutant: Mutant, stay: tuple[int, int]) -> None:
        self._law = engine.law
        self._mutant = mutant
        self._stay = stay

    def law(self, facts: Iterable[str]) -> str:
        facts = list(facts)
        lines = self._law(facts).split("\n")
        if NEXT in self._mutant.text:
            lines.append(steps(facts, self._stay))
        if self._mutant.clause.text in lines:
            lines[lines.index(self._mutant.clause.text)] = self._mutant.text
        else:
            lines.append(self._mutant.text)
        return "\n".join(lines)


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
    made = Engine(corpus)
    made.__dict__["_lawbook"] = _Book(engine, mutant, stay)
    return made


def _fails(case: Example, engine: Engine, mutant: Mutant, stay: tuple[int, int]) -> bool:
    try:
        return run(case, mutated(engine, mutant, stay)).status == "failed"
    except Exception:  # A rule that makes no sense may well have no reasons; that a day has a next one has none ever.
        return NEXT not in mutant.text


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


def proved(mutant: Mutant) -> bool:
    """Whether it is proved that a mutant concludes what its clause does."""
    return mutant.kind == "drop" and redundant(default_engine().corpus, mutant.clause, mutant.at)


def explained(mutant: Mutant, patterns: Iterable[str]) -> bool:
    """Whether a survivor is explained; `*` in a pattern stands for anything."""
    return any(_pattern(it).fullmatch(mutant.name) for it in patterns)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))))


def chosen(sample: int | None = None, only: str | None = None, seed: int | None = None) -> list[Mutant]:
    """The mutants of the clauses that the question can reach, all or evenly chosen ones, or those of a rule or file.

    With a `seed` the sample is drawn.
    """
    corpus = default_engine().corpus
    options: dict[str, list[str]] = {}
    for fact in corpus.by_predicate.get("option", ()):
        options.setdefault(str(fact.atom.args[0]), []).append(str(fact.atom.args[1]))
    within = reach(corpus, "assess")
    clauses = [it for it in corpus.clauses if it.index in within and only in (None, it.rule_id, it.file)]
    every = list(mutants(clauses, options, corpus.vocabulary))
    if sample is None or sample >= len(every):
        return every
    if seed is not None:
        return Random(seed).sample(every, sample)
    return [every[at * len(every) // sample] for at in range(sample)]


class Book:
    """What became of mutants in earlier runs, kept in a file: by name what killed it, if anything, and on what tried.

    Whatever is tried is written at once, so that nothing is lost where a run is ended.
    """

    def __init__(self, path: Path, cases: Iterable[Example]) -> None:
        self._path = path
        corpus = default_engine().corpus
        self._cases = {it.name: _print(it.model_dump_json()) for it in cases}
        self._state = _print(f"{corpus.fingerprint}{sorted(self._cases.items())}{_of_worlds()}")
        self._kept: dict[str, tuple[str | None, str, str | None]] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                name, *result = json.loads(line)
                self._kept[name] = (result[0], result[1], result[2])

    def known(self, mutant: Mutant) -> str | None:
        """What killed a mutant as things stand, or empty where nothing did; None where it was not tried so."""
        killer, state, _ = self._kept.get(mutant.name, (None, "", None))
        return (killer or "") if state == self._state else None

    def likely(self, mutant: Mutant) -> str | None:
        """The case that killed a mutant when things stood otherwise, if it is there as it was."""
        killer, _, case = self._kept.get(mutant.name, (None, "", None))
        return killer if killer is not None and case is not None and self._cases.get(killer) == case else None

    def write(self, found: Iterable[Mutant], killers: Mapping[Mutant, str]) -> None:
        """Keep what became of mutants."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            for it in found:
                killer = killers.get(it)
                kept = (killer, self._state, self._cases.get(killer or ""))
                self._kept[it.name] = kept
                file.write(f"{json.dumps([it.name, *kept])}\n")


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _of_worlds() -> str:
    """What random worlds are made by, and what is held against them."""
    files = (second_opinion.__file__, strategies.__file__, worlds.__file__, __file__)
    return "".join(Path(it).read_text(encoding="utf-8") for it in files)


def _of_part(part: tuple[Sequence[Mutant], Sequence[Example], int]) -> dict[Mutant, str]:
    found, cases, random_worlds = part
    lab = Laboratory(found)
    # Cases that say what is concluded are the quickest to tell, so that few mutants are left for the others.
    for case in sorted(cases, key=lambda it: (not it.expect.model_fields_set <= CONCLUDED, bool(it.expect.schools))):
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
        cases = _every_case()
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
    options.add_argument("--seed", type=int, help="draw the sample by this seed")
    options.add_argument("--fresh", action="store_true", help="try again what was tried on the same rules and cases")
    options.add_argument("--only", help="the id of the rule or the name of the rule file whose mutants are tried")
    options.add_argument("--jobs", type=int, default=multiprocessing.cpu_count(), help="how many at once")
    asked_for = options.parse_args()
    began = time.monotonic()
    found = chosen(asked_for.sample, asked_for.only, asked_for.seed)
    cases = _every_case()
    book = Book(BOOK, cases)
    killers, waiting = _kept(found, cases, book, asked_for.fresh)
    print(f"{len(found) - len(waiting)} of {len(found)} mutants are known from earlier runs", flush=True)
    for at in range(0, len(waiting), TOGETHER):
        part = waiting[at : at + TOGETHER]
        new = killed(part, asked_for.jobs, cases)
        book.write(part, new)
        killers |= new
        print(f"{at + len(part)} of {len(waiting)} tried ({time.monotonic() - began:.0f} s)", flush=True)
    return _told(found, killers)


def _every_case() -> list[Example]:
    return [case for path in examples.files() for case in examples.read(path).cases if case.xfail is None]


def _kept(
    found: Sequence[Mutant], cases: Sequence[Example], book: Book, fresh: bool
) -> tuple[dict[Mutant, str], list[Mutant]]:
    """What killed each that is known from earlier runs, and the mutants that are to be tried."""
    known = {} if fresh else {it: killer for it in found if (killer := book.known(it)) is not None}
    killers = {it: killer for it, killer in known.items() if killer}
    by_case: dict[str, list[Mutant]] = {}
    for mutant in found:
        if mutant not in known and not fresh and (likely := book.likely(mutant)):
            by_case.setdefault(likely, []).append(mutant)
    for case in cases:
        if case.name in by_case:
            of = by_case.pop(case.name)
            new = _of_part((of, [case], 0))
            book.write(new, new)
            killers |= new
    return killers, [it for it in found if it not in known and it not in killers]


def _told(found: Sequence[Mutant], killers: Mapping[Mutant, str]) -> int:
    """Tell what became of mutants, and give 1 where one that lives is in no list."""
    patterns = allowed()
    survivors = [it for it in found if it not in killers]
    the_same = {it for it in survivors if proved(it)}
    listed = [it for it in survivors if it not in the_same and explained(it, patterns)]
    open_ = [it for it in survivors if it not in the_same and not explained(it, patterns)]
    for kind, total in sorted(Counter(it.kind for it in found).items()):
        alive = sum(it.kind == kind for it in survivors)
        equal = sum(it.kind == kind for it in the_same)
        print(f"{kind}: {total - alive} of {total - equal} killed, and {equal} are the same law")
    for mutant in open_:
        print(f"survived: {mutant.clause.file}:{mutant.clause.line}: {mutant.name}")
    counted = len(found) - len(the_same)
    print(
        f"{len(killers)} of {counted} mutants killed, {100 * len(killers) / max(1, counted):.1f} of 100; alive are "
        f"{len(listed)} that are explained and {len(open_)} that are not; {len(the_same)} more are the same law"
    )
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
