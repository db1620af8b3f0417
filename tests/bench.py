"""A case with some clauses and their mutants switched on and off, on any positions: where cases are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Any, NamedTuple

import clingo

from dedere import dates
from dedere.cases.files import Example
from dedere.cases.probes import ALONE, FIRED, probe
from dedere.cases.told import asked, lines
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language.records import Clause
from dedere.program.known import Known
from dedere.terms.values import split
from slips import NEXT, Mutant

NONE: Mapping[str, str] = {}
Held = tuple[frozenset[str] | None, frozenset[str] | None]
"""What holds, is defeated or in doubt on some position, and on every one; None where there is no answer."""


class Trial(NamedTuple):
    """A program that the engine makes for a case."""

    what: Example
    law: tuple[str, ...]
    facts: tuple[str, ...]
    days: tuple[int, int]
    """The first and the last day of the stay."""
    fixed: dict[str, str]
    """The positions of the school that is asked, if one is."""


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
        program.extend(
            f"#external _off({index}). {conditioned(clauses[index].text, f'not _off({index})')}" for index in there
        )
        program.extend(
            f"#external _on({number}). {conditioned(it.text, f'_on({number})')}"
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


def conditioned(text: str, condition: str) -> str:
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
