"""Many cases in one ground program, which see nothing of one another."""

from __future__ import annotations

import pytest

from dedere.asking.query import Query, ask
from dedere.batch.visits import slots
from dedere.engine import default_engine
from dedere.errors import Unanswered
from dedere.program.known import Known
from dedere.solving.cases import CASE, Cases, Found, Rewriter, dependent

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
    assert Rewriter(frozenset({"h", "dep"})).clause(clause).replace(", ", "; ") == rewritten.replace(", ", "; ")


def test_the_plan_depends_on_the_case_and_the_record_does_not() -> None:
    assert set(DECLARED.planned) <= NAMES
    assert {"effective", "present"} <= NAMES
    assert not {"deposited", "party_since", "state"} & NAMES


def _cases(*asked: Query, more: str = "") -> Cases:
    given = [it.given for it in asked]
    facts = SLICER.select([atom for it in given for atom in DECLARED.facts(it)], (), (), Known(ENGINE.corpus, None).of)
    law = [*ENGINE.law(facts).splitlines(), *([more] if more else [])]
    record = [it for it in facts if it.partition("(")[0] not in DECLARED.planned]
    return Cases(Rewriter(NAMES), DECLARED, law, record, given)


MONGOLIA = ask("putin", "Mongolia", on="2024-09-02")
INDIA = ask("putin", "India", on="2025-12-05")


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
