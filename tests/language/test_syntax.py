"""What clingo's parser gives, as plain data."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedere.errors import CorpusError
from dedere.language import syntax
from dedere.language.records import Clause
from dedere.language.syntax import ClauseStatement, CommentStatement, DefinedStatement, FactStatement
from dedere.terms.values import Atom


def clauses(text: str) -> list[Clause]:
    return [it.clause for it in syntax.parse("x.lp", text) if isinstance(it, ClauseStatement)]


def facts(text: str) -> list[str]:
    return [str(it.atom) for it in syntax.parse("x.lp", text) if isinstance(it, FactStatement)]


def test_statements_keep_their_order_and_lines() -> None:
    text = '%@ note "a"\n% plain\np(a,\n  b). %@ note "b"\n#defined q/2.\nq(X) :- p(X,_).\r\n'
    comment, fact, remark, defined, clause = syntax.parse("x.lp", text)
    assert comment == CommentStatement('%@ note "a"', 1, 1)
    assert fact == FactStatement(Atom("p", ("a", "b")), 3, 4)
    assert remark == CommentStatement('%@ note "b"', 4, 4)
    assert defined == DefinedStatement("q", 2, 5, 5)
    assert (clause.line, clause.last_line) == (6, 6)


def test_pools_are_taken_apart() -> None:
    assert [it.text for it in clauses("h(X) :- p(X,(a;b)).")] == ["h(X) :- p(X,a).", "h(X) :- p(X,b)."]


def test_facts_with_pools_and_intervals_are_written_out() -> None:
    assert facts('p(1..3). q((a;b),"x"). r(-1..0,c).') == [
        "p(1)",
        "p(2)",
        "p(3)",
        'q(a,"x")',
        'q(b,"x")',
        "r(-1,c)",
        "r(0,c)",
    ]


def test_unsafe_variables_are_found_without_grounding() -> None:
    text = "big(1..2000000000).\nh(X) :-\n  not p(Y).\np(1) :- q(Z), Z < W."
    assert syntax.unsafe(text) == [(2, "unsafe variables: `X`, `Y`"), (4, "unsafe variables: `W`")]


def test_fact_files_take_facts_only() -> None:
    for text in ("p :- q.", "p(1..2).", "p(a;b).", ":- p."):
        with pytest.raises(CorpusError):
            syntax.parse("x.lp", text, facts_only=True)
    assert len(syntax.parse("x.lp", "p(1). p(2).", facts_only=True)) == 2


def test_no_other_file_gets_in_behind_nested_comments(tmp_path: Path) -> None:
    other = tmp_path / "other.lp"
    other.write_text("p(1).")
    with pytest.raises(CorpusError) as refused:
        syntax.parse("x.lp", f'%* %* *% " *%\n#include "{other}".\n%* " *%\nq(1).')
    assert any("#include" in it.message or "syntax error" in it.message for it in refused.value.findings)


def test_a_full_stop_that_is_missing_is_told_of_the_line_that_lacks_it() -> None:
    with pytest.raises(CorpusError) as refused:
        syntax.parse("x.lp", 'p("a. %").\np(b)  % told\n\n% by whom\np(c).\nq(d) :- p(d),\n r(d).\n')
    (finding,) = refused.value.findings
    assert (finding.line, finding.message) == (2, "no full stop ends `p(b)`")
    with pytest.raises(CorpusError) as refused:
        syntax.parse("x.lp", "q(X) :- p(X),\n.\n")
    assert "syntax error" in refused.value.findings[0].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("p(a)", "no full stop ends `p(a)`"),
        ("p(a,)", "syntax error"),
        ("\ufeffp(a).", "begins with a byte order mark"),
        ("p(X).", "a variable cannot stand in a fact: `X`"),
        ("p(1+2).", "arithmetic"),
        ("p(@f).", "an external function"),
        ("-p(a).", "classical negation"),
        ("p(1..99999).", "more than 10000 facts"),
        ("p(1..999,1..999).", "more than 10000 facts"),
        ("p(2147483648).", "larger than 32 bits"),
        ("h :- p(@f(1)).", "calls a function outside clingo"),
        ("h :- -p.", "classical negation"),
        ("h :- &t { x }.", "the theory atom"),
        ("&t { x } :- h.", "the theory atom"),
        ("a ; b :- c.", "a disjunction cannot be concluded"),
        ("X = 1 :- p(X).", "cannot be concluded"),
        ("not h :- p.", "cannot be concluded"),
        ("#count { X : a(X) } 1 :- b.", "cannot be concluded"),
        ("#const n = 3.", "`#const` cannot stand"),
        ("#show p/1.", "`#show` cannot stand"),
        ("#show.", "`#show` cannot stand"),
        ("#external p.", "`#external` cannot stand"),
        ("#minimize { 1 : p }.", "`#minimize` cannot stand"),
        (":~ p. [1]", "weak constraints"),
        ("#program other.", "`#program` cannot stand"),
        ('#include "x.lp".', "`#include` cannot stand"),
        ("#script (lua) #end.", "`#script` cannot stand"),
        ("#heuristic p. [1,true]", "`#heuristic` cannot stand"),
        ("#edge (a,b).", "`#edge` cannot stand"),
        ("#project p/1.", "`#project` cannot stand"),
        ("#theory t { }.", "`#theory` cannot stand"),
        ("p(" + "f(" * 70 + "a" + ")" * 71 + ".", "nested deeper than 64"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(CorpusError) as refused:
        syntax.parse("x.lp", f"% \n{text}\n")
    (finding,) = refused.value.findings
    assert message in finding.message
    assert finding.file == "x.lp"
    assert finding.line in (2, 3)
    assert finding.hint
