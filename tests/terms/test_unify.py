"""Which terms can be the same."""

from __future__ import annotations

import pytest

from dedere.terms.patterns import Bindings, term
from dedere.terms.unify import bindings, unifiable


@pytest.mark.parametrize(
    ("head", "goal", "found"),
    [
        ("p(X,a)", ("ind", "a"), {"X": "ind"}),
        ("p(X,a)", (None, "a"), {}),
        ("p(X,X)", ("a", "b"), None),
        ("p(f(X),b)", ("f(a)", "_"), {"X": "a"}),
        ("p(f(X),b)", ("g(a)", "b"), None),
        ("p(X+1,b)", (3, "b"), {}),
    ],
)
def test_a_goal_gives_values_to_a_head(head: str, goal: tuple[int | str | None, ...], found: Bindings | None) -> None:
    assert bindings([term(it) for it in head[2:-1].split(",")], goal) == found


def test_variables_of_two_patterns_are_their_own() -> None:
    left, right = term("f(X,X)"), term("f(X,b)")
    assert unifiable([left], {}, [right], {})
    assert not unifiable([left], {"X": {"a"}}, [right], {})
    assert not unifiable([term("f(X)")], {}, [term("g(X)")], {})
