"""Days that a clause compares with the day asked about, and that nobody looks at."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.checks.days import find
from dedere.checks.law import lint
from dedere.corpus.corpus import Corpus
from dedere.loading import load_corpus

LAW = """\
%@ type state named by state
%@ type question_id named by question
%@ fact state(State: term, Name: text) of states
%@ says "{State} is a State"
%@ fact question(Question: term, Sentence: text) of law
%@ says "{Question} is asked"
%@ fact looked_at(Question: question_id, Predicate: term) of law
%@ says "{Question} looks at {Predicate}"
%@ fact plan(Question: question_id, Fact: text) of law
%@ says "{Question} adds {Fact}"
%@ fact seeks(Question: question_id, Place: number, Norm: text, Sentence: text) of law
%@ says "{Question} seeks {Norm}"
%@ derived applicable(Norm: term, Rule: text, Day: date)
%@ says "{Rule} applies"
%@ derived effective(Norm: term, Rule: text, Day: date)
%@ says "{Rule} holds"
%@ fact stay(Stay: term, State: state, First: date, After: until) of stays
%@ says "the stay is in {State}"
%@ fact pact(State: state, Kind: term, From: date, To: until) of pacts
%@ says "{State} has a pact from {From}"
%@ derived change(Day: until)
%@ says "something changes on {Day}"
%@ derived day(Stay: term, Day: date)
%@ says "{Day} is looked at"
%@ derived here(State: state, Day: date)
%@ says "the stay is in {State}"
%@ derived since(State: state, Day: date)
%@ says "the pact of {State} began on {Day}"
%@ derived bound(State: state, Day: date)
%@ says "{State} is bound"
%@ derived next_day(Day: date, Next: date)
%@ says "{Next} follows {Day}"
question(q,"Who is bound?"). plan(q,"stay(asked,{state},{first},{after})"). looked_at(q,day).
seeks(q,1,"duty({state},_,_,_)","act").
%@ rule R "Days and pacts"
%@ authority "Dedere" "here" checked(convention)
day(V,F) :- stay(V,_,F,_).
day(V,C) :- stay(V,_,F,T), change(C), F < C, C < T.
here(S,D) :- day(V,D), stay(V,S,_,_).
since(S,F) :- pact(S,_,F,_).
next_day(D,E) :- pact(_,_,_,D), E = D + 1.
applicable(duty(S,act,none,none),"R",D) :- bound(S,D).
effective(N,R,D) :- applicable(N,R,D).
"""


def law(lab: Lab, *clauses: str) -> Corpus:
    for name in ("rules", "facts"):
        (lab.home / name).mkdir(exist_ok=True)
    lab.write(rules__law=LAW + "\n".join(clauses) + "\n")
    return load_corpus([lab.home / "rules"], [lab.home / "facts"])


def found(lab: Lab, *clauses: str) -> list[str]:
    return [it.message for it in find(law(lab, *clauses))]


FROM = "bound(S,D) :- here(S,D), pact(S,_,F,_), F <= D."
UNTIL = "bound(S,D) :- here(S,D), pact(S,_,_,T), D < T."
WITHIN = "bound(S,D) :- here(S,D), pact(S,_,_,T), D <= T."


@pytest.mark.parametrize(
    ("clause", "change"),
    [
        (FROM, "change(C) :- pact(_,_,C,_)."),
        (FROM, "change(C) :- stay(_,S,_,_), pact(S,_,C,_)."),
        (FROM, "change(C) :- since(_,C)."),
        (FROM.replace("F <= D", "not D < F"), "change(C) :- pact(_,_,C,_)."),
        (UNTIL, "change(C) :- pact(_,_,_,C)."),
        (WITHIN, "change(C) :- pact(_,_,_,E), next_day(E,C)."),
        (WITHIN, "change(C) :- pact(_,_,_,E), C = E + 1."),
        (FROM.replace("pact(S,_,F,_)", "since(S,F)"), "change(C) :- pact(_,_,C,_)."),
        (FROM.replace("pact(S,_,F,_)", "pact(S,trade,F,_)"), "change(C) :- pact(_,trade,C,_)."),
        (FROM.replace("pact(S,_,F,_)", "pact(S,K,F,_), K = trade"), "change(C) :- pact(_,K,C,_), K = trade."),
        ("bound(S,D) :- here(S,D), D >= 20200101.", "change(20200101)."),
        ("bound(S,D) :- here(S,D), D >= 20200101.", "change(C) :- stay(_,_,_,_), C = 20200101."),
        ("bound(S,D) :- here(S,D), stay(_,S,F,_), F <= D.", "change(C) :- pact(_,_,C,_)."),
    ],
)
def test_a_day_that_is_looked_at_is_not_forgotten(lab: Lab, clause: str, change: str) -> None:
    assert found(lab, clause, change) == []


@pytest.mark.parametrize(
    ("clause", "change", "message"),
    [
        (FROM, "change(C) :- pact(_,_,_,C).", "`F <= D` turns on the day of `F` in `pact(S,_A1,F,_A2)`"),
        (UNTIL, "change(C) :- pact(_,_,C,_).", "`D < T` turns on the day of `T` in `pact(S,_A1,_A2,T)`"),
        (WITHIN, "change(C) :- pact(_,_,_,C).", "`D <= T` turns on the day after that of `T`"),
        (UNTIL.replace("D < T", "T > D"), "change(C) :- pact(_,_,C,_).", "`T > D` turns on the day of `T`"),
        (WITHIN.replace("D <= T", "T >= D"), "change(C) :- pact(_,_,_,C).", "`T >= D` turns on the day after that of"),
        (FROM, "change(C) :- pact(_,trade,C,_).", "`F <= D` turns on the day of `F`"),
        (
            FROM.replace("pact(S,_,F,_)", "pact(S,trade,F,_)"),
            "change(C) :- pact(_,war,C,_).",
            "`F <= D` turns on the day of `F` in `pact(S,trade,F,_A1)`",
        ),
        (
            FROM.replace("pact(S,_,F,_)", "since(S,F)"),
            "change(C) :- pact(_,_,_,C).",
            "`F <= D` turns on the day of `F` in `since(S,F)`",
        ),
        (
            "bound(S,D) :- here(S,D), D >= 20200101.",
            "change(20200102).",
            "`D >= 20200101` turns on the day of `20200101`",
        ),
        (
            "bound(S,D) :- here(S,D), pact(S,_,F,_), E = F + 7, E <= D.",
            "change(C) :- pact(_,_,C,_).",
            "`E <= D` turns on the day of `E`",
        ),
    ],
)
def test_a_day_that_is_not_looked_at_is_found(lab: Lab, clause: str, change: str, message: str) -> None:
    (told,) = found(lab, clause, change)
    assert told.startswith(message)
    assert told.endswith("which is not looked at")


def test_it_is_an_error_at_the_clause_and_names_what_to_conclude(lab: Lab) -> None:
    corpus = law(lab, "change(C) :- pact(_,_,_,C).", FROM)
    (finding,) = [it for it in lint(corpus).findings if it.check == "forgotten-day"]
    assert (finding.level, finding.file, finding.line) == ("error", "rules/law.lp", LAW.count("\n") + 2)
    assert finding.hint == "conclude `change` for it, beside the rule"


def test_days_that_have_nothing_to_do_with_the_day_asked_about_are_no_matter(lab: Lab) -> None:
    clause = "bound(S,F) :- pact(S,_,F,_), pact(S,trade,E,_), F < E."
    assert found(lab, clause, "change(C) :- pact(_,_,_,C).") == []


def test_what_waits_for_changes_to_be_looked_for_is_part_of_no_answer(lab: Lab) -> None:
    declared = '%@ fact changing of law\n%@ says "changes are looked for"\n'
    assert found(lab, declared, FROM.replace("here(S,D)", "changing, here(S,D)"), "change(C) :- pact(_,_,_,C).") == []


def test_a_day_may_be_taken_from_one_place_on_two_ways(lab: Lab) -> None:
    ways = (
        '%@ derived either(State: state, Day: date)\n%@ says "on either way"',
        '%@ derived other(State: state, Day: date)\n%@ says "on the other way"',
        "either(S,F) :- since(S,F).\neither(S,F) :- other(S,F).\nother(S,F) :- since(S,F).",
        "bound(S,D) :- here(S,D), either(S,F), F <= D.",
    )
    assert not found(lab, *ways, "change(C) :- pact(_,_,C,_).")
    assert found(lab, *ways, "change(C) :- pact(_,_,_,C).") == [
        "`F <= D` turns on the day of `F` in `either(S,F)`, which is not looked at"
    ]


def test_where_no_day_is_looked_at_there_is_nothing_to_forget(lab: Lab) -> None:
    assert list(find(lab.load())) == []


COUNTING = """\
%@ derived counted(Day: date)
%@ says "days are counted from {Day}"
%@ derived later(Day: date, Later: date)
%@ says "{Later} is later than {Day}"
%@ derived near(Day: date)
%@ says "{Day} is near"
%@ fact changing of law
%@ says "changes are looked for"
later(D,E) :- counted(D), E = D + 4.
change(C) :- pact(_,_,_,C).
"""


@pytest.mark.parametrize(
    "counted",
    [
        # From a day asked about another is counted, where something holds on it: not from every day looked at.
        "counted(D) :- bound(S,D). change(E) :- bound(S,D), later(D,E).",
        "counted(D) :- bound(S,D). counted(F) :- since(_,F). change(E) :- pact(_,trade,F,_), later(F,E).",
        # To look for changes, what follows from it in the second step is counted from all days.
        "near(E) :- changing, change(E). counted(E) :- near(E). change(E) :- pact(_,trade,F,_), later(F,E).",
    ],
)
def test_what_is_counted_from_other_days_does_not_hide_one_that_is_forgotten(lab: Lab, counted: str) -> None:
    (told,) = found(lab, COUNTING, counted, WITHIN)
    assert told == "`D <= T` turns on the day after that of `T` in `pact(S,_A1,_A2,T)`, which is not looked at"


def test_a_day_from_which_others_are_counted_is_not_the_one_asked_about(lab: Lab) -> None:
    # Both are days of pacts: in what order they stand is the same on every day.
    counted = "counted(D) :- bound(S,D). counted(F) :- pact(_,_,F,_). change(E) :- pact(_,_,F,_), later(F,E)."
    declared = '%@ derived kept(State: state, Day: date)\n%@ says "kept"'
    clause = "kept(S,F) :- pact(S,_,F,_), later(F,E), pact(S,trade,F2,_), F2 <= F."
    assert found(lab, COUNTING, counted, declared, clause, "change(C) :- pact(_,_,C,_).", FROM) == []
