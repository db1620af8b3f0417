"""What `check` would refuse, no import writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedere.batch.taking import import_table
from dedere.schema.exchange import Imported
from desks import Desk

CHECKS = """\
%@ fact warrant(Warrant: term, Person: person, Day: date) of warrants
%@ says "a warrant against {Person} was issued on {Day}"
%@ fact checking of checks
%@ says "checking"
%@ fact spans(Fact: term, Apart: term, From: since, To: until) of checks
%@ says "{Fact} lasts"
%@ fact only_noted(Check: text) of checks
%@ says "noted"
%@ fact may_follow(Check: text) of checks
%@ says "may follow"
%@ fact mend(Check: text, Hint: text) of checks
%@ says "mend"
%@ derived violation(Check: text, Fact: term, Against: term)
%@ derived wanted(Person: person) folded
%@ says "{Person} is wanted"
%@ rule C-END "An office ends after it began"
%@ authority "Dedere" "checks" checked(convention)
mend("C-END","exchange the days").
%@ says "it ends on {T}, and begins on {F}"
violation("C-END",A,to(F,T)) :- checking, spans(A,_,F,T), T <= F.
%@ rule C-TWO "One holder"
%@ authority "Dedere" "checks" checked(convention)
%@ says "{P2} holds it too"
violation("C-TWO",office(P,O,S,F,T),office(P2,O,S,F,T2)) :-
    checking, office(P,O,S,F,T), office(P2,O,S,F,T2), P2 < P.
%@ rule C-LACK "A person is wanted"
%@ authority "Dedere" "checks" checked(convention)
may_follow("C-LACK").
%@ says "{P} is wanted"
wanted(P) :- checking, warrant(_,P,_).
%@ says "no warrant against {P} is recorded"
violation("C-LACK",person(P,N),none) :- checking, person(P,N), not wanted(P).
"""
HEAD = "predicate,Person,Name,Office,State,From,To,source,confidence\n"


@pytest.fixture
def take(desk: Desk) -> object:
    (desk.home / "rules" / "checks.lp").write_text(CHECKS, encoding="utf-8")
    return desk


def _taken(desk: Desk, rows: str) -> Imported:
    path = desk.table(HEAD + rows)
    return import_table(path, None, rules=[desk.home / "rules"], facts=[desk.home / "facts"])


def test_a_row_that_a_check_refuses_is_not_written_and_the_others_are(take: Desk) -> None:
    found = _taken(
        take,
        "office,pat,,minister,aaa,20200101,20200101,reg,seen_once\noffice,pat,,minister,aaa,20200101,,reg,seen_once\n",
    )
    assert [(it.status, it.written) for it in found.rows] == [("invalid", False), ("new", True)]
    assert found.rows[0].reason == "it ends on 1 January 2020, and begins on 1 January 2020"
    assert found.rows[0].hint == "exchange the days"
    assert take.written.count("office(") == 1


def test_of_two_rows_that_contradict_one_another_one_is_written(take: Desk) -> None:
    rows = "person,kim,Kim,,,,,reg,seen_once\n"
    rows += "office,pat,,minister,aaa,20200101,,reg,seen_once\noffice,kim,,minister,aaa,20200101,,reg,seen_once\n"
    found = _taken(take, rows)
    assert [it.written for it in found.rows] == [True, False, True]
    assert "Kim holds it too (`office(kim,minister,aaa,20200101,#sup)`)" in str(found.rows[1].reason)


def test_a_row_is_not_refused_for_what_another_says_that_is_refused(take: Desk) -> None:
    rows = "person,kim,Kim,,,,,reg,seen_once\n"
    rows += "office,kim,,minister,aaa,20200101,20200101,reg,seen_once\n"
    rows += "office,pat,,minister,aaa,20200101,,reg,seen_once\n"
    found = _taken(take, rows)
    assert [(it.line, it.written) for it in found.rows] == [(2, True), (3, False), (4, True)]


def test_what_is_found_of_a_fact_of_the_record_names_that_fact(take: Desk) -> None:
    # The record has Pat, minister of Betania; the fault is told of Pat, and is that of the row.
    found = _taken(take, "person,kim,Kim,,,,,reg,seen_once\noffice,kim,,minister,bbb,20100101,,reg,seen_once\n")
    assert [it.written for it in found.rows] == [True, False]
    assert "(`office(pat,minister,bbb,20100101,20150101)`, facts/record.lp:11)" in str(found.rows[1].reason)


def test_what_may_follow_is_told_and_refuses_nothing(take: Desk) -> None:
    found = _taken(take, "person,kim,Kim,,,,,reg,seen_once\n")
    assert [(it.written, it.notes) for it in found.rows] == [(True, ("no warrant against Kim is recorded",))]


def test_a_law_without_checks_refuses_nothing(desk: Desk, tmp_path: Path) -> None:
    found = desk.take(HEAD + "office,pat,,minister,aaa,20200101,20200101,reg,seen_once\n")
    assert [it.written for it in found.rows] == [True]
