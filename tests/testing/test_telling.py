"""The case that is told with a counterexample fails for what is wrong, and passes once that is taken out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dedere.cases.files import parse
from dedere.cases.run import run
from dedere.engine import Engine
from dedere.testing import PROPERTIES, try_worlds
from small_law import law
from testing.test_running import FAULTS, RULE

UNTOLD = {
    "an act is owed and forbidden",
    "the office of anybody counts",
    "a check of the pack fails of a norm",
}
"""What no key of a case file says: which of two rules gives way, what a check says of norms, and facts about others,
which the engine leaves out.
"""


@cache
def told(kind: str) -> str | None:
    """The case of the first counterexample to the property that a fault breaks."""
    property_, *fault = FAULTS[kind]
    found = try_worlds(law(*fault), 30, properties=PROPERTIES)
    return next(it for it in found.counterexamples if it.property == property_).case


def status(case: str, engine: Engine) -> str:
    (read,) = parse(Path("case.yaml"), case).cases
    outcome = run(read, engine)
    return f"{outcome.status}: {outcome.different}" if outcome.status == "failed" else outcome.status


@pytest.mark.parametrize("kind", [it for it in FAULTS if it not in UNTOLD])
def test_the_case_fails_for_what_is_wrong_and_passes_when_it_is_mended(kind: str) -> None:
    case = told(kind)
    assert case is not None
    assert status(case, law(*FAULTS[kind][1:])).startswith("failed"), case
    assert status(case, law()) == "passed", case


@pytest.mark.parametrize("kind", sorted(UNTOLD))
def test_where_no_key_tells_it_there_is_no_case(kind: str) -> None:
    assert told(kind) is None


def test_the_cases_of_several_counterexamples_stand_in_one_file() -> None:
    more = "".join(
        f'{RULE.replace("MORE", id_)}applicable(duty(H,{act},P,none),"{id_}",D) :- '
        "here(P,H,D), sought(P,F,T), F <= D, D <= T.\n"
        for id_, act in (("ONE", "wait"), ("TWO", "watch"))
    )
    cases = [it.case for it in try_worlds(law(more=more), 30, properties=PROPERTIES).counterexamples if it.case]
    assert len(cases) > 1
    assert len(parse(Path("case.yaml"), "\n".join(cases)).cases) == len(cases)
