"""Strategies made from a vocabulary: what is drawn can be supposed, and worlds shrink to few facts."""

from __future__ import annotations

import pytest
from hypothesis import find, given, settings

import dedere
from dedere.asking.suppositions import suppose
from dedere.terms.values import Atom
from dedere.testing import changes, facts, given_worlds, hold, suppositions, worlds
from dedere.testing.strategies import SLOW
from dedere.testing.world import World, valid
from profiles import few
from small_law import law

ENGINE = law()
QUICK = settings(max_examples=30, deadline=None, database=None, suppress_health_check=SLOW)


@few(20)
@given(facts(ENGINE), facts(ENGINE, "joined"))
def test_a_fact_can_be_supposed(fact: Atom, joined: Atom) -> None:
    assert suppose(ENGINE.corpus, [str(fact)]) == [fact]
    assert joined.name == "joined"


@few(10)
@given(suppositions(ENGINE))
def test_suppositions_contradict_nothing(supposed: tuple[str, ...]) -> None:
    answer = dedere.assess("ada", "aaa", on="2020-01-01", suppose=supposed, engine=ENGINE)
    assert not [it for it in answer.warnings if "contradict" in it]


@few(10)
@given(changes(ENGINE))
def test_changes_are_taken_by_whatever_answers(changed: dict[str, tuple[str, ...]]) -> None:
    assert dedere.assess("ada", "aaa", on="2020-01-01", engine=ENGINE, **changed).verdict  # type: ignore[arg-type]


@given_worlds(ENGINE, examples=15)
def test_worlds_are_valid_and_consistent(world: World) -> None:
    assert valid(world)
    hold(world)


def test_worlds_shrink_by_leaving_facts_out() -> None:
    found = find(worlds(ENGINE), lambda it: any(fact.name == "office" for fact in it.facts), settings=QUICK)
    assert len(found.facts) <= 5


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(dedere.UsageError, match="of `nothing` nothing can be supposed"):
        facts(ENGINE, "nothing")
    with pytest.raises(dedere.UsageError, match="no question `nothing`"):
        worlds(ENGINE, "nothing")
