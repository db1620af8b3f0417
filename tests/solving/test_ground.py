"""What holds under which positions, on small programs."""

from __future__ import annotations

from dedere.solving.ground import Grounded

LAW = """
{ adopt(I,O) : option(I,O) } = 1 :- at_issue(I).
at_issue(first).
at_issue(second) :- adopt(first,yes).
at_issue(third) :- adopt(first,never).
effective(duty,"A",1) :- adopt(first,yes).
effective(power,"B",1) :- adopt(second,yes).
"""
FACTS = ["option(first,yes).", "option(first,no).", "option(second,yes).", "option(second,no).", "option(third,yes)."]


def test_an_issue_that_a_position_leaves_without_object_is_not_raised() -> None:
    ground = Grounded(LAW, FACTS)
    assert ground.issues({}) == {"first": ("no", "yes"), "second": ("no", "yes")}
    assert ground.issues({"first": "no"}) == {}
    assert ground.issues({"first": "yes"}) == {"second": ("no", "yes")}


def test_a_position_on_an_issue_that_is_not_raised_contradicts_nothing() -> None:
    ground = Grounded(LAW, FACTS)
    assert ground.possible({"first": "no", "second": "yes"}) == frozenset()
    assert ground.certain({"first": "yes", "second": "yes"}) == {'effective(duty,"A",1)', 'effective(power,"B",1)'}
    assert ground.possible({"second": "yes"}) == {'effective(duty,"A",1)', 'effective(power,"B",1)'}


def test_what_else_is_asked_for_is_gathered_over_all_positions() -> None:
    beside = "told(yes) :- adopt(first,yes). told(no) :- adopt(first,no)."
    ground = Grounded(f"{LAW}\n{beside}", FACTS, also=("told/1",))
    assert {"told(yes)", "told(no)"} <= ground.ever({})
    assert "told(yes)" not in ground.ever({"first": "no"})


def test_a_world_with_what_cannot_be_is_none_and_without_it_is_any() -> None:
    ground = Grounded("{ a }. b :- a. seeks(x).", [], ["x"])
    assert ground.world({}, having="never") is None
    assert "a" in (ground.world({}, having="b") or ())
    without = ground.world({}, lacking="b")
    assert without is not None
    assert "a" not in without
    assert ground.world({}, having="a", lacking="b") is None
    assert ground.world({}, lacking="never") is not None
