"""What can come to stand for a variable that no declaration narrows."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.cases.flowing import Flow
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.terms.values import Atom

DECLARED = """\
%@ type court named by court
%@ fact court(Court: term, Name: text)
%@ says "{Court} is a court"
%@ fact told(Thing: term)
%@ says "{Thing} is told of"
%@ derived taker(Taker: term) folded
%@ derived norm(Norm: term) folded
%@ derived round(Thing: term) folded
%@ derived back(Thing: term) folded
%@ derived result(Thing: term, Other: term) folded
"""
RULES = """\
%@ rule R-1 "What comes of what"
%@ authority "Convention" "art. 1" checked(text)
%@ says "it is so"
taker(C) :- C = one.
taker(T) :- told(T).
norm(duty(T)) :- taker(T).
round(T) :- back(T).
round(T) :- told(T).
back(T) :- round(T).
result(C,x) :- court(C,_), C = one.
result(N,y) :- norm(N), N = duty(T), taker(T).
result(T,z) :- round(T), back(T).
result(T,w) :- norm(duty(T)).
"""
FACTS = """\
%@ source src "A source" "https://example.org"
%@ by src seen_twice 20260101
court(one,"One").
court(two,"Two").
told(thing).
told(pair(a,b)).
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The small law above."""
    lab = Lab(tmp_path_factory.mktemp("flow"))
    return lab.load(rules__vocabulary=DECLARED, rules__rules=RULES, facts__facts=FACTS)


def can_be(corpus: Corpus, other: str, variable: str, value: str, *supposed: Atom) -> bool:
    """Whether the variable of the clause that concludes `result` with this second argument can have the value."""
    flow = Flow(corpus, corpus.clauses, corpus.names, supposed)
    first = flow.can_be(clause(corpus, other), variable, value)
    assert flow.can_be(clause(corpus, other), variable, value) is first
    return first


def clause(corpus: Corpus, other: str) -> Clause:
    """The clause that concludes `result` with this second argument."""
    return next(it for it in corpus.clauses if it.head_args[1:] == (other,))


@pytest.mark.parametrize(
    ("other", "variable", "value", "possible"),
    [
        ("x", "C", "one", True),
        ("x", "C", "two", True),  # like the one that the clause names
        ("x", "C", "thing", False),
        ("x", "C", "nowhere", False),
        ("y", "N", "duty(one)", True),
        ("y", "N", "duty(two)", True),
        ("y", "N", "duty(thing)", True),
        ("y", "N", "duty(pair(a,b))", True),
        ("y", "N", "duty(nowhere)", False),
        ("y", "N", "thing", False),
        ("w", "T", "thing", True),
        ("w", "T", "nowhere", False),
        ("z", "T", "thing", True),  # though each of the two rests on the other
        ("z", "T", "one", False),
    ],
)
def test_values_are_followed_back_to_what_puts_them_there(
    corpus: Corpus, other: str, variable: str, value: str, possible: bool
) -> None:
    assert can_be(corpus, other, variable, value) is possible


def test_what_is_supposed_can_stand_where_what_is_recorded_can(corpus: Corpus) -> None:
    assert not can_be(corpus, "z", "T", "more")
    assert can_be(corpus, "z", "T", "more", Atom("told", ("more",)))
