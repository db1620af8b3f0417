"""Mutants: every small change of a rule should make some rule test fail.

    python tests/mutants.py                     all mutants; takes long
    python tests/mutants.py --sample 500        as many
    python tests/mutants.py --only RS-89-1      those of one rule
    python tests/mutants.py --told              what is known from earlier runs, without trying more

A mutant is one clause with one thing changed (`slips.py` has the ways). It is killed by the first case of the case
files that no longer is as expected, by the first of a fixed set of random worlds in which the second opinion now
differs (`laboratory.py`), by a golden answer that no longer reads as it did (`pages_kept.py`), or by two worlds beside
a case that must be answered alike and no longer are (`alike.py`).
What a clause says is changed too: that is seen where a case pins the sentence (`untold.py` knows which).

Of some mutants it is proved that the law is the same with them (`same_law.py`): they are not tried, and not counted.
Some survivors are listed in `mutants_allowed.txt` with the reason why no test need tell them apart, and are counted as
what they are, alive. What is neither is told, and the run fails.

The order in which they are tried says nothing of them, so that whatever has been tried is a sample of all; the score so
far is told as the run goes. What became of each is kept in `.mutants.jsonl` or the file that `--book` names (`--fresh`
forgets it): a run goes on where it was ended, and leaves out what was tried on the same rules, facts and cases. After a
change a mutant that was killed is tried first on the case that killed it, if that stands as it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import alike
import examples
import goldens
import kin
import laboratory
import pages_kept
import second_opinion
import slips
import strategies
import worlds
from alike import Alike, Pair
from dedere.cases.files import Example
from dedere.engine import Engine, default_engine
from dedere.loading import load
from laboratory import Laboratory, Trial
from pages_kept import Pages, every_page
from same_law import same_law
from slips import Mutant, chosen

HOME = Path(__file__).parent
ALLOWED = HOME / "mutants_allowed.txt"
BOOK = HOME.parent / ".mutants.jsonl"

PACK = HOME / "packs" / "regional_court"

RANDOM_WORLDS = 150

TOGETHER = 250
"""Mutants that are tried before what became of them is kept."""


# ------------------------------------------------------------------------------------------------ what need not be told


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
    return same_law(default_engine().corpus, mutant)


def explained(mutant: Mutant, patterns: Iterable[str]) -> bool:
    """Whether a survivor is explained; `*` in a pattern stands for anything."""
    return any(_pattern(it).fullmatch(mutant.name) for it in patterns)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))))


# ---------------------------------------------------------------------------------------------------------------- runs


class Book:
    """What became of mutants in earlier runs, kept in a file: by name what killed it, if anything, and on what tried.

    Whatever is tried is written at once, so that nothing is lost where a run is ended.
    """

    def __init__(self, path: Path, cases: Iterable[Example]) -> None:
        self._path = path
        corpus = default_engine().corpus
        self._cases = {it.name: _print(it.model_dump_json()) for it in cases}
        self._state = _print(f"{corpus.fingerprint}{sorted(self._cases.items())}{_of_trials()}")
        self._kept: dict[str, tuple[str | None, str, str | None]] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                name, *result = json.loads(line)
                self._kept[name] = (result[0], result[1], result[2])

    def known(self, mutant: Mutant) -> str | None:
        """What killed a mutant as things stand, or empty where nothing did; None where it was not tried so."""
        killer, state, _ = self._kept.get(_full(mutant), (None, "", None))
        return (killer or "") if state == self._state else None

    def likely(self, mutant: Mutant) -> str | None:
        """The case that killed a mutant when things stood otherwise, if it is there as it was."""
        killer, _, case = self._kept.get(_full(mutant), (None, "", None))
        return killer if killer is not None and case is not None and self._cases.get(killer) == case else None

    def write(self, found: Iterable[Mutant], killers: Mapping[Mutant, str]) -> None:
        """Keep what became of mutants."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            for it in found:
                killer = killers.get(it)
                kept = (killer, self._state, self._cases.get(killer or ""))
                self._kept[_full(it)] = kept
                file.write(f"{json.dumps([_full(it), *kept])}\n")


