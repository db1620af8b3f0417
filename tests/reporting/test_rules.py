"""What is told of rules, in every format."""

from __future__ import annotations

import pytest

from dedere.engine import default_engine
from dedere.reporting import rules
from dedere.reporting.page import Page
from dedere.reporting.shown import written


@pytest.mark.parametrize(
    ("form", "has"),
    [
        ("text", ["RS-89-1: A State Party must", "  authority  Rome Statute, arts 59(1), 89(1) (read in the text)"]),
        ("markdown", ["# RS-89-1: A State Party must", "- **authority:** Rome Statute, arts 59", "```"]),
        ("html", ["<h1>RS-89-1: A State Party must", "Rome Statute, arts 59(1), 89(1) (read in the text)"]),
    ],
)
def test_a_rule_is_told_whole(form: str, has: list[str]) -> None:
    corpus = default_engine().corpus
    shown = written(rules.whole(corpus, corpus.rules["RS-89-1"]), form, Page()).replace("\\", "")
    for part in (*has, "party(H,rome,D)", "rules/rome_statute/duty.lp:", "more"):
        assert part in shown
    assert shown.count("must arrest and surrender {P} to {C}") == 1


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_rules_are_listed_with_their_titles(form: str) -> None:
    corpus = default_engine().corpus
    shown = written(rules.found([corpus.rules["RS-89-1"], corpus.rules["RS-58-ASSUMED"]]), form, Page())
    assert "RS-89-1" in shown
    assert "(assumption)" in shown
    assert "2 rules" in shown
    assert "0 rules" in written(rules.found([]), form, Page())


def test_a_clause_is_broken_between_its_conditions_and_left_whole_as_data() -> None:
    corpus = default_engine().corpus
    (found,) = rules.data(corpus, [corpus.rules["RS-89-1"]]).rules
    assert "\n" not in found.clauses[0].text
    assert found.used["applicable"]
    assert found.authorities[0].checked == "text"
