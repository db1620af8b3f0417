"""Types, and how narrow a variable must be. What is wrong in files is tested in test_corpus.py."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.language.vocabulary import Vocabulary, nearest
from dedere.terms.reader import parse_fact


@pytest.fixture
def vocabulary(lab: Lab) -> Vocabulary:
    return lab.load().vocabulary


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        ("state", "state", "state"),
        ("state", "entity", "state"),
        ("state", "term", "state"),
        ("date", "since", "date"),
        ("since", "until", "date"),
        ("date", "term", "date"),
        ("state", "person", None),
        ("state", "office", None),
        ("date", "number", None),
        ("text", "state", None),
        ("undeclared", "state", "undeclared"),
    ],
)
def test_meet(vocabulary: Vocabulary, left: str, right: str, both: str | None) -> None:
    assert vocabulary.meet(left, right) == both
    assert (vocabulary.meet(right, left) is None) == (both is None)


def test_a_naming_fact_gives_its_first_argument_a_type(vocabulary: Vocabulary) -> None:
    assert vocabulary.type_at("state", 0) == "state"
    assert vocabulary.type_at("state", 1) == "text"
    assert vocabulary.type_at("visit", 0) == "person"


def test_form(vocabulary: Vocabulary) -> None:
    assert vocabulary.predicates["visit"].form == "visit(Person: person, Host: state, Day: date)"
    assert vocabulary.predicates["duty_on"].folded
    assert vocabulary.predicates["office"].otherwise == "{Person} holds no office of {State}"
    assert vocabulary.predicates["visit"].group == "visits"


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("visit(pat,aaa,20250101)", None),
        ("visit(pat,aab,20250101)", "`aab` is named as no `state` (argument `Host` of `visit`)"),
        ("vissit(pat)", "undeclared predicate `vissit/1`"),
        ("office(pat,head,aaa,#inf,#sup)", None),
        ("duty_on(f(x),20250101)", None),
    ],
)
def test_a_supposed_fact(lab: Lab, fact: str, message: str | None) -> None:
    corpus = lab.load()
    wrong = corpus.vocabulary.check_fact(parse_fact(fact), corpus.names)
    assert (wrong.message if wrong else None) == message


def test_nearest() -> None:
    assert nearest("visitt", ["state", "visit"]) == "visit"
    assert nearest("zzz", ["state", "visit"]) is None
