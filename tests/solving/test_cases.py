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
from small_law import SOUGHT, law

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
        "rec(X) :- rec(X), X != h, dep(X).",
        "rec(X) :- rec(X), h != X, dep(X).",
        "rec(X) :- rec(X), X = (h), rec(h).",
    ],
)
def test_by_its_tokens_a_clause_is_given_the_case_as_by_its_tree(clause: str) -> None:
    rewriter = Rewriter(frozenset({"h", "dep"}))
    assert _statements(rewriter.clause(clause)) == _statements(rewriter.parsed(clause))


def test_so_is_every_clause_of_the_law() -> None:
    rewriter = Rewriter(NAMES)
    for clause in ENGINE.corpus.clauses:
        assert _statements(rewriter.clause(clause.text)) == _statements(rewriter.parsed(clause.text))


@pytest.mark.parametrize(
    "clause",
    [
        "h(X) :- dep(X), rec(X).",
        "rec(X) :- rec(X), not dep(X).",
        "h.",
        "h :- dep.",
        ":- dep; h.",
        "h(X,dep2(Y,(X,Y))) :- rec(f(X)), dep(X,g(h2(Y))), X < Y.",
    ],
)
def test_atoms_and_comparisons_need_no_tree(clause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """To parse a clause takes far longer than to cut it, and there are thousands."""
    trees = _parsed(monkeypatch)
    assert CASE in Rewriter(frozenset({"h", "dep", "no_tree"})).clause(clause)
    assert trees == []


def test_nor_do_most_clauses_of_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    trees = _parsed(monkeypatch)
    rewriter = Rewriter(NAMES | {"no_tree"})
    for clause in ENGINE.corpus.clauses:
        rewriter.clause(clause.text)
    assert 0 < len(trees) * 50 < len(ENGINE.corpus.clauses)


def _parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is given to the parser from now on, which gives it back as it is."""
    given: list[str] = []

    def parsed(_: Rewriter, text: str) -> str:
        given.append(text)
        return text

    monkeypatch.setattr(Rewriter, "parsed", parsed)
    return given


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


def _cases(*asked: Query, more: str = "", alike: bool = False, also: tuple[str, ...] = ()) -> Cases:
    given = [it.given for it in asked]
    facts = SLICER.select([atom for it in given for atom in DECLARED.facts(it)], (), (), Known(ENGINE.corpus, None).of)
    law = [*ENGINE.law(facts).splitlines(), *([more] if more else [])]
    record = [it for it in facts if it.partition("(")[0] not in DECLARED.planned]
    return Cases(Rewriter(NAMES), DECLARED, law, record, given, also=also, alike=alike)


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
    # What holds of norms is that which is concluded of each alone, whatever else is in the program.
    assert any(it.startswith("effective(duty(mng,arrest") for it in possible[0].effective)
    assert not any("mng" in it for it in possible[1].effective)
    assert certain[0].effective < possible[0].effective
    assert certain[1].effective == possible[1].effective
    assert possible[1].beside == frozenset()


def test_what_is_asked_for_beside_the_norms_is_told_of_each_case() -> None:
    found = _cases(MONGOLIA, INDIA, also=("present/4", "doubt/2")).possible({})
    assert "present(putin,mng,visit,20240902)" in found[0].beside
    assert "present(putin,ind,visit,20251205)" in found[1].beside
    assert not any("mng" in it for it in found[1].beside)
    assert {it.partition("(")[0] for them in found for it in them.beside} <= {"present", "doubt"}


def test_a_position_is_taken_in_every_case_or_in_its_own() -> None:
    cases = _cases(MONGOLIA, MONGOLIA)
    court = next(it.positions for it in ENGINE.schools if it.id == "court")
    horizontal = next(it.positions for it in ENGINE.schools if it.id == "horizontal")
    assert [bool(it.answered) for it in cases.certain(court)] == [True, True]
    assert [bool(it.answered) for it in cases.certain([court, horizontal])] == [True, False]
    assert [bool(it.answered) for it in cases.possible([horizontal, court])] == [False, True]


def test_one_answer_set_is_read_by_case_or_of_some_cases_alone() -> None:
    cases = _cases(MONGOLIA, INDIA)
    every, shared = cases.world({}, {}, None)
    assert set(every) == {0, 1}
    assert "present(putin,mng,visit,20240902)" in every[0]
    assert "present(putin,ind,visit,20251205)" in every[1]
    assert any(it.startswith("deposited(mng,") for it in shared)
    assert not any(it.startswith("_") for it in shared)
    one, none = cases.world({}, {}, frozenset({1}))
    assert set(one) == {1}
    assert none == []
    duty = next(it for it in cases.possible({})[0].effective if it.startswith("effective(duty(mng,arrest"))
    assert duty in cases.world({}, {0: duty}, frozenset({0}))[0][0]


def test_a_case_that_contradicts_the_rules_leaves_no_answer_set() -> None:
    cases = _cases(MONGOLIA, INDIA, more=":- host(putin,mng,20240902).")
    assert not cases.satisfiable()
    with pytest.raises(Unanswered, match="the rules contradict one another"):
        cases.possible({})
    assert _cases(INDIA, more=":- host(putin,mng,20240902).").satisfiable()


def test_on_one_combination_a_case_comes_to_what_it_can() -> None:
    cases = _cases(MONGOLIA, INDIA)
    some, possible, certain = cases.some({}), cases.possible({}), cases.certain({})
    for one, most, least in zip(some, possible, certain, strict=True):
        assert least.effective <= one.effective <= most.effective
        assert least.answered <= one.answered <= most.answered
    court = next(it.positions for it in ENGINE.schools if it.id == "court")
    assert [it.answered for it in cases.some(court)] == [frozenset({20240902}), frozenset()]


SMALL = law(record=SOUGHT)


def _small(*days: str, more: str = "", names: frozenset[str] = frozenset()) -> Cases:
    """Cases of the small law, of Ada Ash in Birchmark on these days."""
    asked = [ask("ada", "bbb", on=it, engine=SMALL).given for it in days]
    declared, slicer = SMALL.leading
    facts = slicer.select([atom for it in asked for atom in declared.facts(it)], (), (), Known(SMALL.corpus, None).of)
    law_ = [*SMALL.law(facts).splitlines(), *more.splitlines()]
    record = [it for it in facts if it.partition("(")[0] not in declared.planned]
    return Cases(Rewriter(dependent(SMALL.corpus, declared) | names), declared, law_, record, asked)


def test_a_conclusion_without_arguments_is_that_of_its_case_alone() -> None:
    more = "early :- here(ada,bbb,D), D < 20060101.\nlate :- not early."
    cases = _small("2005-06-01", "2006-06-01", more=more, names=frozenset({"early", "late"}))
    every, shared = cases.world({}, {}, None)
    assert [{"early", "late"} & {*every[it]} for it in (0, 1)] == [{"early"}, {"late"}]
    assert not {"early", "late"} & {*shared}
    alone, none = cases.world({}, {}, frozenset({1}))
    assert none == []
    assert set(alone) == {1}
    assert {"early", "late"} & {*alone[1]} == {"late"}
    assert "here(ada,bbb,20060601)" in alone[1]
    assert not any("20050601" in it for it in alone[1])


def test_what_a_small_case_comes_to_is_its_own() -> None:
    cases = _small("2005-06-01", "2006-06-01", "2008-06-01")
    assert [sorted(it.answered) for it in cases.possible({})] == [[20050601], [20060601], []]
    assert [sorted(it.answered) for it in cases.certain({})] == [[20050601], [], []]
    assert {it.beside for it in cases.possible({})} == {frozenset()}
    duty = 'effective(duty(bbb,arrest,ada,none),"DUTY",%s)'
    assert [it.effective for it in cases.possible({})] == [
        frozenset({duty % "20050601"}),
        frozenset({duty % "20060601"}),
        frozenset(),
    ]
    yes, no = ({'"ISS-OFFICE"': it} for it in ("yes", "no"))
    assert [len(cases.certain(it)[1].answered) for it in (yes, no)] == [0, 1]
    assert [len(it.answered) for it in cases.certain([no, yes, no])] == [1, 0, 0]
    # What is taken on a question that a case does not raise leaves it as it is.
    assert cases.certain([{'"ISS-OFFICE"': "maybe"}, no, {}])[0] == cases.certain({})[0]
