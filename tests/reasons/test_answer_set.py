"""Conditions held against an answer set, and every step of it against clingo."""

from __future__ import annotations

import clingo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedere.engine import default_engine
from dedere.reasons.answer_set import AnswerSet, Counted
from dedere.reasons.clauses import ready
from dedere.reasons.proofs import _said_of
from dedere.terms.values import Value
from parsed import clause

ATOMS: list[str] = [
    "p(1,a)",
    "p(2,a)",
    "p(2,b)",
    "p(5,b)",
    "q(1)",
    "q(3)",
    "q(f(1))",
    "q(f(g(a,2)))",
    "r(a,a)",
    "r(a,b)",
    "r(f(1),1)",
    "s",
    't(20250101,"A (b, c)")',
    't(#sup,"Z")',
    "t(#inf,x)",
]

BODIES = [
    "p(X,Y)",
    "p(X,Y), q(X)",
    "p(X,Y), not q(X)",
    "r(X,X)",
    "q(f(X))",
    "q(f(g(X,Y)))",
    "r(f(X),X), q(X)",
    "p(X,a), p(Y,a), X < Y",
    "p(X,_), not r(_,b)",
    "p(X,Y), not p(_,Y)",
    "p(X,Y), Z = X + 1, q(Z)",
    "p(X,Y), q(X + 1)",
    "p(X,Y), Z = 2 * X - 1",
    "p(X,Y), Z = X / 2",
    "p(X,Y), Z = X \\ 2",
    "p(X,Y), Z = X ** 2",
    "q(X), f(Y) = X",
    "q(X + 1)",
    "q(1 - X), p(Y,_)",
    "q(2 * X - 1)",
    "p(X + 1,Y), q(X)",
    "q(Y), Y = X + 1",
    "q(Y), 3 - X = Y, not p(X,_)",
    "p(X,Y), X != 2, Y >= b",
    "t(X,Y), X > 20240101",
    "t(X,_), t(Y,_), X < Y",
    "q(X), X < f(2)",
    "s, not u, p(X,b)",
    "t(X,Y), Y > x",
]


def holding(body: str, atoms: list[str]) -> set[tuple[tuple[str, str], ...]]:
    """The instances of a body, as clingo finds them: the values of the variables that have names."""
    names = ready(clause(f"h :- {body}.")).clause.variables
    named = sorted(it for it in names if not it.startswith("_"))
    control = clingo.Control(["--warn=none"])
    control.add("base", [], f"{' '.join(f'{it}.' for it in atoms)} _i({','.join(named) or 'none'}) :- {body}.")
    control.ground([("base", [])])
    found = control.symbolic_atoms.by_signature("_i", max(1, len(named)))
    return {tuple(zip(named, map(str, it.symbol.arguments), strict=False)) for it in found}


def instances(body: str, atoms: list[str]) -> set[tuple[tuple[str, str], ...]]:
    """The same as they are found here."""
    made = ready(clause(f"h :- {body}."))
    return {
        tuple(sorted((name, str(value)) for name, value in bound.items() if not name.startswith("_")))
        for bound in AnswerSet(atoms).instances(made.body, {})
    }


@pytest.mark.parametrize("body", BODIES)
def test_the_instances_are_those_of_clingo(body: str) -> None:
    assert instances(body, ATOMS) == holding(body, ATOMS)


@given(st.sampled_from(BODIES), st.lists(st.sampled_from(ATOMS), unique=True))
def test_whatever_holds(body: str, atoms: list[str]) -> None:
    assert instances(body, atoms) == holding(body, atoms)


def test_the_bodies_above_try_something() -> None:
    assert sum(bool(holding(body, ATOMS)) for body in BODIES) >= len(BODIES) - 3


def test_given_values_narrow_what_is_looked_at() -> None:
    made = ready(clause("h(X) :- p(X,Y)."))
    found = AnswerSet(ATOMS)
    assert found.candidates(made.body[0], {"Y": "b"}) == [(2, "b"), (5, "b")]
    assert found.candidates(made.body[0], {"X": 7}) == []
    assert list(found.instances(made.body, {"X": 5})) == [{"X": 5, "Y": "b"}]


@pytest.mark.parametrize(
    ("body", "held", "bound"),
    [
        ("p(X,a), q(X), u", 2, {"X": 1}),
        ("p(X,a), not q(X), u", 2, {"X": 2}),
        ("u, p(X,Y)", 0, {}),
        ("p(X,Y), X > 100", 1, {"X": 5, "Y": "b"}),
        ("p(X,a), q(X)", 2, {"X": 1}),
    ],
)
def test_the_longest_beginning_with_the_latest_values(body: str, held: int, bound: dict[str, object]) -> None:
    made = ready(clause(f"h :- {body}."), frozenset())
    assert AnswerSet(ATOMS).longest(made.body, {}) == (held, bound)


def test_the_latest_value_is_not_that_of_the_last_text() -> None:
    made = ready(clause("h :- p(X,Y), u."), frozenset())
    # As texts, the last two stand before the first.
    assert AnswerSet(["p(9,a)", "p(10,a)", "p(100,a)"]).longest(made.body, {}) == (1, {"X": 100, "Y": "a"})
    assert AnswerSet(["p(100,a)", "p(9,b)", "p(100,b)"]).longest(made.body, {}) == (1, {"X": 100, "Y": "b"})


