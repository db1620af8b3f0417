"""Which clauses can fire, and which of the law a question is given."""

from __future__ import annotations

import clingo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import Lab
from dedere.program.clauses import Lawbook, firing, needs, waits_for
from parsed import clause, clauses


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("h(X) :- p(X), q(X).", {"p", "q"}),
        ("h(X) :- p(X), not q(X), X < 3.", {"p"}),
        ("h(X) :- p(X), N = #count { Y : q(Y) }.", {"p"}),
        ("h(X) :- h(X), p(X).", {"h", "p"}),
        ("{ h(X) : h(X), q(X) } :- p(X).", {"p", "q"}),
        (":- p, q.", {"p", "q"}),
        ("h :- not p.", set()),
    ],
)
def test_what_a_clause_waits_for(text: str, names: set[str]) -> None:
    assert waits_for(clause(text)) == names


def test_each_fires_behind_what_it_waits_for() -> None:
    waiting = [
        (frozenset({"b"}), "c", "c if b"),
        (frozenset({"c", "a"}), "d", "d if c and a"),
        (frozenset({"a"}), "b", "b if a"),
        (frozenset({"x"}), "y", "y if x"),
        (frozenset({"y"}), "x", "x if y"),
        (frozenset[str](), "z", "z"),
    ]
    assert firing(waiting, ["a"]) == ["b if a", "z", "c if b", "d if c and a"]
    assert firing(waiting, []) == ["z"]


NAMES = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(NAMES, st.frozensets(NAMES, max_size=3)), max_size=12), st.frozensets(NAMES, max_size=3))
def test_what_fires_is_what_clingo_concludes(rules: list[tuple[str, frozenset[str]]], present: frozenset[str]) -> None:
    control = clingo.Control(["--warn=none"])
    lines = [f"{head} :- {', '.join(sorted(body))}." if body else f"{head}." for head, body in rules]
    control.add("base", [], " ".join([*lines, *(f"{it}." for it in present)]))
    control.ground([("base", [])])
    holding = {it.symbol.name for it in control.symbolic_atoms}
    fired = firing(((body, head, (head, body)) for head, body in rules), present)
    assert fired == [it for it in fired if it[1] <= holding]
    assert {head for head, _ in fired} | present == holding


LAW = """\
%@ derived calm(State: state)
%@ says "{State} is calm"
%@ derived led(Person: person, State: state)
%@ says "{Person} leads {State}"
%@ derived settled(Person: person)
%@ says "{Person} is settled"
%@ rule L-1 "Who is head of State leads"
%@ authority "C" "1" checked(text)
led(P,S) :- office(P,head,S,_,_).
%@ rule L-2 "Who is minister leads"
%@ authority "C" "2" checked(text)
led(P,S) :- office(P,minister,S,_,_).
%@ rule L-3 "Who leads is settled"
%@ authority "C" "3" checked(text)
settled(P) :- led(P,S).
%@ rule L-4 "A State of three is calm"
%@ authority "C" "4" checked(text)
calm(S) :- count(S,3).
"""


@pytest.mark.parametrize(
    ("facts", "fired"),
    [
        (["office(pat,head,aaa,20000101,#sup)."], ["led(P,S) :- office(P,head,S,_,_).", "settled(P) :- led(P,S)."]),
        (["office(pat,minister,aaa,#inf,#sup)."], ["led(P,S) :- office(P,minister,S,_,_).", "settled(P) :- led(P,S)."]),
        (["count(aaa,3)."], ["calm(S) :- count(S,3)."]),
        (["count(aaa,4)."], []),
        (["led(pat,aaa)."], ["settled(P) :- led(P,S)."]),
        ([], []),
    ],
)
def test_the_law_of_some_facts_is_what_can_fire_on_them(lab: Lab, facts: list[str], fired: list[str]) -> None:
    corpus = lab.load(rules__law=LAW)
    assert Lawbook(corpus).law(facts).split("\n") == (fired or [""])


def test_constants_count_only_where_no_clause_concludes_the_predicate(lab: Lab) -> None:
    found = {text: constants for _, constants, _, text in needs(lab.load(rules__law=LAW))}
    assert found["led(P,S) :- office(P,head,S,_,_)."] == [("office", 1, "head")]
    assert found["calm(S) :- count(S,3)."] == [("count", 1, 3)]
    assert found["settled(P) :- led(P,S)."] == []


def test_parsed_clauses_are_in_the_order_of_the_text() -> None:
    assert [it.head_name for it in clauses("b :- a. c :- b.")] == ["b", "c"]
