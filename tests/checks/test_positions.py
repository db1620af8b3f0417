"""Contested questions: what is declared, raised, held and named fits together."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.checks.positions import find
from laws import CLEAN, LAW


def told(lab: Lab, old: str = "", new: str = "", more: str = "") -> list[tuple[str, str, str, str | None]]:
    assert old in LAW
    corpus = lab.load(rules__vocabulary=CLEAN, rules__law=LAW.replace(old, new) + more if old else LAW + more)
    return [(it.check, it.level, it.message, it.hint) for it in find(corpus)]


def test_nothing_is_wrong_with_a_law_that_fits(lab: Lab) -> None:
    assert told(lab) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            'adopt("I",two)',
            'adopt("I",three)',
            (
                "unknown-option",
                "error",
                '`adopt` names the option `three` on "I", which does not exist',
                "its options are one, two",
            ),
        ),
        (
            'held_by("I",two,"others","a book").',
            'held_by("I",three,"others","a book"). unheld("I",two,"none").',
            (
                "unknown-option",
                "error",
                '`held_by` names the option `three` on "I", which does not exist',
                "its options are one, two",
            ),
        ),
        (
            ' held_by("I",two,"others","a book").',
            "",
            (
                "unheld",
                "error",
                'nobody holds the option `two` on "I"',
                "say who holds it and on what authority, with `argued` or `unheld` that nobody does, or drop it",
            ),
        ),
        (
            "{ adopt(I,O) : option(I,O,_) } = 1 :- at_issue(I).",
            "{ adopt(I,O) : option(I,O,_) } = 1 :- at_issue(I). { beaten(N,R,D) } :- applicable(N,R,D).",
            (
                "free-choice",
                "error",
                "`beaten(N,R,D)` is chosen freely, and is no position on an issue",
                "conclude it, or make it depend on a position (`adopt`)",
            ),
        ),
    ],
    ids=["adopts-none", "holds-none", "unheld", "free"],
)
def test_what_does_not_fit_is_found(lab: Lab, old: str, new: str, finding: tuple[str, str, str, str]) -> None:
    assert told(lab, old, new) == [finding]


def test_an_issue_that_nothing_raises_or_reads_and_that_has_one_option(lab: Lab) -> None:
    found = told(lab, more='issue("J","What?"). option("J",only,"the only one").\n')
    assert found == [
        ("options", "error", 'the issue "J" has one option', "name at least two positions, or drop the issue"),
        ("unraised", "note", 'no rule raises the issue "J"', "write when a case raises it"),
        ("idle-issue", "note", 'no rule depends on a position on "J"', "write what follows from each position"),
        (
            "unheld",
            "note",
            'nobody holds the option `only` on "J"',
            "say who holds it and on what authority, with `argued` or `unheld` that nobody does, or drop it",
        ),
    ]


def test_an_issue_that_is_raised_and_that_nothing_turns_on_is_an_error(lab: Lab) -> None:
    more = 'issue("J","What?"). option("J",a,"a"). option("J",b,"b"). held_by("J",a,"A","x"). held_by("J",b,"B","x").\n'
    found = told(lab, more=f'{more}%@ says "raised"\nat_issue("J") :- present(_,_,_).\n')
    assert [(check, level) for check, level, *_ in found] == [("idle-issue", "error")]


def test_an_issue_that_is_not_declared(lab: Lab) -> None:
    untyped = LAW.replace("adopt(Issue: issue", "adopt(Issue: term").replace('adopt("I",one)', 'adopt("X",one)')
    found = [(it.check, it.message, it.hint) for it in find(lab.load(rules__vocabulary=CLEAN, rules__law=untyped))]
    assert found == [("unknown-option", '`adopt` names the issue "X", which is not declared', 'the issues are "I"')]