def _full(mutant: Mutant) -> str:
    return f"{mutant.name} as `{mutant.text}`"


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _of_trials() -> str:
    """What mutants are tried by, and what random worlds are made by and held against."""
    modules = (second_opinion, strategies, worlds, laboratory, slips, kin, alike, pages_kept, goldens)
    files = [*(Path(it.__file__ or "") for it in modules), *goldens.files()]
    return "".join(it.read_text(encoding="utf-8") for it in files)


class _Work(NamedTuple):
    """Mutants, and what they are tried on."""

    found: Sequence[Mutant]
    trials: Sequence[Trial]
    random_worlds: int
    pairs: Sequence[Pair] = ()


_WORK: list[_Work] = []
"""What processes that are forked find here, since it cannot be sent to them."""


def _of_part(work: _Work) -> dict[Mutant, str]:
    engine = default_engine()
    lab = Laboratory(engine)
    killers = lab.killers(work.found, work.trials)
    for tried in (_by_pack, _by_random_worlds, _by_pages, _by_pairs, _by_worlds_beside):
        alive = [it for it in work.found if it not in killers]
        if alive and (work.pairs or tried in (_by_pack, _by_random_worlds)):
            killers |= tried(alive, work, lab)
    return killers


def _by_pack(alive: Sequence[Mutant], _work: _Work, _lab: Laboratory) -> dict[Mutant, str]:
    """Cases of the pack of the tests: what is told only of treaties that no regime here has for its own fires there."""
    engine, cases = _pack()
    there = {(it.file, it.text): it for it in engine.corpus.clauses}
    moved = {it._replace(clause=there[it.clause.file, it.clause.text]): it for it in alive}
    killers = Laboratory(engine).killers([*moved], list(laboratory.trials_of(cases, engine)))
    return {moved[it]: killer for it, killer in killers.items()}


@cache
def _pack() -> tuple[Engine, list[Example]]:
    engine = Engine(load([PACK / "rules"], [PACK / "facts"]))
    return engine, [case for path in examples.files([PACK]) for case in examples.read(path).cases]


def _by_random_worlds(alive: Sequence[Mutant], work: _Work, _lab: Laboratory) -> dict[Mutant, str]:
    engine = default_engine()
    return Laboratory(engine).killers(alive, laboratory.random_worlds(work.random_worlds, engine))


def _by_pages(alive: Sequence[Mutant], _work: _Work, _lab: Laboratory) -> dict[Mutant, str]:
    engine = default_engine()
    return Pages(engine).killers_of(alive, list(every_page(engine)))


def _by_pairs(alive: Sequence[Mutant], work: _Work, _lab: Laboratory) -> dict[Mutant, str]:
    return Alike(default_engine()).killers_of(alive, work.pairs)


def _by_worlds_beside(alive: Sequence[Mutant], _work: _Work, lab: Laboratory) -> dict[Mutant, str]:
    return Alike(default_engine()).killers_beside(alive, lab.fired)


def _of_share(at: int, jobs: int) -> dict[int, str]:
    work = _WORK[-1]
    killers = _of_part(work._replace(found=work.found[at::jobs]))
    return {at + jobs * place: killers[it] for place, it in enumerate(work.found[at::jobs]) if it in killers}


def killed(
    found: Sequence[Mutant],
    trials: Sequence[Trial],
    jobs: int = 1,
    random_worlds: int = RANDOM_WORLDS,
    pairs: Sequence[Pair] = (),
) -> dict[Mutant, str]:
    """The mutants that one of the cases, a random world or a pair of worlds kills, and which it was."""
    work = _Work(found, trials, random_worlds, pairs)
    if jobs == 1:
        return _of_part(work)
    _WORK.append(work)
    try:
        # Every share looks at every case, so there are no more shares than processes.
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            told = pool.starmap(_of_share, [(at, jobs) for at in range(jobs)], chunksize=1)
    finally:
        _WORK.clear()
    return {found[at]: killer for part in told for at, killer in part.items()}


