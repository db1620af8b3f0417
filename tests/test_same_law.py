"""With which changes of a clause the law is the same is proved from the other clauses, and of no other change."""

from __future__ import annotations

import pytest

import laboratory
import mutants
import slips
from dedere.engine import default_engine
from same_law import redundant, same_law
from slips import Mutant
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


def _exchanged(old: str, new: str, more: str, reads: str = "seen(P,H,D)") -> bool:
    """Whether it is proved that another condition of `seen` may stand in the place of one."""
    corpus = law(more=MORE.replace("{more}", more).replace("{reads}", reads)).corpus
    (clause,) = [it for it in corpus.clauses if it.head_name == "seen"]
    texts = [it.text for it in clause.body]
    at = texts.index(old)
    text = f"{clause.head} :- {'; '.join([*texts[:at], new, *texts[at + 1 :]])}."
    return same_law(corpus, Mutant(clause, "other", at, text, new, (new,)))


def test_what_every_clause_of_another_condition_asks_for_is_redundant() -> None:
    assert _proved("seen", "here(P,H,D)", "here(P,H,D)", reads="seen(P,H,D)")
    # One clause asks for that alone.
    assert not _proved("seen", "office(P,H,F2,T2)", "office(P,H,F2,T2)")
    # It is about another person, whom no question is about.
    assert not _proved("seen", "sought(P2,F2,T2)", "sought(P2,F2,T2), P2 != P", reads="seen(P,H,D)")


def test_what_all_readers_ask_for_is_redundant() -> None:
    assert _proved("seen", "joined(H,E2)", "joined(H,E2)")
    # Who reads that it is not so asks for it no less.
    office = "office(P,H,F2,T2)"
    assert _proved("seen", office, office, reads="not seen(P,H,D), here(P,H,D), office(P,H,_,_)")
    assert not _proved("seen", office, office, reads="not seen(P,H,D), here(P,H,D)")


def test_what_the_reader_asks_for_together_with_the_rest_is_redundant() -> None:
    # Whoever reads that someone is seen asks for an office before that day, of whichever State.
    office = "office(P,S,F2,T2), F2 <= D"
    assert _proved("seen", "office(P,S,F2,T2)", "office(P,S,F2,T2)", reads="seen(P,H,D), office(P,S,F,_)")
    assert not _proved("seen", "F2 <= D", office, reads="seen(P,H,D), office(P,S,F,_)")


def test_a_clause_whose_conclusions_are_there_anyway_or_read_by_none_is_needless() -> None:
    again = MORE.replace("{more}", "here(P,H,D)").replace("{reads}", "seen(P,H,D)")
    same = "met(P,H,D) :- here(P,H,D), joined(H,E), E <= D.\n"
    narrower = same.replace("E <= D", "E <= D, office(P,H,_,_)")
    corpus = law(more=again.replace(same, narrower + same)).corpus
    found = {len(it.body): it for it in corpus.clauses if it.head_name == "met" and "joined" in it.text}
    assert same_law(corpus, Mutant(found[4], "omit", -1, ""))
    assert not same_law(corpus, Mutant(found[3], "omit", -1, ""))
    # Whoever reads it asks for a day on which it is not concluded.
    later = MORE.replace("{more}", "here(P,H,D), joined(H,E3), D < E3").replace("{reads}", "seen(P,H,D)")
    early = "met(P,H,D) :- here(P,H,D), joined(H,E), E <= D.\n"
    assert early in later
    (clause,) = [it for it in law(more=later).corpus.clauses if it.head_name == "met" and "joined" in it.text]
    assert same_law(law(more=later).corpus, Mutant(clause, "omit", -1, ""))


