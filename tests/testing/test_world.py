"""A world as a question, as facts to paste and as a case; and whether there could be such a world."""

from __future__ import annotations

from dedere.terms.values import Atom
from dedere.testing.drawing import Source, goals
from dedere.testing.world import World, valid
from small_law import law


def world() -> World:
    """A world in which the duty arises."""
    engine = law()
    question = engine.leading[0]
    goal = next(it for it in goals(engine, question) if it.rule_id == "DUTY")
    drawn = Source(engine, question, goal, 1).draw()
    assert drawn is not None
    return drawn


def test_a_world_can_be_asked_written_and_read() -> None:
    drawn = world()
    assert drawn.assessed
    assert drawn.assessment is not None
    assert drawn.assessment.verdict == "obliged"
    assert drawn.as_facts().count("\n") == len(drawn.facts) + 1
    assert drawn.as_question().startswith("dedere assess person_a state_a --")
    case = drawn.as_case("a case: with a colon", {"verdict": "obliged", "rules": ["A", "B-1"]}, "wide")
    assert case is not None
    assert "- name: 'a case: with a colon'" in case
    assert "presence: visit, school: wide}" in case
    assert case.endswith("  expect:\n    verdict: obliged\n    rules:\n      - A\n      - B-1")


def test_what_is_made_up_can_be_called_otherwise() -> None:
    drawn = world()
    assert set(drawn.invented()) >= {"person_a", "state_a"}
    other = drawn.renamed({"person_a": "somebody"})
    assert "person_a" not in str(other)
    assert other.assessment is not None
    assert other.assessment.verdict == "obliged"


def test_there_can_be_no_world_whose_facts_name_nobody_or_contradict_one_another() -> None:
    drawn = world()
    assert valid(drawn)
    assert not valid(drawn.but(without=[it for it in drawn.facts if it.name == "person"]))
    assert not valid(drawn.but(Atom("office", ("person_a", "state_a", 20200102, 20200101))))
