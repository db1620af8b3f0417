"""Terms and atoms."""

from __future__ import annotations

import pytest
from hypothesis import given

from dedere.terms.values import Atom, Value, quote, split, text, value_of
from strategies import terms


@given(terms)
def test_split_is_the_inverse_of_writing(term: Value) -> None:
    name, args = split(term)
    assert str(Atom(name, args)) == str(term)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (3, ("3", ())),
        ("ind", ("ind", ())),
        ('"a(b,c)"', ('"a(b,c)"', ())),
        ("#sup", ("#sup", ())),
        ("duty(ind,arrest,f(-1,b),icc)", ("duty", ("ind", "arrest", "f(-1,b)", "icc"))),
        ('f("a,)(",g("\\"",1))', ("f", ('"a,)("', 'g("\\"",1)'))),
        ("(a,1)", ("", ("a", 1))),
        ("(a,)", ("", ("a",))),
        ("()", ("", ())),
    ],
)
def test_split(value: Value, parts: tuple[str, tuple[Value, ...]]) -> None:
    assert split(value) == parts


@pytest.mark.parametrize("value", ["f(a))", "f(a)b(c)", "f(,)", "f(a,)", "f(a,,b)", 'f("a)'])
def test_split_refuses_what_is_no_term(value: str) -> None:
    with pytest.raises(ValueError, match="is not the text of one term"):
        split(value)


@given(terms)
def test_text_undoes_quote(term: Value) -> None:
    assert text(quote(str(term))) == str(term)


def test_value_of() -> None:
    assert value_of("-12") == -12
    assert value_of("a1") == "a1"
    assert value_of('"1"') == '"1"'
