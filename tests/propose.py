"""Propose cases that tell mutants from the rules: an example of the case files with one thing changed.

    python tests/propose.py --only rules/treaties.lp > proposed.yaml

A condition that no case ever puts to the test is a condition that may be wrong unseen. For the mutants that survive
the cases there are, this looks for a small change of an example (the stay moved to a day on which something begins or
ends, a fact left out or changed, another State, another manner of presence) under which the mutant concludes something
else, and writes the case down with what the rules conclude. With `--drawn` worlds are drawn for the mutants of which no
example came near (`drawn.py`). To be read before it is kept: what is written is what the rules say, and the reader says
whether it is the law.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import drawn
import examples
import mutants
from bench import Bench, Trial, lines_of, look, matters, trial_of
from dedere import dates
from dedere.cases.files import Example
from dedere.engine import Engine, default_engine
from dedere.language.records import Clause
from dedere.terms.values import Atom, split, text
from slips import Mutant, chosen

SEED = 20251205


class Variant(NamedTuple):
    """A case with one thing changed, which is told in words."""

    case: Example
    change: str


class Proposal(NamedTuple):
    """A case that tells some mutants from their clauses, and what it expects."""

    variant: Variant
    rules: tuple[str, ...]
    conclusions: tuple[str, ...]
    conclusions_not: tuple[str, ...]
    killed: frozenset[int]
    says: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------------------ variants


def _with(case: Example, change: str, **changed: object) -> Variant:
    question: dict[str, Any] = {
        key: changed.pop(key) for key in ("host", "first", "last", "presence") if key in changed
    }
    update = {**changed, "question": case.question.model_copy(update=question)}
    return Variant(case.model_copy(update=update), change)


class Variants:
    """Makes variants of cases, from what the cases themselves suppose."""

    def __init__(self, engine: Engine, cases: Sequence[Example]) -> None:
        self._engine = engine
        self._predicates = engine.corpus.vocabulary.predicates
        self._chance = random.Random(SEED)
        self._values: dict[tuple[str, int], list[str]] = {}
        self._facts: dict[str, list[str]] = {}
        self._recorded = {str(it.atom) for it in engine.corpus.facts if not it.law}
        for case in cases:
            for fact in case.suppose:
                name, args = split(fact)
                self._facts.setdefault(name, []).append(fact)
                for at, value in enumerate(args):
                    self._values.setdefault((name, at), []).append(str(value))
        self._presences = engine.corpus.vocabulary.types["presence"].constants

    def of(self, case: Example, wanted: Set[str]) -> Iterator[Variant]:
        """The variants of a case that concern facts of the wanted predicates, those that tell most first."""
        yield Variant(case, "")
        yield from self._moved(case, wanted)
        yield from self._changed(case, wanted)
        yield from self._without(case, wanted)
        yield from self._elsewhere(case)
        yield from self._added(case, wanted)

    def mixed(self, case: Example, wanted: Set[str]) -> Iterator[Variant]:
        """Variants of variants, by chance, without end."""
        ones = list(self.of(case, wanted))
        while True:
            one = self._chance.choice(ones)
            other = self._chance.choice(list(self.of(one.case, wanted)))
            yield Variant(other.case, "; ".join(filter(None, (one.change, other.change))))

    def _dates(self, fact: str) -> Iterator[tuple[int, int]]:
        name, args = split(fact)
        for at, (value, argument) in enumerate(zip(args, self._predicates[name].arguments, strict=True)):
            if argument.type in ("date", "since", "until") and str(value).isdigit():
                yield at, int(value)

    def _moved(self, case: Example, wanted: Set[str]) -> Iterator[Variant]:
        days: dict[int, str] = {}
        for fact in [*case.suppose, *self._around(case)]:
            if fact.partition("(")[0] in wanted:
                for _, day in self._dates(fact):
                    days.setdefault(day, fact)
        for day, fact in days.items():
            if 19450101 < day < 20270101:
                first = dates.iso(dates.previous_day(day))
                yield _with(case, f"across {dates.words(day)}, {_short(fact)}", first=first, last=dates.iso(day))

    def _around(self, case: Example) -> list[str]:
        """The facts of the record about the person and the State of a case that go into its question."""
        trial = trial_of(self._engine, case)
        person, host = case.question.person, case.question.host
        names = (f"({person},", f",{person},", f"({host},", f",{host},")
        found = [it.removesuffix(".") for it in trial.facts if any(name in it for name in names)] if trial else []
        return [it for it in found if it in self._recorded]

    def _without(self, case: Example, wanted: Set[str]) -> Iterator[Variant]:
        for fact in case.suppose:
            if fact.partition("(")[0] in wanted:
                yield _with(case, f"without {_short(fact)}", suppose=tuple(it for it in case.suppose if it != fact))
        for fact in case.withdraw:
            yield _with(case, f"with {_short(fact)}", withdraw=tuple(it for it in case.withdraw if it != fact))
        for fact in self._around(case):
            if fact.partition("(")[0] in wanted:
                yield _with(case, f"withdrawn {_short(fact)}", withdraw=(*case.withdraw, fact))

    def _changed(self, case: Example, wanted: Set[str]) -> Iterator[Variant]:
        for fact in case.suppose:
            name, args = split(fact)
            if name not in wanted:
                continue
            for at, value in enumerate(args):
                others = dict.fromkeys([*self._values[name, at], case.question.host])
                numbers = [at for at, _ in self._dates(fact)]
                if at in numbers:
                    day = int(case.question.first.replace("-", ""))
                    others = dict.fromkeys(map(str, (day, dates.previous_day(day), dates.next_day(day))))
                if str(value).startswith('"'):
                    continue
                for other in list(others)[:8]:
                    if other != str(value):
                        new = str(Atom(name, (*args[:at], int(other) if other.isdigit() else other, *args[at + 1 :])))
                        changed = tuple(new if it == fact else it for it in case.suppose)
                        yield _with(case, f"with {_short(new)}", suppose=changed)

    def _elsewhere(self, case: Example) -> Iterator[Variant]:
        for presence in self._presences:
            if presence != case.question.presence:
                yield _with(case, f"presence {presence}", presence=presence)
        for host in ("deu", "ind", "rus", "bdi", "nld", "jor", "isr", "usa"):
            if host != case.question.host:
                moved = tuple(
                    it.replace(f"({case.question.host},", f"({host},").replace(f",{case.question.host},", f",{host},")
                    for it in case.suppose
                )
                yield _with(case, f"in {host}", host=host, suppose=moved)

    def _added(self, case: Example, wanted: Set[str]) -> Iterator[Variant]:
        """With a fact from another case, about the person and the host of this one."""
        for name in sorted(wanted & set(self._facts)):
            arguments = self._predicates[name].arguments
            for fact in dict.fromkeys(self._facts.get(name, ())):
                args = list(split(fact)[1])
                for at, argument in enumerate(arguments):
                    if argument.type == "person":
                        args[at] = case.question.person
                states = [at for at, argument in enumerate(arguments) if argument.type == "state"]
                for at in states[:2] or [-1]:
                    made = list(args)
                    if at >= 0:
                        made[at] = case.question.host
                    new = str(Atom(name, tuple(made)))
                    if new not in case.suppose:
                        yield _with(case, f"with {_short(new)}", suppose=(*case.suppose, new))


def _short(fact: str) -> str:
    return fact if len(fact) < 90 else f"{fact[:87]}..."


# ----------------------------------------------------------------------------------------------------------- proposals


Touched = Mapping[str, tuple[Set[int], Set[tuple[int, int]]]]
"""By the names of cases: the clauses that fire in it, and the conditions that alone keep one from it."""


class Search:
    """Looks for cases that tell mutants from their clauses."""

    def __init__(self, found: Sequence[Mutant], cases: Sequence[Example], touched: Touched) -> None:
        self.engine = default_engine()
        self.numbers = dict(enumerate(found))
        self.alive = dict(self.numbers)
        self.touched = touched
        self.cases = cases
        self.variants = Variants(self.engine, cases)
        self.proposals: list[Proposal] = []
        self._seen: set[str] = set()

    def run(self, seconds: float) -> None:
        """Try variants of the cases that touch the clauses of living mutants, clause by clause, until time is up."""
        until = time.monotonic() + seconds
        clauses = {it.clause.index: it.clause for it in self.alive.values()}
        for left, clause in zip(range(len(clauses), 0, -1), clauses.values(), strict=True):
            share = time.monotonic() + (until - time.monotonic()) / left
            wanted = self._wanted(clause)
            near = self._near(clause)
            # By turns, so that no case takes the time of all others.
            turns = deque(self.variants.of(case, wanted) for case in near[:8])
            turns.extend(self.variants.mixed(case, wanted) for case in near[:4])
            while turns and any(it.clause.index == clause.index for it in self.alive.values()):
                turn = turns.popleft()
                some = list(islice(turn, 8))
                for variant in some:
                    if time.monotonic() > share:
                        break
                    self._try(variant, clause)
                if some and time.monotonic() < share:
                    turns.append(turn)

    def draw(self, seconds: float) -> None:
        """Try worlds that are drawn for each living mutant, until time is up."""
        until = time.monotonic() + seconds
        for left, (number, mutant) in zip(range(len(self.alive), 0, -1), list(self.alive.items()), strict=True):
            share = time.monotonic() + (until - time.monotonic()) / left
            there = len(self.proposals)
            for case in drawn.drawn(self.engine, mutant, number):
                if number not in self.alive or time.monotonic() > share:
                    break
                self._try(Variant(case, f"it turns on {_changed(mutant)}"), mutant.clause)
            self.proposals[there:] = [self._shortened(it) for it in self.proposals[there:]]

    def _shortened(self, proposal: Proposal) -> Proposal:
        """The same proposal in a case with no more facts than it needs."""
        found = [self.numbers[it] for it in sorted(proposal.killed)]
        positions = {f'"{issue}"': option for issue, option in proposal.variant.case.positions.items()}
        told: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

        def tells(case: Example) -> bool:
            trial = trial_of(self.engine, case)
            if trial is None:
                return False
            bench = Bench(trial, found)
            try:
                before = lines_of(bench.before(positions), trial.days)
                afters = [lines_of(bench.after(it, positions), trial.days) for it in found]
            except (RuntimeError, ValueError):
                return False
            kept = {it for it in before if _founded(it) in set(map(_founded, proposal.conclusions))}
            lost = {it for it in proposal.conclusions_not if it not in set(map(_founded, before))}
            if not all(kept - after or lost & set(map(_founded, after)) for after in afters):
                return False
            told[case.model_dump_json()] = tuple(sorted(kept)), tuple(sorted(lost))
            return True

        case = drawn.shortened(proposal.variant.case, self.engine, tells)
        if case.model_dump_json() not in told:  # It is as short as it can be.
            return proposal
        kept, lost = told[case.model_dump_json()]
        return proposal._replace(variant=proposal.variant._replace(case=case), conclusions=kept, conclusions_not=lost)

    def _near(self, clause: Clause) -> list[Example]:
        """The cases in which a clause fires, or from which one condition keeps it; its own first, then short ones."""
        found = [
            case
            for case in self.cases
            if case.name in self.touched
            for fired, alone in (self.touched[case.name],)
            if clause.index in fired or any(index == clause.index for index, _ in alone)
        ]
        facts = {it.name for it in clause.body}

        def rank(case: Example) -> tuple[bool, bool, int]:
            supposed = {fact.partition("(")[0] for fact in case.suppose}
            return supposed.isdisjoint(facts), case.rule != clause.rule_id, len(case.suppose)

        return sorted(found, key=rank)

    def _wanted(self, clause: Clause) -> frozenset[str]:
        """The predicates of facts that a clause reads, at first or at second hand."""
        corpus = self.engine.corpus
        names = {literal.name for literal in clause.body}
        names |= {literal.name for name in names for it in corpus.by_head.get(name, ()) for literal in it.body}
        predicates = corpus.vocabulary.predicates
        return frozenset(it for it in names if it in predicates and predicates[it].kind == "fact") - {"visit", "host"}

    def _try(self, variant: Variant, clause: Clause) -> None:
        case = variant.case
        key = f"{clause.index}{case.question}{sorted(case.suppose)}{sorted(case.withdraw)}"
        if key in self._seen:
            return
        self._seen.add(key)
        trial = trial_of(self.engine, case)
        if trial is None:
            return
        try:
            fired, alone = look(self.engine, trial, [clause])
        except RuntimeError:
            return
        living = {number: it for number, it in self.alive.items() if it.clause.index == clause.index}
        tried = {number: it for number, it in living.items() if matters(it, fired, alone)}
        if not tried:
            return
        bench = Bench(trial, list(tried.values()))
        for positions in self._positions(clause, bench):
            self._under(positions, variant, trial, bench, tried)

    def _positions(self, clause: Clause, bench: Bench) -> Iterator[dict[str, str]]:
        """No position, those that a clause reads, and each of the others in the place of one of these."""
        yield {}
        read = {str(it.args[0]): str(it.args[1]) for it in clause.body if it.name == "adopt"}
        if read:
            yield read
        for issue in {issue for issue, _ in bench.adopted}:
            for other in [option for id_, option in bench.adopted if id_ == issue]:
                if read.get(issue) != other:
                    yield {**read, issue: other}

    def _under(
        self, positions: dict[str, str], variant: Variant, trial: Trial, bench: Bench, tried: dict[int, Mutant]
    ) -> None:
        if None in bench.before(positions):
            return
        try:
            before = lines_of(bench.before(positions), trial.days)
        except ValueError:
            return
        told = set(map(_founded, before))
        kept: dict[str, None] = {}
        lost: dict[str, None] = {}
        killed: set[int] = set()
        for number, mutant in tried.items():
            if number not in self.alive:
                continue
            after = bench.after(mutant, positions)
            if after == bench.before(positions) or None in after:
                continue
            try:
                lines = lines_of(after, trial.days)
            except ValueError:
                continue
            rule = mutant.clause.rule_id
            gone = sorted(before - lines, key=lambda it: _plainness(it, rule))
            new = sorted(lines - before, key=lambda it: _plainness(it, rule))
            absent = [it for it in map(_founded, new) if it not in told]
            if gone:
                if not set(gone) & set(kept):
                    kept[gone[0]] = None
            elif absent:
                if not set(absent) & set(lost):
                    lost[absent[0]] = None
            else:
                continue
            killed.add(number)
        if killed:
            for number in killed:
                del self.alive[number]
            rules = tuple(dict.fromkeys(self.numbers[it].clause.rule_id for it in sorted(killed)))
            taken = {text(issue): option for issue, option in positions.items()}
            case = variant.case.model_copy(update={"positions": taken})
            change = variant.change
            if taken:
                change = "; ".join(filter(None, (change, f"under {', '.join(map(' '.join, taken.items()))}")))
            self.proposals.append(Proposal(Variant(case, change), rules, tuple(kept), tuple(lost), frozenset(killed)))


def _plainness(line: str, rule: str) -> tuple[bool, bool, bool, bool, int, str]:
    """Lines that speak of the rule come first, then those of an arrest."""
    told = "doubt " in line[:6], " is defeated by " in line
    return f"by {rule}," not in line, *told, "arrest" not in line, len(line), line


def _changed(mutant: Mutant) -> str:
    return mutant.clause.body[mutant.at].text if mutant.at >= 0 else "the clause"


def _founded(line: str) -> str:
    """A line of a conclusion without its standing and its days."""
    for standing in (", certain, ", ", contested, "):
        if standing in line:
            return line.partition(standing)[0]
    return line.rpartition(", ")[0]


_SHARED: tuple[list[Example], dict[str, tuple[Set[int], Set[tuple[int, int]]]]] = [], {}


def _touch(case: Example) -> tuple[str, tuple[Set[int], Set[tuple[int, int]]]] | None:
    engine = default_engine()
    trial = trial_of(engine, case)
    return None if trial is None else (case.name, look(engine, trial, engine.corpus.clauses))


def _search(part: tuple[Sequence[Mutant], float, bool]) -> tuple[list[Proposal], list[Mutant]]:
    found, seconds, drawing = part
    search = Search(found, *_SHARED)
    if drawing:
        search.draw(seconds)
    else:
        search.run(seconds)
    return search.proposals, list(search.alive.values())


def written(proposal: Proposal, number: int) -> str:
    """A proposal as a case of a case file."""
    case = proposal.variant.case
    rule = proposal.rules[0]
    question = {key: value for key, value in case.question.model_dump().items() if value is not None}
    if question["presence"] == "visit":
        del question["presence"]
    asked = ", ".join(f"{key}: {value}" for key, value in question.items())
    told = ", ".join(filter(None, (_named(case.name), _plain(proposal.variant.change))))
    lines = [
        f'- name: "{rule}, edge {number}: {told}"',
        f"  rule: {rule}",
    ]
    lines.append(f"  question: {{{asked}}}")
    if case.positions:
        lines.append(f"  positions: {{{', '.join(': '.join(it) for it in case.positions.items())}}}")
    for key, facts in (("suppose", case.suppose), ("withdraw", case.withdraw)):
        if facts:
            lines.append(f"  {key}:")
            lines.extend(f"    - {_quoted(it)}" for it in facts)
    lines.append("  expect:")
    for key, listed in _expected(proposal):
        if listed:
            lines.append(f"    {key}:")
            lines.extend(f"      - {_quoted(it)}" for it in listed)
    return "\n".join(lines) + "\n"


def _expected(proposal: Proposal) -> Iterator[tuple[str, Sequence[str]]]:
    yield "conclusions", proposal.conclusions
    yield "conclusions_not", proposal.conclusions_not
    yield "says", proposal.says


def _named(name: str) -> str:
    return _plain(name.partition(": ")[2] or name)


def _plain(text: str) -> str:
    return text.replace('"', "'").replace("\\", "")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def living(told: Path) -> Set[str]:
    """The names of the mutants that are told to be alive, as this and `mutants.py` tell them."""
    return {
        line.split(": ", 2)[2] for line in told.read_text().splitlines() if line.startswith(("alive: ", "survived: "))
    }


def worked() -> list[Example]:
    """The cases from which others are made: those at the edges of rules are made already."""
    files = [it for it in examples.files() if it.parent.name != "edges"]
    return [case for path in files for case in examples.read(path).cases if case.xfail is None]


def main() -> int:
    """Print cases, and on the error output what no case was found for."""
    options = argparse.ArgumentParser(description="Propose cases that tell mutants from the rules.")
    options.add_argument("--only", help="the id of the rule or the name of the rule file whose mutants are tried")
    options.add_argument(
        "--alive", help="a file of what was told on the error output before: only these are looked for"
    )
    options.add_argument("--seconds", type=float, default=600, help="how long to look")
    options.add_argument("--jobs", type=int, default=multiprocessing.cpu_count(), help="how many at once")
    options.add_argument("--drawn", action="store_true", help="draw worlds, in the place of variants of examples")
    asked_for = options.parse_args()
    every = chosen(default_engine().corpus, asked_for.only)
    patterns = mutants.allowed()
    every = [it for it in every if not mutants.explained(it, patterns)]
    if asked_for.alive:
        gone = living(Path(asked_for.alive))
        every = [it for it in every if it.name in gone]
    cases = worked()
    _SHARED[0].extend(cases)
    fork = multiprocessing.get_context("fork")
    with fork.Pool(asked_for.jobs) as pool:
        if asked_for.drawn:
            cases = []  # No example is looked at.
        _SHARED[1].update(it for it in pool.map(_touch, cases, chunksize=8) if it is not None)
    # The mutants of a rule are looked at together; each gets its share of the time.
    rules: dict[str, list[Mutant]] = {}
    for it in every:
        rules.setdefault(it.clause.rule_id, []).append(it)
    share = asked_for.seconds * asked_for.jobs / max(1, len(every))
    parts = [(living, share * len(living), asked_for.drawn) for living in rules.values()]
    with fork.Pool(asked_for.jobs) as pool:
        searched = pool.map(_search, parts, chunksize=1)
    number = 0
    for proposals, alive in searched:
        for proposal in proposals:
            number += 1
            print(written(proposal, number))
        for mutant in alive:
            print(f"alive: {mutant.clause.file}:{mutant.clause.line}: {mutant.name}", file=sys.stderr)
    print(f"{number} cases; {sum(len(it[1]) for it in searched)} of {len(every)} mutants live", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
