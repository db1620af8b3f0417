"""Variables in canonical text."""

from __future__ import annotations

from dedere.terms.variables import is_variable, names, pieces, stands_open


def test_what_stands_in_a_string_is_no_variable() -> None:
    assert names('p(X,"Y \\" Z",_,_A,aB,X)') == ["X", "_", "_A", "X"]
    assert pieces('p(X,"Y")') == (("p(", False), ("X", True), (",", False), ('"Y"', False), (")", False))


def test_the_name_of_one_variable() -> None:
    assert all(map(is_variable, ("X'", "_X1")))
    assert not any(map(is_variable, ("_", "x", "X,Y")))


def test_what_names_nothing_stands_open() -> None:
    assert [stands_open(it) for it in ("X", "_", "_X", "x", "f(X)", '"X"')] == [True, True, True, False, False, False]
