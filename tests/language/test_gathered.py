"""What a header lacks once everything below it was read."""

from __future__ import annotations

import pytest

from dedere.language.annotations import HeaderLine
from dedere.language.files import File
from dedere.language.gathered import Gathered, Header
from dedere.language.records import Authority

TREATY = Authority("Convention", "art. 1", "text")


def header(kind: str, **more: object) -> Header:
    made = Header(HeaderLine(kind, "R-1", "Title"), File("rules/a.lp", b"", True), 7)
    for name, value in more.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("made", "lacks"),
    [
        (header("rule", authorities=[TREATY], clauses=[0]), []),
        (header("rule", authorities=[TREATY], facts=1), []),
        (header("assumption", authorities=[TREATY], clauses=[3]), []),
        (header("unevaluated", authorities=[TREATY], because="it is vague"), []),
        (header("under"), []),
        (header("rule", clauses=[0]), ["the rule `R-1` has no authority"]),
        (header("rule", authorities=[TREATY]), ["the rule `R-1` has no clause"]),
        (header("assumption"), ["the rule `R-1` has no authority", "the rule `R-1` has no clause"]),
        (header("unevaluated", authorities=[TREATY]), ["the rule `R-1` is not evaluated, and no reason is given"]),
    ],
    ids=["clause", "fact", "assumption", "reason", "under", "no-authority", "no-clause", "neither", "no-reason"],
)
def test_what_a_header_lacks(made: Header, lacks: list[str]) -> None:
    found = list(made.complaints())
    assert [it.message for it in found] == lacks
    assert all(it.hint for it in found)


def test_the_hint_gives_the_form_of_the_line_that_is_missing() -> None:
    (authority, clause) = header("rule").complaints()
    assert authority.hint == (
        'add `%@ authority "instrument" "place" checked(text|decision|secondary|memory|convention)` below it'
    )
    assert clause.hint == "write it, or make the header `unevaluated` and say why"


def test_findings_are_kept_in_the_order_in_which_they_were_made() -> None:
    gathered = Gathered()
    gathered.find("b.lp", 9, "late", None)
    gathered.find("a.lp", 1, "early", "do it")
    assert [(it.file, it.line, it.message, it.hint) for it in gathered.findings] == [
        ("b.lp", 9, "late", None),
        ("a.lp", 1, "early", "do it"),
    ]
