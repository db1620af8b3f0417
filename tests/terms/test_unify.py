"""Which terms can be the same."""

from __future__ import annotations

import pytest

from dedere.terms.patterns import Bindings, term
from dedere.terms.unify import alike, bindings, outline, unifiable


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


def test_an_outline_tells_what_two_atoms_cannot_have_in_common() -> None:
    duty, other, open_ = (outline([term(it), term("D")]) for it in ("duty(H,arrest)", "status(H,hosts)", "N"))
    assert alike(duty, duty)
    assert alike(duty, open_)
    assert alike(open_, duty)
    assert not alike(duty, other)
    assert not alike(duty, outline([term("duty(H,arrest,P)"), term("D")]))
