"""What is found in rules: its form, and that it can stand in a set."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dedere.schema.lint import Linted, LintFinding

FINDING = LintFinding(check="loop", level="error", file="a.lp", line=3, message="a circle", hint=None)
FOUND = Linted(findings=(FINDING,), notes=(), rules=1, clauses=2, dedere="0", rules_fingerprint="f")


def test_what_is_found_comes_back_and_is_named() -> None:
    assert Linted.model_validate_json(FOUND.to_json()) == FOUND
    assert FOUND.to_json(None) == FOUND.model_dump_json(by_alias=True)
    assert FOUND.model_dump(by_alias=True)["schema"] == "dedere.lint/1"


def test_the_same_twice_is_once() -> None:
    again = FINDING.model_copy(update={"line": 3})
    assert {FINDING, again} == {FINDING}
    assert len({FINDING, FINDING.model_copy(update={"line": 4})}) == 2


def test_a_finding_stands_on_a_line_of_a_file() -> None:
    with pytest.raises(ValidationError, match="line"):
        LintFinding.model_validate({**FINDING.model_dump(), "line": None})
