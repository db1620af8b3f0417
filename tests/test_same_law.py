"""What can be left out of a clause without loss is proved from the other clauses, and nothing else is."""

from __future__ import annotations

import pytest

from same_law import redundant
from small_law import law

HERE = "here(P,H,D), sought(P,F,T), F <= D, D < T, joined(H,E), E <= D."
MORE = """\
%@ rule MORE "More"
%@ authority "Small law" "art. 9" checked(convention)
%@ derived met(Person: person, Host: state, Day: date)
%@ says "{Person} is met in {Host}"
%@ else "nobody is met"
%@ derived seen(Person: person, Host: state, Day: date)
%@ says "{Person} is seen in {Host}"
%@ else "nobody is seen"
%@ says "met"
met(P,H,D) :- here(P,H,D), office(P,H,F,T), F <= D, D < T.
met(P,H,D) :- here(P,H,D), joined(H,E), E <= D.
%@ says "seen"
seen(P,H,D) :- met(P,H,D), {more}, sought(P,F,T), F <= D, D < T.
%@ says "more"
applicable(permitted(H,wait,P,none),"MORE",D) :- {reads}, joined(H,E), E <= D.
"""


def _proved(name: str, dropped: str, more: str, reads: str = "seen(P,H,D), here(P,H,D)") -> bool:
    corpus = law(more=MORE.replace("{more}", more).replace("{reads}", reads)).corpus
    (clause,) = [it for it in corpus.clauses if it.head_name == name and it.rule_id == "MORE"]
    at = next(number for number, it in enumerate(clause.body) if it.text == dropped)
    return redundant(corpus, clause, at)


def test_what_every_clause_of_another_condition_asks_for_is_redundant() -> None:
    assert _proved("seen", "here(P,H,D)", "here(P,H,D)", reads="seen(P,H,D)")
    # One clause asks for that alone.
    assert not _proved("seen", "office(P,H,F2,T2)", "office(P,H,F2,T2)")
    # It is about another person.
    assert not _proved("seen", "here(P2,H,D)", "here(P2,H,D), P2 != P", reads="seen(P,H,D)")


def test_what_all_readers_ask_for_is_redundant() -> None:
    assert _proved("seen", "joined(H,E2)", "joined(H,E2)")
    assert not _proved("seen", "joined(H,E2)", "joined(H,E2), E2 < F")
    assert not _proved("seen", "joined(H,E2)", "joined(H,E2)", reads="here(P,H,D), not seen(P,H,D)")


@pytest.mark.parametrize("dropped", ["met(P,H,D)", "F <= D", "sought(P,F,T)"])
def test_what_decides_is_not(dropped: str) -> None:
    assert not _proved("seen", dropped, "here(P,H,D)", reads="seen(P,H,D)")


def test_what_a_reader_of_answers_sees_is_never_redundant_by_its_readers() -> None:
    assert not _proved("applicable", "joined(H,E)", "here(P,H,D)")