def test_what_a_clause_concludes_from_the_other_conditions_is_redundant() -> None:
    with_both = "here(P,H,D), joined(H,E2), E2 <= D, met(P,H,D)"
    corpus = law(more=MORE.replace("met(P,H,D), {more}", with_both).replace("{reads}", "seen(P,H,D)")).corpus
    (clause,) = [it for it in corpus.clauses if it.head_name == "seen"]
    assert redundant(corpus, clause, [it.text for it in clause.body].index("met(P,H,D)"))
    # Nor may its reader ask for it.
    later = MORE.replace("met(P,H,D), {more}", with_both.replace("<=", "!="))
    later = later.replace("{reads}, joined(H,E), E <= D", "seen(P,H,D)")
    (clause,) = [it for it in law(more=later).corpus.clauses if it.head_name == "seen"]
    assert not redundant(law(more=later).corpus, clause, [it.text for it in clause.body].index("met(P,H,D)"))


def test_the_order_of_days_is_known() -> None:
    assert _proved("seen", "F < T", "F < T")
    assert _proved("seen", "T != F", "T != F")
    assert not _proved("seen", "F < 20250101", "F < 20250101")
    # The end may be any day after.
    assert not _proved("seen", "(F+1) < T", "F + 1 < T")


def test_what_would_need_what_is_excluded_cannot_hold() -> None:
    assert _proved("seen", "not met(P,H,D)", "not here(P,H,D), not met(P,H,D)")
    assert not _proved("seen", "not office(P,H,F,T)", "not office(P,H,F,T)")


def test_there_is_one_person_and_one_host() -> None:
    corpus = law(more=MORE.replace("{more}", "here(P2,H2,D)").replace("{reads}", "seen(P,H,D)")).corpus
    (clause,) = [it for it in corpus.clauses if it.head_name == "seen"]
    for head, same in (("seen(P2,H2,D)", True), ("seen(P,H,F)", False)):
        text = f"{head} :- {'; '.join(it.text for it in clause.body)}."
        assert same_law(corpus, Mutant(clause, "head", -1, text, head)) is same
    assert _exchanged("sought(P,F,T)", "sought(P2,F,T)", "here(P2,H,D)")
    assert not _exchanged("office(P,S,F2,T2)", "office(P,H,F2,T2)", "office(P,S,F2,T2)")


def test_a_fact_that_is_about_a_person_is_about_the_one_asked_about() -> None:
    # Facts about others are left out of the question (`focus`); those about other States are not.
    stay = "visit(V2,P2,H2,F2,T2)"
    assert _proved("seen", stay, f"{stay}, office(P2,S3,F3,T3)", reads="seen(P,H,D)")
    assert not _proved("seen", stay, f"{stay}, joined(H2,E2)", reads="seen(P,H,D)")


def test_to_look_at_more_days_changes_nothing() -> None:
    corpus = law().corpus
    (clause,) = [it for it in corpus.clauses if it.text.startswith("change(E) :- visit(_,P,_,_,_); sought(P,E,_)")]
    assert redundant(corpus, clause, 0)
    # To look at fewer does.
    assert not same_law(corpus, Mutant(clause, "negate", 0, f"change(E) :- not {clause.body[0].text}; sought(P,E,_)."))
    assert not same_law(corpus, Mutant(clause, "omit", -1, ""))


@pytest.mark.parametrize("at", range(len(HERE.split(", "))))
def test_what_decides_is_not(at: int) -> None:
    corpus = law().corpus
    (clause,) = [it for it in corpus.clauses if it.rule_id == "DUTY"]
    assert not redundant(corpus, clause, at)
    for it in slips.mutants([clause], {}, corpus.vocabulary):
        assert not same_law(corpus, it)


def test_mutants_that_are_proved_conclude_the_same_in_every_case_and_in_random_worlds() -> None:
    engine = default_engine()
    found = [
        it
        for it in slips.chosen(engine.corpus)[:1200]
        if it.kind != "shift" and it.clause.head_name != "change" and mutants.proved(it)
    ]
    assert len(found) > 9
    lab = laboratory.Laboratory(engine)
    every = list(laboratory.trials_of(mutants.every_case(), engine))
    trials = [*every[::12], *laboratory.random_worlds(60, engine)]
    touched = lab.touched(trials, found)
    pairs = [(found[at], trial) for trial, it in zip(trials, touched, strict=True) for at in sorted(it.changing)]
    assert {fate for _, fate in lab._tried(pairs[:300])} <= {"same"}
