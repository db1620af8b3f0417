"""Propose cases that tell mutants from the rules by what is said alone: the sentences of a case that a mutant changes.

    python tests/retold.py --alive alive.txt > proposed.yaml

A variable that stands in a sentence and decides nothing may be the wrong one unseen, and so may a clause that only
gives a reason. For the mutants that no conclusion tells, this asks examples in which their clause fires by the rules
and by the mutant, and writes down a sentence that only the rules have. To be read before it is kept.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from dedere.cases.files import Example, Expected
from dedere.cases.told import Told, asked
from dedere.cases.validating import faults
from dedere.engine import Engine, default_engine
from dedere.errors import DedereError
from laboratory import Laboratory, Trial, mutated, trials_of
from propose import Proposal, Variant, living, worked, written
from slips import Mutant, chosen

MOST_ASKED = 10
"""Cases in which the clause of a mutant fires that are asked."""


def sentences(engine: Engine, case: Example) -> Sequence[str]:
    """All that the answer to a case says; nothing where it has none."""
    try:
        return Told(asked(case, engine)).sentences
    except (DedereError, ValueError):
        return ()


@cache
def _by_the_rules(engine: Engine, trial: Trial) -> Sequence[str]:
    assert isinstance(trial.what, Example)
    return sentences(engine, trial.what)


def lost(engine: Engine, mutant: Mutant, trial: Trial) -> str | None:
    """The shortest sentence of a case that is not said any more by a mutant, and can be expected."""
    assert isinstance(trial.what, Example)
    try:
        said = {*sentences(mutated(engine, mutant, trial.days), trial.what)}
    except Exception:  # A rule that makes no sense may well have no reasons; that a day has a next one has none ever.
        return None
    gone = [it for it in _by_the_rules(engine, trial) if said and it not in said]
    return next((it for it in sorted(gone, key=len) if _expectable(engine, trial.what, it)), None)


def _expectable(engine: Engine, case: Example, sentence: str) -> bool:
    told = case.model_copy(update={"expect": Expected(says=(sentence,))})
    return not list(faults(told, engine, asked(case, engine)))


def told(engine: Engine, found: Sequence[Mutant], cases: Sequence[Example]) -> Iterator[tuple[Mutant, Proposal | None]]:
    """For each mutant a case that says something else by the rules, or None."""
    trials = list(trials_of(cases, engine))
    touched = Laboratory(engine).touched(trials, found)
    for number, mutant in enumerate(found):
        near = [trial for trial, it in zip(trials, touched, strict=True) if number in it.firing | it.changing]
        near.sort(key=partial(_rank, mutant))
        for trial in near[:MOST_ASKED]:
            assert isinstance(trial.what, Example)
            sentence = lost(engine, mutant, trial)
            if sentence is not None:
                variant = Variant(trial.what, "what is said")
                yield mutant, Proposal(variant, (mutant.clause.rule_id,), (), (), frozenset({number}), (sentence,))
                break
        else:
            yield mutant, None


def _rank(mutant: Mutant, trial: Trial) -> tuple[bool, int]:
    assert isinstance(trial.what, Example)
    return mutant.clause.rule_id not in trial.about, len(trial.what.suppose)


def main() -> int:
    """Print cases, and on the error output what no case was found for."""
    options = argparse.ArgumentParser(description="Propose cases that tell mutants from the rules by what is said.")
    options.add_argument("--alive", required=True, help="a file of living mutants, as `mutants.py` tells them")
    asked_for = options.parse_args()
    names = living(Path(asked_for.alive))
    engine = default_engine()
    found = [it for it in chosen(engine.corpus) if it.name in names]
    number = 0
    for mutant, proposal in told(engine, found, worked()):
        if proposal is None:
            print(f"alive: {mutant.clause.file}:{mutant.clause.line}: {mutant.name}", file=sys.stderr)
            continue
        number += 1
        print(written(proposal, number))
    print(f"{number} cases for {len(found)} mutants", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
