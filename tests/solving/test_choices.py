"""Sets of changes looked for in one program."""

from __future__ import annotations

from dedere.solving.choices import Choices, Options

LAW = """
{ adopt(I,O) : option(I,O) } = 1 :- at_issue(I).
at_issue(view) :- disputed.
effective(duty,"A",1) :- bound, not exempt.
effective(duty,"B",1) :- disputed, adopt(view,yes).
"""
FACTS = ["option(view,yes).", "option(view,no)."]
BIND, DISPUTE, FREE = Options(("bound",), (), 2), Options(("disputed",), (), 1), Options((), ("exempt",), 1)


def _choices(*groups: tuple[int, ...]) -> Choices:
    return Choices(LAW, FACTS, ["duty"], [BIND, DISPUTE, FREE], groups, 4)


def test_the_lightest_set_that_answers_is_found_weight_by_weight() -> None:
    choices = _choices()
    assert choices.find(1, True, {}) == frozenset({1})
    assert choices.find(1, True, {"view": "no"}) is None
    assert choices.find(2, True, {"view": "no"}) is None
    assert choices.find(3, True, {"view": "no"}) == frozenset({0, 2})
    assert choices.find(9, True, {}) is None


def test_what_is_ruled_out_is_not_found_again() -> None:
    choices = _choices()
    choices.rule_out({0: True, 2: True})
    assert choices.find(3, True, {"view": "no"}) is None
    assert choices.find(4, True, {"view": "no"}) is None


def test_of_a_group_at_most_one_is_made() -> None:
    assert _choices((0, 2)).find(3, True, {"view": "no"}) is None


def test_a_set_is_refuted_by_a_view_and_its_failure_owed_to_changes() -> None:
    choices = _choices()
    assert choices.refute(frozenset({1}), False, {}) == {"view": "no"}
    assert choices.refute(frozenset({0, 2}), False, {}) is None
    assert choices.verdict_with(frozenset({1}), {}) == "contested"
    assert choices.verdict_with(frozenset({0, 2}), {}) == "obliged"
    assert choices.failing(frozenset({0}), True, {"view": "no"}).items() <= {(0, True), (1, False), (2, False)}
    assert choices.failing(frozenset({0}), True, {"view": "no"})[2] is False


def test_what_was_ruled_out_can_still_be_asked_about() -> None:
    choices = _choices()
    found = frozenset({0, 2})
    choices.rule_out(dict.fromkeys(found, True))
    made = choices.with_made(found)
    assert made.verdict({}) == "obliged"
    assert made.certain({}) == {'effective(duty,"A",1)'}
    assert made.world({}, having="disputed") is None
    assert {"_made(0)", "bound", "_made(2)"} <= set(made.world({}) or ())


def test_where_no_change_can_answer_any_position_shows_it() -> None:
    never = Choices(LAW, FACTS, ["permission"], [BIND, DISPUTE, FREE], (), 4)
    assert never.refute(frozenset({0}), True, {"view": "no"}) is None
    assert never.refute(frozenset({0}), False, {"view": "no"}) == {"view": "no"}
    assert never.find(2, True, {}) is None
    assert never.find(2, False, {}) == frozenset({0})
    # Nothing that is or is not made is to blame.
    assert never.failing(frozenset({0}), True, {}) == {0: True, 1: False, 2: False}
