"""The strict reader of facts."""

from __future__ import annotations

from collections.abc import Callable

import clingo
import pytest
from hypothesis import given

from dedere.terms.patterns import Compound, Term, Variable
from dedere.terms.reader import DEEPEST_TERM, LONGEST_FACT, Pattern, parse_fact, parse_patterns
from dedere.terms.values import Atom
from strategies import atoms, hostile


@pytest.mark.parametrize(
    ("source", "atom"),
    [
        ("a", Atom("a")),
        ("a.", Atom("a")),
        (" deposited( ind , rome,20250901 ) . ", Atom("deposited", ("ind", "rome", 20250901))),
        ("p(-3,0)", Atom("p", (-3, 0))),
        ("p(2147483647,-2147483648)", Atom("p", (2147483647, -2147483648))),
        ('p("India",#sup,#inf)', Atom("p", ('"India"', "#sup", "#inf"))),
        ('p("a\\"b\\\\c\\nd, (e")', Atom("p", ('"a\\"b\\\\c\\nd, (e"',))),
        ("p(f( g(a, 1) ,b))", Atom("p", ("f(g(a,1),b)",))),
        ("p(_a,x')", Atom("p", ("_a", "x'"))),
        ('p("Türkiye")', Atom("p", ('"Türkiye"',))),
        ("p(" + "f(" * 8 + "a" + ")" * 9, Atom("p", ("f(" * 8 + "a" + ")" * 8,))),
    ],
)
def test_reads_a_ground_fact(source: str, atom: Atom) -> None:
    assert parse_fact(source) == atom


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "no fact in an empty text"),
        ("  ", "no fact in an empty text"),
        ("p(X)", "a variable cannot stand in a fact: `X`"),
        ("p(_)", "a variable cannot stand in a fact: `_`"),
        ("p(1..3)", "an interval"),
        ("p(a;b)", "a pool"),
        ("p(1+2)", "arithmetic"),
        ("p(1-2)", "arithmetic"),
        ("p(2**3)", "arithmetic"),
        ("p(|-1|)", "arithmetic"),
        ("p(-a)", "arithmetic"),
        ("p(@f)", "an external function"),
        ("p :- q", "a rule is not a fact"),
        ("p : q", "a condition"),
        (":- p", "a rule is not a fact"),
        ("not p", "a negated atom"),
        ("-p(a)", "classical negation"),
        ("p(not)", "`not` is no constant"),
        ("#script (python) x #end.", "a directive"),
        ("#show.", "a directive"),
        ("p. q", "text follows the fact: `q`"),
        ("p q", "text follows the fact: `q`"),
        ("p..", "an interval"),
        ("p. % note", "a comment"),
        ("p(2147483648)", "larger than 32 bits"),
        ("p(-2147483649)", "larger than 32 bits"),
        ("p(" + "9" * 1900 + ")", "larger than 32 bits"),
        ("p(007)", "leading zero"),
        ("p(0x10)", "stands where"),
        ("p(1.2)", "stands where"),
        ("p((a,b))", "a tuple"),
        ("p()", "an argument is missing"),
        ("p(a,)", "an argument is missing"),
        ("p(a", "a parenthesis is not closed"),
        ('p("a)', "a string is not closed"),
        ('p("a\\tb")', "a string is not closed"),
        ('p("a\nb")', "a string is not closed"),
        ('p("a\x00b")', "a string is not closed"),
        ("p(\x00)", "the character"),
        ("P(a)", "begins with the name of a predicate"),
        ("3", "begins with the name of a predicate"),
        ("é", "the character"),
        ("p(" + "f(" * 9 + "a" + ")" * 10, "nested deeper"),
        ("p(" + "a," * 1000 + "a)", "at most 2000 characters"),
        ("p(" + "(" * 1900, "a tuple"),
    ],
)
def test_refuses_all_else_in_a_sentence(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        parse_fact(source)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@given(atoms)
def test_round_trip(atom: Atom) -> None:
    assert parse_fact(str(atom)) == atom
    assert parse_fact(f" {atom} . ") == atom


@given(atoms)
def test_reads_what_clingo_reads(atom: Atom) -> None:
    assert str(clingo.parse_term(str(atom))) == str(atom)


@given(hostile)
def test_hostile_text_is_read_or_refused(source: str) -> None:
    try:
        atom = parse_fact(source)
    except ValueError:
        return
    # What was let through is one ground term for clingo too, and the same one.
    symbol = clingo.parse_term(str(atom))
    assert str(symbol) == str(atom)
    assert symbol.type == clingo.SymbolType.Function


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("p(X,_)", [("p", (Variable("X"), Variable("_")))]),
        ("p(f(X,a),f(a,1)), q.", [("p", (Compound("f", (Variable("X"), "a")), "f(a,1)")), ("q", ())]),
        ('p("A, B",-3)', [("p", ('"A, B"', -3))]),
    ],
)
def test_atoms_with_variables(source: str, read: list[tuple[str, tuple[Term, ...]]]) -> None:
    assert [(it.name, it.args) for it in parse_patterns(source)] == read


def test_the_variables_of_an_atom_in_order() -> None:
    (pattern,) = parse_patterns("p(X,f(Y,X),_)")
    assert list(pattern.variables()) == ["X", "Y", "X", "_"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "begins with the name of a predicate"),
        ("not p(X)", "begins with the name of a predicate"),
        ("p(X", "a parenthesis is not closed"),
        ("p(X..3)", "an interval or arithmetic stands in it"),
        ("p(X) q", "text follows the atom: `q`"),
        ("p(X+1)", "arithmetic"),
        ("p(" + "f(" * 10 + "X" + ")" * 11, "nested too deep"),
        ("p(#show)", "a directive"),
    ],
)
def test_patterns_are_as_strict_as_facts(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        parse_patterns(source)
    assert message in str(refused.value)


@given(atoms)
def test_an_atom_without_variables_is_read_alike_by_both(atom: Atom) -> None:
    (pattern,) = parse_patterns(str(atom))
    assert (pattern.name, pattern.args) == parse_fact(str(atom))


@pytest.mark.parametrize("read", [parse_fact, lambda it: parse_patterns(it)[0]])
def test_patterns_may_be_nested_as_deep_as_facts_and_no_deeper(read: Callable[[str], Atom | Pattern]) -> None:
    inner = "a" if read is parse_fact else "X"

    def nested(deep: int) -> str:
        return f"p({'f(' * deep}{inner}{')' * deep})"

    assert read(nested(DEEPEST_TERM)).name == "p"
    with pytest.raises(ValueError, match="nested"):
        read(nested(DEEPEST_TERM + 1))


def test_a_fact_of_as_many_characters_as_it_may_have_is_read_and_of_one_more_is_not() -> None:
    before, after = 'name("', '").'
    text = f"{before}{'x' * (LONGEST_FACT - len(before) - len(after))}{after}"
    assert len(text) == LONGEST_FACT
    assert parse_fact(text).name == "name"
    with pytest.raises(ValueError, match=f"a fact has at most {LONGEST_FACT} characters"):
        parse_fact(f" {text}")
