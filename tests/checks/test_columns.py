"""Lines that run past the edge."""

from __future__ import annotations

import pytest

from corpora import RULES, Lab
from dedere import load
from dedere.checks.columns import find
from dedere.checks.law import lint


def test_no_line_of_the_shipped_rules_is_too_long() -> None:
    assert [str(it) for it in find(load())] == []


LONG = "% " + "x" * 118


def test_a_line_of_120_columns_is_no_finding(lab: Lab) -> None:
    assert len(LONG) == 120
    assert list(find(lab.load(rules__rules=f"{LONG}\n{RULES}"))) == []


def test_one_more_is_noted_with_its_line(lab: Lab) -> None:
    corpus = lab.load(rules__rules=f"% first\n{LONG}x\n{RULES}")
    (noted,) = [it for it in lint(corpus).notes if it.check == "long-line"]
    assert (noted.file, noted.line, noted.level) == ("rules/rules.lp", 2, "note")
    assert noted.message == "the line has 121 columns, 120 are enough"
    assert (
        noted.hint == "go on in the next line: after `:-` or a comma, or, in an annotation, with `%@` and three spaces"
    )


@pytest.mark.parametrize(
    ("fact", "columns"),
    [('told(\n    "{}",\n    "b").', []), ('told("b",\n    "{}").', []), ('told(\n    "{}", "b").', [133])],
    ids=["one", "last", "two"],
)
def test_a_text_that_clingo_cannot_break_has_its_line_to_itself(lab: Lab, fact: str, columns: list[int]) -> None:
    told = '%@ fact told(Text: text, More: text) of texts\n%@ says "{Text} {More}"\n' + fact.replace("{}", "y" * 120)
    found = find(lab.load(rules__told=told + "\n"))
    assert [it.message for it in found] == [f"the line has {it} columns, 120 are enough" for it in columns]
