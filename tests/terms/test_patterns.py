"""Terms with variables: read, matched, computed and compared as clingo does."""

from __future__ import annotations

import clingo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.terms.patterns import Bindings, Compound, Sum, Term, Variable, compare, evaluate, match, order, term
from dedere.terms.patterns import variables as variables_of
from dedere.terms.values import Value, value_of
from strategies import terms


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ind", "ind"),
        ("7", 7),
        ("-7", -7),
        ("#sup", "#sup"),
        ('"a, (B"', '"a, (B"'),
        ("X", Variable("X")),
        ("_Aux", Variable("_Aux")),
        ("_", Variable("_")),
        ("f(a,1)", "f(a,1)"),
        ("f(a,X)", Compound("f", ("a", Variable("X")))),
        ("f(g(X),_)", Compound("f", (Compound("g", (Variable("X"),)), Variable("_")))),
        ("(X+1)", Sum("+", Variable("X"), 1)),
        ("-X", Sum("-", 0, Variable("X"))),
        ("(X+(2*Y))", Sum("+", Variable("X"), Sum("*", 2, Variable("Y")))),
        ("X-1-2", Sum("-", Sum("-", Variable("X"), 1), 2)),
        ("X+2*Y", Sum("+", Variable("X"), Sum("*", 2, Variable("Y")))),
        ("f(X+1)", Compound("f", (Sum("+", Variable("X"), 1),))),
    ],
)
def test_what_a_text_is_read_as(text: str, read: Term) -> None:
    assert term(text) == read


@given(terms)
def test_a_term_without_variables_is_its_own_value(value: Value) -> None:
    assert term(str(value)) == value
    assert match(term(str(value)), value, {})
    assert evaluate(term(str(value)), {}) == value


@pytest.mark.parametrize(
    ("pattern", "value", "bound"),
    [
        ("X", "f(a)", {"X": "f(a)"}),
        ("_", "f(a)", {}),
        ("f(X,_)", "f(a,b)", {"X": "a"}),
        ("f(X,X)", "f(a,a)", {"X": "a"}),
        ("f(X,X)", "f(a,b)", None),
        ("f(X)", "f(a,b)", None),
        ("f(X)", "g(a)", None),
        ("f(X)", "f", None),
        ("f(g(X),3)", "f(g(2),3)", {"X": 2}),
        ("(1+1)", 2, {}),
        ("(1+1)", 3, None),
        ("a", "b", None),
        ("(X+1)", 3, {"X": 2}),
        ("(1-X)", 3, {"X": -2}),
        ("((2*X)-1)", 3, {"X": 2}),
        ("(2*X)", 3, None),
        ("(0*X)", 0, None),
        ("(X+1)", "a", None),
        ("(X/2)", 3, None),
        ("f(X,(X+1))", "f(2,3)", {"X": 2}),
        ("f(X,(X+1))", "f(2,4)", None),
    ],
)
def test_a_pattern_is_matched_with_a_value(pattern: str, value: Value, bound: Bindings | None) -> None:
    found: Bindings = {}
    assert (found if match(term(pattern), value, found) else None) == bound


@given(st.sampled_from(["+", "-", "*", "/", "\\", "**"]), st.integers(-9, 9), st.integers(-9, 9))
def test_arithmetic_is_that_of_clingo(sign: str, left: int, right: int) -> None:
    computed = evaluate(Sum(sign, Variable("X"), Variable("Y")), {"X": left, "Y": right})
    control = clingo.Control(["--warn=none"], logger=lambda _code, _message: None)
    control.add("base", [], f"p({left},{right}). q(X {sign} Y) :- p(X,Y).")
    control.ground([("base", [])])
    assert [computed] == [it.symbol.arguments[0].number for it in control.symbolic_atoms.by_signature("q", 1)] or (
        computed is None and not list(control.symbolic_atoms.by_signature("q", 1))
    )


@given(st.lists(st.sampled_from(["+", "-", "*", "/", "\\", "**"]), min_size=2, max_size=4), st.data())
def test_what_binds_closer_is_computed_first_as_clingo_does(signs: list[str], data: st.DataObject) -> None:
    numbers = [data.draw(st.integers(1, 4), label="number") for _ in (*signs, "")]
    text = str(numbers[0]) + "".join(f"{sign}{it}" for sign, it in zip(signs, numbers[1:], strict=True))
    if signs.count("**") > 1:
        return  # Of powers of powers clingo has no more than 32 bits.
    control = clingo.Control(["--warn=none"], logger=lambda _code, _message: None)
    control.add("base", [], f"q({text}).")
    control.ground([("base", [])])
    said = [it.symbol.arguments[0].number for it in control.symbolic_atoms.by_signature("q", 1)]
    computed = evaluate(term(text), {})
    assert said == ([] if computed is None else [computed])


@pytest.mark.parametrize("text", ["X", "(X+1)", "f(X)", "f((X+a))", "(a+1)", "(1/0)", "(1\\0)"])
def test_what_has_no_value(text: str) -> None:
    assert evaluate(term(text), {}) is None


@given(st.lists(terms, max_size=6))
def test_the_order_of_terms_is_that_of_clingo(values: list[Value]) -> None:
    ours = [str(it) for it in sorted(values, key=order)]
    assert ours == [str(it) for it in sorted(clingo.parse_term(str(value)) for value in values)]


@given(terms, terms, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
def test_comparisons_are_those_of_clingo(left: Value, right: Value, sign: str) -> None:
    control = clingo.Control(["--warn=none"])
    control.add("base", [], f"l({left}). r({right}). holds :- l(X), r(Y), X {sign} Y.")
    control.ground([("base", [])])
    assert compare(sign, left, right) == any(it.symbol.name == "holds" for it in control.symbolic_atoms)


def test_variables_within_arithmetic_get_no_value_there() -> None:
    read = [term("f(X,g(Y,X))"), term("(Z+1)"), term("a")]
    assert list(variables_of(read)) == ["X", "Y", "X"]
    assert list(variables_of([*read, term("f((Y-X))")], arithmetic=True)) == ["X", "Y", "X", "Z", "Y", "X"]
    within = [term("f(X+(Y*(Z-g(V))))")]
    assert list(variables_of(within)) == []
    assert list(variables_of(within, arithmetic=True)) == ["X", "Y", "Z", "V"]


def test_a_canonical_integer_is_a_number() -> None:
    assert value_of("-3") == -3
    assert value_of("3a") == "3a"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(X,1)", "a tuple cannot stand in a rule"),
        ("f((a,b))", "a tuple cannot stand in a rule"),
        ("(a,)", "a tuple cannot stand in a rule"),
        ("()", "a tuple cannot stand in a rule"),
        ("1..3", "an interval cannot stand in a rule"),
        ("(1..X)", "an interval cannot stand in a rule"),
        ("|X|", "an absolute value cannot stand in a rule"),
        ("(X&1)", "an operation on bits cannot stand in a rule"),
        ("~X", "an operation on bits cannot stand in a rule"),
        ("(X^1)", "an operation on bits cannot stand in a rule"),
    ],
)
def test_what_no_reason_could_be_read_off(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        term(text)
    assert str(refused.value) == message
