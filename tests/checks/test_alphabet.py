"""Variables that are called otherwise than the alphabet of the rules says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpora import RULES, Lab
from dedere import load
from dedere.checks.alphabet import find, fits
from dedere.checks.law import lint
from dedere.terms.values import text

LETTERS = """\
%@ fact letter(Of: term, Letter: text) of wording
%@ says "{Of} is called {Letter}"
letter(person,"P").
letter(state,"S").
letter(state,"H").
letter("Host","H").
letter(date,"D").
"""


def found(lab: Lab, clause: str, letters: str = LETTERS) -> list[str]:
    """What is found of a clause that stands under the one rule of the small law."""
    corpus = lab.load(rules__letters=letters, rules__rules=f'{RULES}%@ says "so it is"\n{clause}\n')
    return [it.message for it in find(corpus)]


@pytest.mark.parametrize(
    ("clause", "messages"),
    [
        ("present(P,H,D) :- visit(P,H,D), office(P,_,S,F,T).", []),
        ("present(P,H2,D3) :- visit(P,H2,D3).", []),
        ("present(P,H,D) :- visit(P,H,D), office(_Other,_,H,_,_).", []),
        ("present(P,H,D) :- visit(P,H,D), office(P,O,H,F,T), D < T.", []),
        (
            "present(X,H,D) :- visit(X,H,D).",
            ["the variable `X` stands for what is called `P`"],
        ),
        (
            "present(P,S,D) :- visit(P,S,D), state(S,_).",
            ["the variable `S` stands for what is called `H`"],
        ),
        (
            "present(P,H,D) :- visit(P,H,D), office(P,_,Of,_,_).",
            ["the variable `Of` stands for what is called `S` or `H`"],
        ),
        (
            "present(P,H,D) :- visit(P,H,D), not visit(P,H,E), E = 20200101.",
            ["the variable `E` stands for what is called `D`"],
        ),
    ],
    ids=["fits", "numbered", "underscore", "unlettered", "type", "argument-first", "several", "negated"],
)
def test_what_is_called_otherwise_is_found(lab: Lab, clause: str, messages: list[str]) -> None:
    assert found(lab, clause) == messages


def test_where_there_are_no_letters_nothing_is_looked_at(lab: Lab) -> None:
    assert found(lab, "present(X,Y,Z) :- visit(X,Y,Z).", "") == []


def test_it_is_a_note_at_the_clause_and_says_what_to_do(lab: Lab) -> None:
    corpus = lab.load(rules__letters=LETTERS, rules__rules=RULES.replace("D", "Day"))
    (noted,) = [it for it in lint(corpus).notes if it.check == "alphabet"]
    assert (noted.file, noted.line, noted.level) == ("rules/rules.lp", 4, "note")
    assert noted.hint == "call it so, with a number behind it if that is taken"


@pytest.mark.parametrize(
    ("letter", "message"),
    [
        ('letter("Hots","H").', "no predicate has an argument `Hots`, which has a letter"),
        ('letter(sate,"S").', "there is no type `sate`, which has a letter"),
        ('letter(office,"o").', "`o` is no variable"),
    ],
)
def test_a_letter_for_nothing_is_found(lab: Lab, letter: str, message: str) -> None:
    assert found(lab, "present(P,H,D) :- visit(P,H,D), D > 16000101.", f"{LETTERS}{letter}\n") == [message]


def test_a_letter_with_a_sign_in_it_is_no_pattern() -> None:
    assert fits("How", ("How",))
    assert not fits("H.", ("H",))
    assert not fits("Hx", ("H.",))


def test_a_pack_calls_its_own_things(lab: Lab) -> None:
    messages = found(
        lab, "present(P,H,D) :- visit(P,H,D), office(P,O,H,_,_), O != head.", LETTERS + 'letter(office,"B").'
    )
    assert messages == ["the variable `O` stands for what is called `B`"]


def test_the_shipped_rules_have_one_alphabet() -> None:
    assert [str(it) for it in find(load())] == []


def test_the_guide_tells_every_letter_of_the_shipped_rules() -> None:
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = {it for line in guide.splitlines() if line.startswith("| `") for it in re.findall(r"`(\w+)`", line[:60])}
    letters = {text(fact.atom.args[1]) for fact in load().by_predicate["letter"]}
    assert letters - told == set()
