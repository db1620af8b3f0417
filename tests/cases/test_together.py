"""What many questions have from one program is what each has alone."""

from __future__ import annotations

from itertools import islice

import pytest

import examples
from casing import case_of
from dedere.asking.query import Query
from dedere.cases import together as module
from dedere.cases.run import run, run_all
from dedere.cases.together import concluded, together
from dedere.cases.told import Told, asked
from dedere.engine import default_engine

ENGINE = default_engine()


def _some(every: int = 61) -> list[Query]:
    """The questions of some case of each kind of file, those that take positions among them."""
    cases = [it for path in examples.files() for it in examples.read(path).cases]
    taking = [it for it in cases if it.positions or it.question.school]
    return [asked(it, ENGINE) for it in (*cases[::every], *islice(taking, 0, None, 12))]


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    return _some()


def test_each_is_concluded_as_where_it_is_asked_alone(queries: list[Query]) -> None:
    assert len(queries) > module.FEW
    assert any(it.supposed for it in queries)
    assert any(it.school for it in queries)
    for query, found in zip(queries, together(queries, ENGINE), strict=True):
        assert found is not None
        alone = concluded(query)
        assert (found.verdict, found.schools) == (alone.verdict, alone.schools)
        assert found.ever == {it for it in alone.ever if not it.startswith("adopt(")}
        assert found[1:] == alone[1:]
        assert Told(query, found).lines == Told(query, alone).lines


def test_what_is_withdrawn_is_withdrawn_from_one_question_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 0)
    withdrawn = "  withdraw: ['deposited(nor,rome,20000216)']\n"
    less, whole = asked(case_of("verdict: obliged", more=withdrawn), ENGINE), asked(case_of("verdict: obliged"), ENGINE)
    found = together([less, whole, less], ENGINE)
    assert found[0] == found[2] != found[1]
    assert [it and len(it.ever) for it in found[:2]] == [len(_alone(less)), len(_alone(whole))]


def _alone(query: Query) -> set[str]:
    return {it for it in concluded(query).ever if not it.startswith("adopt(")}


def test_a_question_without_an_answer_leaves_the_others_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", 0)
    refused = asked(case_of("verdict: obliged", more="  suppose: ['visit(v,putin,nor,20240501,20240502)']\n"), ENGINE)
    query = asked(case_of("verdict: obliged"), ENGINE)
    assert together([query, refused, query], ENGINE)[1] is None


def test_few_are_asked_alone() -> None:
    assert together([asked(case_of("verdict: obliged"), ENGINE)] * module.FEW, ENGINE) == [None] * module.FEW


def test_many_cases_go_as_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that pass, fail, are refused or could not fail, and two of one question."""
    monkeypatch.setattr(module, "FEW", 0)
    cases = [
        case_of("rules: [RS-89-1], holds_not: ['duty(_,_,_,_)']"),
        case_of("conclusions: ['duty(nor,arrest,putin,icc) by RS-89-1, certain']"),
        case_of("holds: ['duty(_,arrest,_,_)'], rules_not: [EX-IMM]"),
        case_of("holds: ['duty(_,arrest,_,_)']", "person: nobody, host: NO, first: 2024-05-01"),
        case_of("rules_not: [RS-0]"),
        case_of("verdict: obliged", more="  xfail: known\n"),
        case_of("holds: ['duty(_,arrest,_,_)']", "person: netanyahu, host: HU, first: 2025-04-03"),
    ]
    outcomes = run_all(cases)
    assert outcomes == [run(it) for it in cases]
    assert {it.status for it in outcomes} >= {"failed", "open", "passed"}
