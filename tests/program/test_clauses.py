"""Which clauses can fire, and which of the law a question is given."""

from __future__ import annotations

import clingo
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedere
from corpora import Lab
from dedere.engine import default_engine
from dedere.program.clauses import Firing, Lawbook, needs, reach, waits_for
from parsed import clause, clauses
from small_law import law


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("h(X) :- p(X), q(X).", {"p", "q"}),
        ("h(X) :- p(X), not q(X), X < 3.", {"p"}),
        ("h(X) :- p(X), N = #count { Y : q(Y) }.", {"p"}),
        ("h(X) :- h(X), p(X).", {"h", "p"}),
        ("{ h(X) : h(X), q(X) } :- p(X).", {"p", "q"}),
        ("1 { h(X) : q(X) } 1 :- p(X).", {"p"}),
        ("1 { h(X) : q(X) } 1 :- p(X), r(X), not s(X).", {"p", "r"}),
        ("{ h(X) : q(X) } = 1 :- p(X).", {"p"}),
        ("1 { h(X) : q(X) } 1.", set()),
        ("{ h(X) : q(X) }.", {"q"}),
        (":- p, q.", {"p", "q"}),
        ("h :- not p.", set()),
    ],
)
def test_what_a_clause_waits_for(text: str, names: set[str]) -> None:
    assert waits_for(clause(text)) == names


def test_where_something_must_be_chosen_and_nothing_is_there_the_rules_contradict_one_another() -> None:
    """As plain clingo says: to leave the choice out would answer as if nothing were at issue."""
    engine = law('held_by("ISS-OFFICE",yes,"some","a book").\nheld_by("ISS-OFFICE",no,"others","a book").\n', "")
    wanted = ["joined(aaa,20000101)", "sought(ada,20190101,#sup)"]
    assert dedere.assess("ada", "aaa", on="2020-01-01", suppose=wanted, engine=engine).verdict == "obliged"
    office = [*wanted, "office(ada,bbb,20190101,#sup)"]
    with pytest.raises(dedere.Unanswered, match="the rules contradict one another"):
        dedere.assess("ada", "aaa", on="2020-01-01", suppose=office, engine=engine)


def test_each_fires_behind_what_it_waits_for() -> None:
    waiting = [
        (frozenset({"b"}), "c", "c if b"),
        (frozenset({"c", "a"}), "d", "d if c and a"),
        (frozenset({"a"}), "b", "b if a"),
        (frozenset({"x"}), "y", "y if x"),
        (frozenset({"y"}), "x", "x if y"),
        (frozenset[str](), "z", "z"),
    ]
    firing = Firing(waiting)
    assert firing.on(["a"]) == ["b if a", "z", "c if b", "d if c and a"]
    assert firing.on([]) == ["z"]
    assert firing.on(["a"], but={0}) == ["b if a", "z"]


NAMES = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(NAMES, st.frozensets(NAMES, max_size=3)), max_size=12), st.frozensets(NAMES, max_size=3))
def test_what_fires_is_what_clingo_concludes(rules: list[tuple[str, frozenset[str]]], present: frozenset[str]) -> None:
    control = clingo.Control(["--warn=none"])
    lines = [f"{head} :- {', '.join(sorted(body))}." if body else f"{head}." for head, body in rules]
    control.add("base", [], " ".join([*lines, *(f"{it}." for it in present)]))
    control.ground([("base", [])])
    holding = {it.symbol.name for it in control.symbolic_atoms}
    fired = Firing((body, head, (head, body)) for head, body in rules).on(present)
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


def test_questions_reach_different_clauses() -> None:
    corpus = default_engine().corpus
    questions = [str(it.atom.args[0]) for it in corpus.by_predicate["question"]]
    assert len({reach(corpus, it) for it in questions}) >= 2


def test_clauses_of_other_questions_and_of_checks_are_not_reached() -> None:
    corpus = default_engine().corpus
    within = reach(corpus, "assess")
    outside = [it for it in corpus.clauses if it.index not in within]
    assert outside
    assert all(it.rule_id not in ("RS-89-1", "PARTY") for it in outside)
    assert {it.rule_id for it in outside} >= {"CHK-KEY"}


def test_what_the_engine_grounds_is_within_reach() -> None:
    engine = default_engine()
    within = {engine.corpus.clauses[at].text for at in reach(engine.corpus, "assess")}
    declared, slicer = engine.leading
    given = {declared.slot("host"): "ind", declared.slot("person"): "putin", declared.slot("manner"): "visit"}
    days = {declared.slot("first"): 20251205, declared.slot("after"): 20251206}
    facts = slicer.select(declared.facts({**given, **days}), (), (), list)
    assert set(engine.law(facts).split("\n")) <= within
