"""Prose that a machine can see is none."""

from __future__ import annotations

import pytest

from corpora import RULES, Lab
from dedere import load
from dedere.checks.law import lint
from dedere.checks.prose import find
from dedere.schema.lint import LintFinding


def test_no_sentence_of_the_shipped_rules_has_a_slip() -> None:
    assert [str(it) for it in find(load()) if it.level == "error"] == []


MORE = """\
%@ derived norm(Whose: state) open
%@ says "{Whose} is bound"
%@ derived applicable(Norm: term, Rule: text, Day: date) open
%@ says "the norm applies"
%@ rule R-99 "A rule to be named"
%@ authority "Statute" "art. 1" checked(text)
"""


def _found(lab: Lab, written: str) -> list[LintFinding]:
    corpus = lab.load(rules__rules=RULES, rules__more=MORE + written)
    return [it for it in find(corpus) if it.file.endswith("more.lp")]


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("{S} is bound, as S promised", "variable-in-prose"),
        ("{S} must arrest_and_surrender", "constant-in-prose"),
        ("{S} is bound by R-99", "rule-in-prose"),
        ("{S} is  bound", "stray-blank"),
        ("{S} is bound , it seems", "stray-blank"),
        (" {S} is bound", "stray-blank"),
        ("{S} is bound.", "full-stop"),
    ],
)
def test_a_slip_is_found_where_it_stands(lab: Lab, sentence: str, check: str) -> None:
    (found,) = _found(lab, f'%@ says "{sentence}"\nnorm(S) :- state(S,_).\n')
    assert (found.check, found.level, found.line) == (check, "error", 8)


@pytest.mark.parametrize(
    "sentence",
    ["{S} is bound", "{S}, of RES/1593 (2005), is bound: art. 3(b)", "{S} is bound; ICC-02/05 says so, in S/RES/827"],
)
def test_what_is_prose_is_no_slip(lab: Lab, sentence: str) -> None:
    assert _found(lab, f'%@ says "{sentence}"\nnorm(S) :- state(S,_).\n') == []


def test_the_id_of_a_rule_is_kept_out_of_what_is_told_by_itself(lab: Lab) -> None:
    more = (
        '%@ says "{S} is bound by {R}"\napplicable(norm(S),R,20200101) :- state(S,_), applicable(norm(S),R,20200102).\n'
    )
    (found,) = _found(lab, more)
    assert (found.check, found.message) == (
        "rule-in-prose",
        "`{R}` puts the id of a rule into what a reader is told",
    )


def test_a_norm_is_told_with_a_reason_of_its_own(lab: Lab) -> None:
    clause = 'applicable(norm(S),"R-99",20200101) :- state(S,_).\n'
    (found,) = _found(lab, clause)
    assert (found.check, found.level, found.line) == ("no-reason", "error", 7)
    assert found.message.endswith("is told without a reason of its own: `the norm applies`")
    assert _found(lab, f'%@ says "{{S}} is bound"\n{clause}') == []


OTHER = """\
%@ derived host(Whose: state) open
%@ says "{Whose} is the host"
%@ says "{S} is bound"
norm(S) :- state(S,N), N != "".
"""


@pytest.mark.parametrize(
    ("clause", "checks"),
    [
        ("host(S) :- state(S,_).", ["foreign-words"]),
        ('%@ says "{S} is the host"\nhost(S) :- state(S,_).', []),
        ("host(S) :- norm(S).", []),
        ('host(S) :- state(S,N), N != "", state(_,_).', []),
        ("norm(S) :- state(S,_).", []),
    ],
    ids=["inherited", "own", "rests on it", "rests on the same", "of the same predicate"],
)
def test_the_words_of_another_predicate_are_not_taken_over(lab: Lab, clause: str, checks: list[str]) -> None:
    assert [it.check for it in _found(lab, f"{OTHER}{clause}\n")] == checks


def test_lint_tells_it(lab: Lab) -> None:
    corpus = lab.load(rules__rules=RULES, rules__more=MORE + '%@ says "{S} is  bound"\nnorm(S) :- state(S,_).\n')
    assert "stray-blank" in {it.check for it in lint(corpus).findings}
