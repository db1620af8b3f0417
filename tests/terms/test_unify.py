"""Which terms can be the same."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.terms.patterns import Bindings, Term, Variable, term
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


VALUES = ("a", "b", "c")
FLAT = st.lists(st.sampled_from(["a", "b", "X", "Y", "Z", "_"]).map(term), min_size=3, max_size=3)
KNOWN = st.dictionaries(st.sampled_from(["X", "Y", "Z"]), st.sets(st.sampled_from(VALUES), min_size=1))


@given(FLAT, KNOWN, FLAT, KNOWN)
def test_two_lists_can_be_the_same_where_some_values_make_them_so(
    left: list[Term], left_known: dict[str, set[str]], right: list[Term], right_known: dict[str, set[str]]
) -> None:
    def instances(side: list[Term], known: dict[str, set[str]]) -> set[tuple[str, ...]]:
        names = sorted({it.name for it in side if isinstance(it, Variable) and it.name != "_"})
        made = set()
        for values in product(*(sorted(known.get(it, VALUES)) for it in names)):
            given_ = dict(zip(names, values, strict=True))
            each = [
                VALUES if it == Variable("_") else (given_[it.name],) if isinstance(it, Variable) else (str(it),)
                for it in side
            ]
            made |= set(product(*each))
        return made

    same = bool(instances(left, left_known) & instances(right, right_known))
    assert unifiable(left, left_known, right, right_known) == same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("f(X+1)", "f(3)", True),
        ("f(3)", "f(X+1)", True),
        ("f(X,g(X))", "f(a,g(b))", False),
        ("f(X,g(X))", "f(a,g(a))", True),
        ("f(X,X)", "f(g(Y),g(b))", True),
        ("f(a)", "f(a,b)", False),
        ("f(_,_)", "f(a,b)", True),
    ],
)
def test_terms_that_can_be_the_same(left: str, right: str, same: bool) -> None:
    assert unifiable([term(left)], {}, [term(right)], {}) == same
    assert unifiable([term(right)], {}, [term(left)], {}) == same


def test_a_value_is_none_of_those_that_a_variable_can_have() -> None:
    assert not unifiable([term("X")], {"X": {"a"}}, ["b"], {})
    assert not unifiable(["b"], {}, [term("X")], {"X": {"a"}})
    assert not unifiable([3], {}, [term("X")], {"X": {2}})
    assert unifiable([3], {}, [term("X")], {"X": {2, 3}})