def every_case() -> list[Example]:
    """The cases of all case files that are said to pass."""
    return [case for path in examples.files() for case in examples.read(path).cases if case.xfail is None]


def main() -> int:
    """Try the mutants, tell the survivors, and return 1 if one is not explained."""
    options = argparse.ArgumentParser(description="Change the rules a little, and see whether a test notices.")
    options.add_argument("--sample", type=int, help="how many mutants; all by default")
    options.add_argument("--seed", type=int, default=0, help="put them in the order of that seed")
    options.add_argument("--fresh", action="store_true", help="try again what was tried on the same rules and cases")
    options.add_argument("--only", help="the id of the rule or the name of the rule file whose mutants are tried")
    options.add_argument("--jobs", type=int, default=multiprocessing.cpu_count(), help="how many at once")
    options.add_argument("--book", type=Path, default=BOOK, help="the file in which what became of them is kept")
    options.add_argument("--told", action="store_true", help="tell what is known, and try nothing")
    asked_for = options.parse_args()
    began = time.monotonic()
    every = chosen(default_engine().corpus, asked_for.only, asked_for.seed)[: asked_for.sample]
    same = [it for it in every if proved(it)]
    found = [it for it in every if it not in {*same}]
    cases = every_case()
    book = Book(asked_for.book, cases)
    trials = list(laboratory.trials_of(cases, default_engine()))
    killers, waiting = _kept(found, trials, book, asked_for.fresh, asked_for.told)
    print(f"{len(every)} mutants; {len(same)} are the same law; {len(found) - len(waiting)} are known", flush=True)
    if asked_for.told:
        gone = {*waiting}
        return _told([it for it in found if it not in gone], same, killers)
    pairs = alike.pairs(cases, default_engine()) if waiting else []
    for at in range(0, len(waiting), TOGETHER):
        part = waiting[at : at + TOGETHER]
        new = killed(part, trials, asked_for.jobs, pairs=pairs)
        book.write(part, new)
        killers |= new
        tried = len(found) - len(waiting) + at + len(part)
        score = f"{100 * len(killers) / tried:.1f} of 100 of {tried} killed"
        print(f"{at + len(part)} of {len(waiting)} tried ({time.monotonic() - began:.0f} s); {score}", flush=True)
    return _told(found, same, killers)


def _kept(
    found: Sequence[Mutant], trials: Sequence[Trial], book: Book, fresh: bool, told: bool
) -> tuple[dict[Mutant, str], list[Mutant]]:
    """What killed each that is known from earlier runs, and the mutants that are to be tried."""
    known = {} if fresh else {it: killer for it in found if (killer := book.known(it)) is not None}
    killers = {it: killer for it, killer in known.items() if killer}
    likely = {} if fresh or told else {it: name for it in found if it not in known and (name := book.likely(it))}
    if likely:
        names = {*likely.values()}
        new = _of_part(_Work([*likely], [it for it in trials if it.name in names], 0))
        book.write(new, new)
        killers |= new
    return killers, [it for it in found if it not in known and it not in killers]


def _told(found: Sequence[Mutant], same: Sequence[Mutant], killers: Mapping[Mutant, str]) -> int:
    """Tell what became of mutants, and give 1 where one that lives is in no list."""
    patterns = allowed()
    survivors = [it for it in found if it not in killers]
    listed = [it for it in survivors if explained(it, patterns)]
    open_ = [it for it in survivors if not explained(it, patterns)]
    for kind, total in sorted(Counter(it.kind for it in found).items()):
        alive = sum(it.kind == kind for it in survivors)
        equal = sum(it.kind == kind for it in same)
        print(f"{kind}: {total - alive} of {total} killed, and {equal} are the same law")
    for mutant in sorted(open_, key=lambda it: (it.clause.file, it.clause.line, it.name)):
        print(f"survived: {mutant.clause.file}:{mutant.clause.line}: {mutant.name}")
    print(
        f"{len(killers)} of {len(found)} mutants killed, {100 * len(killers) / max(1, len(found)):.1f} of 100; alive "
        f"are {len(listed)} that are explained and {len(open_)} that are not; {len(same)} more are the same law"
    )
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
