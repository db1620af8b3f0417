"""Worlds beside the case files that must be answered alike are (`kin.py` says which, and why)."""

from __future__ import annotations

from pathlib import Path

import pytest

import alike
import examples
import kin
import laboratory
import slips
from dedere.engine import default_engine
from dedere.testing.world import valid

MOST = 3
"""Of each kind of change and predicate so many are tried of a case file."""


@pytest.mark.parametrize("path", [pytest.param(it, id=it.name) for it in examples.files()])
def test_what_must_not_matter_does_not(path: Path) -> None:
    engine = default_engine()
    cases = [it for it in examples.read(path).cases if it.xfail is None]
    pairs = [alike.Pair(it) for it in alike.chosen(cases, engine, MOST)]
    laboratory.Laboratory(engine).touched([side for it in pairs for side in it.sides], [])
    for it in pairs:
        one, other = (side.base for side in it.sides)
        # What is moved may contradict the rest of the case.
        if not it.alike(one, other) and valid(it.kin.one) and valid(it.kin.other):
            pytest.fail(f"{it.kin.name}:\n{it.kin.one}\nis answered otherwise than\n{it.kin.other}")


def test_a_day_that_is_read_wrongly_is_noticed() -> None:
    engine = default_engine()
    cases = [it for it in examples.read(examples.HOME / "examples" / "immunities.yaml").cases if "IM-NAT" in it.name]
    pairs = alike.pairs(cases, engine)
    assert {it.kin.kind for it in pairs} == {*kin.KINDS}
    found = [it for it in slips.chosen(engine.corpus, "IM-NAT") if it.kind in ("flip", "shift")]
    killers = alike.Alike(engine).killers_of(found, pairs)
    assert {it.kind for it in killers} == {"flip", "shift"}
    assert all(name.startswith(("begun", "ended", "ahead", "over", "lasting", "stay")) for name in killers.values())


def test_what_is_foretold_is_a_fact() -> None:
    declared = default_engine().corpus.vocabulary.predicates
    assert {declared[it].kind for it in frozenset().union(*kin.WHERE_IT_MAY_MATTER.values())} == {"fact"}