def test_what_a_negated_condition_speaks_of() -> None:
    made = ready(clause("h(Y) :- not p(_,Y)."))
    assert list(AnswerSet(ATOMS).matching(made.body[0], {"Y": "b"})) == [(2, "b"), (5, "b")]


@pytest.mark.parametrize(
    ("aggregate", "counted"),
    [
        ("N = #sum { X,Y: p(X,Y) }", Counted("sum", 10, ((1, "p(1,a)"), (2, "p(2,a)"), (2, "p(2,b)"), (5, "p(5,b)")))),
        ("N = #sum { X: p(X,Y) }", Counted("sum", 10, ((1, "p(1,a)"), (2, "p(2,a)"), (5, "p(5,b)")))),
        ("N = #count { X: p(X,A) }", Counted("count", 10, ((1, "p(1,a)"), (2, "p(2,a)")))),
        ("N = #sum { X: v(X) }", Counted("sum", 10, ())),
        ("N >= #sum { X: p(X,Y) }", None),
        ("N = #sum { X: p(X,Y), q(X) }", None),
    ],
)
def test_what_an_aggregate_counts(aggregate: str, counted: Counted | None) -> None:
    assert AnswerSet(ATOMS).counted(aggregate, {"N": 10, "A": "a"}) == counted


def test_names_and_rows_are_those_of_the_atoms() -> None:
    found = AnswerSet(ATOMS)
    assert found.names == {"p", "q", "r", "s", "t"}
    assert found.rows("s") == [()]
    assert found.rows("none") == []
    assert found.rows("t") == [("#inf", "x"), ("#sup", '"Z"'), (20250101, '"A (b, c)"')]


@pytest.mark.parametrize(("value", "said"), [(1, "there is one of them"), (2, "there are 2 of them")])
def test_what_was_counted_is_said_in_its_number(value: int, said: str) -> None:
    assert _said_of(Counted("count", value, ()), default_engine().corpus.vocabulary).startswith(said)


@pytest.mark.parametrize(
    ("value", "each", "said"),
    [
        (0, (), "there is nothing to add up"),
        (1250, ((1250, "rate(a,1250)"),), "12.5 is the sum of 12.5"),
        (3750, ((2500, "rate(a,2500)"), (1250, "rate(b,1250)")), "37.5 is the sum of 25 and 12.5"),
        (3, ((1, "seat(a)"), (1, "seat(b)"), (1, "seat(c)")), "3 is the sum of 1, 1 and 1"),
    ],
)
def test_what_was_added_up_is_said_with_its_parts(value: int, each: tuple[tuple[int, str], ...], said: str) -> None:
    vocabulary = default_engine().corpus.vocabulary
    rate = next(it.name for it in vocabulary.predicates.values() if any(a.type == "hundredths" for a in it.arguments))
    plain = next(it.name for it in vocabulary.predicates.values() if all(a.type != "hundredths" for a in it.arguments))
    named = tuple((weight, atom.replace("rate(", f"{rate}(").replace("seat(", f"{plain}(")) for weight, atom in each)
    assert _said_of(Counted("sum", value, named), vocabulary) == said


def test_a_value_that_a_condition_names_narrows_what_is_looked_at_too() -> None:
    found = AnswerSet(ATOMS)
    (named, computed, open_) = (
        ready(clause(f"h :- p({it})."), frozenset()).body[0] for it in ("X,b", "X + 1,Y", "X,Y")
    )
    assert found.candidates(named, {}) == [(2, "b"), (5, "b")]
    assert found.candidates(named, {"X": 5}) == [(5, "b")]
    # What is computed has a value only backwards: it narrows nothing.
    assert found.candidates(computed, {"X": 1}) == found.rows("p") == found.candidates(open_, {})
    (inside,) = (ready(clause("h :- q(f(X))."), frozenset()).body[0],)
    assert found.candidates(inside, {"X": 1}) == [("f(1)",)]
    assert len(found.candidates(inside, {})) == 4


@pytest.mark.parametrize(
    ("compared", "bound", "found"),
    [
        ("X < 3", {}, []),  # Only an equation gives a value.
        ("3 > X", {}, []),
        ("X != 3", {}, []),
        ("X < 3", {"X": 2}, [{"X": 2}]),
        ("X < 3", {"X": 3}, []),
        ("X = 3", {}, [{"X": 3}]),
        ("3 = X", {}, [{"X": 3}]),
        ("X = 3", {"X": 3}, [{"X": 3}]),
        ("X = 3", {"X": 4}, []),
        ("X = Y", {}, []),
        ("X = Y + 1", {"Y": 1}, [{"Y": 1, "X": 2}]),
        ("X = Y + 1", {"Y": 1, "X": 2}, [{"Y": 1, "X": 2}]),
        ("X = Y + 1", {"Y": 1, "X": 3}, []),
        ("f(X) = Y", {"Y": "f(1)"}, [{"Y": "f(1)", "X": 1}]),
        ("f(X) = Y", {"Y": "g(1)"}, []),
    ],
)
def test_a_comparison_holds_of_values_and_an_equation_gives_one(
    compared: str, bound: dict[str, Value], found: list[dict[str, Value]]
) -> None:
    (condition,) = ready(clause(f"h :- {compared}."), frozenset()).body
    assert list(AnswerSet([]).satisfy(condition, bound)) == found
