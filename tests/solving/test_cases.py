"""Many cases in one ground program, which see nothing of one another."""

from __future__ import annotations

import pytest
from clingo import ast

from dedere.asking.query import Query, ask
from dedere.batch.visits import slots
from dedere.engine import default_engine
from dedere.errors import Unanswered
from dedere.program.known import Known
from dedere.solving.cases import CASE, Cases, Found, Rewriter, alike, dependent

ENGINE = default_engine()
DECLARED, SLICER = ENGINE.leading
NAMES = dependent(ENGINE.corpus, DECLARED)


@pytest.mark.parametrize(
    ("clause", "rewritten"),
    [
        ("h(X) :- dep(X), rec(X).", f"h({CASE},X) :- dep({CASE},X); rec(X)."),
        ("h(X) :- rec(X).", f"h({CASE},X) :- rec(X); _case({CASE})."),
        ("rec(X) :- other(X).", "rec(X) :- other(X)."),
        ("h(X) :- rec(X), not dep(X).", f"h({CASE},X) :- rec(X); not dep({CASE},X); _case({CASE})."),
        (":- dep(X), not h(X).", f"#false :- dep({CASE},X); not h({CASE},X)."),
    ],
)
def test_what_depends_on_the_case_is_given_it(clause: str, rewritten: str) -> None:
    assert _statements(Rewriter(frozenset({"h", "dep"})).clause(clause)) == _statements(rewritten)


@pytest.mark.parametrize(
    "clause",
    [
        "h(X) :- rec(X), X = dep(Y), dep(Y).",
        'h(X) :- rec(dep(X)), not rec2(h(X),"dep(a), :- h.").',
        "h(X) :- rec(X), #count { Y : dep(Y), rec(Y) } > 1.",
        "{ h(X) : dep(X) } = 1 :- rec(X).",
        "h(X) :- rec(X), dep(Y) : rec(Y).",
        "h.",
        'rec(X) :- rec(X), h, not dep, X != "h".',
        "h(D+1) :- dep(D), D < 3, D = 1..2.",
        "h(-1,a(b(c))) :- not not dep(1).",
    ],
)
def test_by_its_tokens_a_clause_is_given_the_case_as_by_its_tree(clause: str) -> None:
    rewriter = Rewriter(frozenset({"h", "dep"}))
    assert _statements(rewriter.clause(clause)) == _statements(rewriter.parsed(clause))


def test_so_is_every_clause_of_the_law() -> None:
    rewriter = Rewriter(NAMES)
    for clause in ENGINE.corpus.clauses:
        assert _statements(rewriter.clause(clause.text)) == _statements(rewriter.parsed(clause.text))


def test_what_is_gathered_of_all_cases_alike_is_what_each_comes_to() -> None:
    assert alike(ENGINE.corpus.clauses, NAMES)
    apart, together = _cases(MONGOLIA, INDIA, AREA), _cases(MONGOLIA, INDIA, AREA, alike=True)
    for positions in ({}, *(it.positions for it in ENGINE.schools)):
        assert apart.possible(positions) == together.possible(positions)
        assert apart.certain(positions) == together.certain(positions)


def _statements(text: str) -> list[str]:
    found: list[str] = []
    ast.parse_string(text, lambda it: found.append(str(it)))
    return found


def test_the_plan_depends_on_the_case_and_the_record_does_not() -> None:
    assert set(DECLARED.planned) <= NAMES
    assert {"effective", "present"} <= NAMES
    assert not {"deposited", "party_since", "state"} & NAMES


def _cases(*asked: Query, more: str = "", alike: bool = False) -> Cases:
    given = [it.given for it in asked]
    facts = SLICER.select([atom for it in given for atom in DECLARED.facts(it)], (), (), Known(ENGINE.corpus, None).of)
    law = [*ENGINE.law(facts).splitlines(), *([more] if more else [])]
    record = [it for it in facts if it.partition("(")[0] not in DECLARED.planned]
    return Cases(Rewriter(NAMES), DECLARED, law, record, given, alike=alike)


MONGOLIA = ask("putin", "Mongolia", on="2024-09-02")
INDIA = ask("putin", "India", on="2025-12-05")
AREA = ask("netanyahu", "Greenland", first="2024-11-01", last="2025-12-05")


def test_each_case_is_answered_for_itself() -> None:
    cases = _cases(MONGOLIA, INDIA)
    assert slots(MONGOLIA) != slots(INDIA)
    assert cases.contested
    possible, certain = cases.possible({}), cases.certain({})
    assert [it.answered for it in possible] == [frozenset({20240902}), frozenset()]
    assert [it.answered for it in certain] == [frozenset(), frozenset()]
    assert possible[0] == _cases(MONGOLIA).possible({})[0]
    assert isinstance(possible[0], Found)


def test_a_case_that_contradicts_the_rules_leaves_no_answer_set() -> None:
    cases = _cases(MONGOLIA, INDIA, more=":- host(putin,mng,20240902).")
    assert not cases.satisfiable()
    with pytest.raises(Unanswered, match="the rules contradict one another"):
        cases.possible({})
    assert _cases(INDIA, more=":- host(putin,mng,20240902).").satisfiable()
