"""Conclusions of a program without a question."""

from __future__ import annotations

import pytest

from dedere.errors import Unanswered
from dedere.solving.conclusions import concluded, concluded_each


def test_conclusions_come_in_order_and_of_the_predicate_alone() -> None:
    assert concluded("p(2). p(1). p(a,b). q(3).", "p", 1) == ["p(1)", "p(2)"]


def test_a_program_that_contradicts_itself_concludes_nothing() -> None:
    with pytest.raises(Unanswered, match="the rules contradict one another on these facts"):
        concluded("p(1). :- p(1).", "p", 1)


def test_alternatives_see_nothing_of_one_another() -> None:
    rules = [["q(1) :- go"], ["q(2) :- go", "q(3) :- go"], ["q(9) :- go"], []]
    found = concluded_each("go. p(X) :- q(X). :- q(9).", "p", 1, rules)
    assert [sorted(it) for it in found] == [["p(1)"], ["p(2)", "p(3)"], [], []]
