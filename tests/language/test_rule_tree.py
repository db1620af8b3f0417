"""A rule taken apart: heads, conditions, and the variables that each binds."""

from __future__ import annotations

import pytest
from clingo import ast

from dedere.language import rule_tree
from dedere.language.records import Clause, Literal
from dedere.language.rule_tree import Node, Refused


def node(text: str) -> Node:
    found: list[Node] = []
    ast.parse_string(text, found.append)
    return found[1]


def taken_apart(text: str) -> list[tuple[Clause, tuple[Literal, ...]]]:
    return list(rule_tree.clauses("x.lp", 7, node(text)))


def clauses(text: str) -> list[Clause]:
    return [clause for clause, _ in taken_apart(text)]


def test_literals_of_a_body() -> None:
    (clause,) = clauses(
        "h(X,N) :- p(X,_,_), not q(X,_), X < 3, Y = X + 1, N = #count { Z : r(Z,X) }, not not s(X), t : u."
    )
    assert clause.body == (
        Literal("positive", "p(X,_A1,_A2)", "p", ("X", "_A1", "_A2"), ("X", "_A1", "_A2")),
        Literal("negative", "not q(X,_)", "q", ("X", "_"), ("X", "_")),
        Literal("comparison", "X < 3", "<", ("X", "3"), ("X",)),
        Literal("comparison", "Y = (X+1)", "=", ("Y", "(X+1)"), ("Y", "X")),
        Literal("aggregate", "N = #count { Z: r(Z,X) }", "", (), ("N", "Z", "X")),
        Literal("aggregate", "not not s(X)", "", (), ("X",)),
        Literal("aggregate", "t: u", "", (), ()),
    )
    assert clause.variables == ("X", "_A1", "_A2", "Y", "N")
    assert (clause.kind, clause.head, clause.head_name, clause.head_args) == ("derive", "h(X,N)", "h", ("X", "N"))


def test_all_atoms_are_given_for_checking() -> None:
    ((_, atoms),) = taken_apart("h(X) :- p(X), not q(X), #sum { 1,Z : r(Z), not s(Z) } > 1, t(X) : u(X).")
    assert [(it.kind, it.name) for it in atoms] == [
        ("positive", "h"),
        ("positive", "p"),
        ("negative", "q"),
        ("positive", "r"),
        ("negative", "s"),
        ("positive", "t"),
        ("positive", "u"),
    ]


def test_anonymous_variables_take_names_that_are_free() -> None:
    (clause,) = clauses("h(_A1) :- p(_A1,_).")
    assert clause.variables == ("_A1", "_A2")


def test_a_constraint_has_no_head() -> None:
    (clause,) = clauses(":- p(X), q(X).")
    assert (clause.kind, clause.head, clause.head_name, clause.head_args) == ("constraint", None, "", ())


def test_a_choice_is_taken_apart() -> None:
    one, two = clauses("1 { a(X) : b(X,_), not c(X) ; d } 1 :- e(Y).")
    assert (one.kind, one.head, two.kind, two.head) == ("choice", "a(X)", "choice", "d")
    assert [it.text for it in one.body] == ["e(Y)", "b(X,_A1)", "not c(X)"]
    assert one.variables == ("Y", "X", "_A1")
    assert [it.text for it in two.body] == ["e(Y)"]


def test_a_clause_keeps_its_text_and_place() -> None:
    (clause,) = clauses("h(X)  :-  p(X).")
    assert (clause.text, clause.file, clause.line, clause.index, clause.rule_id) == ("h(X) :- p(X).", "x.lp", 7, -1, "")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("h :- 1 < X, X < 3, p(X).", "comparison", "<"),
        ("h :- p(X), 1 < X < 3.", "comparison", ""),
        ("h :- p(X), not X = 3.", "comparison", ""),
        ("h :- p(X), #true.", "comparison", ""),
        ("h :- p(X), { q(X) } 3.", "aggregate", ""),
        ("h :- p(X), X { q(X) }.", "aggregate", ""),
        ("h :- not not p(X), q(X).", "aggregate", ""),
    ],
)
def test_conditions_that_can_only_be_quoted_have_no_name(text: str, kind: str, name: str) -> None:
    (clause,) = clauses(text)
    assert (kind, name) in [(it.kind, it.name) for it in clause.body]


def test_what_a_negated_condition_speaks_of_binds_nothing() -> None:
    (clause,) = clauses("h :- not q(X), not Y < 3, N = #count { Z : r(Z) }, p(W).")
    assert clause.variables == ("N", "W")


def test_a_string_binds_nothing() -> None:
    (clause,) = clauses('h :- p("X Y_",Z).')
    assert clause.variables == ("Z",)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("h :- p(@f(1)).", "`@f(1)` calls a function outside clingo", "Dedere runs no code"),
        ("h :- &t { x }.", "the theory atom `&t { x }` cannot stand in a rule file", "say it in rules"),
        ("h :- -p(a).", "classical negation, as in `-p(a)`, has no reading here", "a predicate of its own"),
        ("a ; b :- c.", "a disjunction cannot be concluded", "write a choice"),
        ("X = 1 :- p(X).", "`X = 1` cannot be concluded", "conclude an atom, or nothing at all"),
        ("h :- p(X), X = 1..3.", "an interval cannot stand in a rule (`(1..3)`)", "a fact for each value"),
        ("h((X,1)) :- p(X).", "a tuple cannot stand in a rule (`(X,1)`)", "write plain terms"),
        ("h :- p(|X|), q(X).", "an absolute value cannot stand in a rule (`|X|`)", "write plain terms"),
        ("h :- p(X), X = Y & 1, q(Y).", "an operation on bits cannot stand in a rule", "write plain terms"),
        ("#count { X : a(X) } 1 :- b.", "cannot be concluded", "or a choice"),
    ],
)
def test_what_is_refused(text: str, message: str, hint: str) -> None:
    with pytest.raises(Refused) as refused:
        taken_apart(text)
    assert message in refused.value.message
    assert hint in refused.value.hint


def test_marks_of_code_in_strings_are_letters() -> None:
    assert clauses('h :- p("mail@host & more").')[0].body[0].args == ('"mail@host & more"',)


def test_walking_goes_from_the_node_to_all_below() -> None:
    top = node("h :- p(f(X)).")
    assert next(rule_tree.walk(top)) is top
    assert [str(it) for it in rule_tree.walk(top) if it.ast_type == ast.ASTType.Variable] == ["X"]
    assert [str(it) for it in rule_tree.children(top)] == ["h", "p(f(X))"]


def test_what_is_only_quoted_may_hold_any_term() -> None:
    (clause,) = clauses("h(N) :- N = #sum { W,(X,|Y|) : p(W,X,Y), W = 1..3 }.")
    assert clause.body[0].kind == "aggregate"
