"""Answers that are remembered from one test to the next."""

from __future__ import annotations

import pytest

import dedere
import remembered
from dedere.answers import assessment
from dedere.cases import told
from dedere.engine import Engine, default_engine

QUESTION = ("putin", "India")


def test_the_same_question_has_the_same_answer_and_no_other_has_it() -> None:
    found = dedere.assess(*QUESTION, on="2025-12-05")
    assert dedere.assess("Vladimir Putin", "ind", on="2025-12-05") is found
    assert assessment.assess is vars(told)["assess"] is dedere.assess
    others = [
        dedere.assess(*QUESTION, on="2025-12-04"),
        dedere.assess(*QUESTION, on="2025-12-05", presence="overflight"),
        dedere.assess(*QUESTION, on="2025-12-05", suppose="signed(ind,rome,20250101)"),
        dedere.assess(*QUESTION, on="2025-12-05", school="court"),
        dedere.assess(*QUESTION, on="2025-12-05", known_on="2025-12-01"),
        dedere.assess(*QUESTION, on="2025-12-05", engine=Engine(default_engine().corpus)),
    ]
    assert [it for it in others if it is found] == []
    assert others[-1] == found


def test_what_is_refused_is_refused_again() -> None:
    for _ in range(2):
        with pytest.raises(dedere.UsageError, match="no person"):
            dedere.assess("nobody at all", "ind", on="2025-12-05")


def test_an_answer_that_is_made_anew_is_equal() -> None:
    found = dedere.assess(*QUESTION, on="2025-12-05")
    with remembered.anew():
        again = dedere.assess(*QUESTION, on="2025-12-05")
    assert again is not found
    assert again == found
    assert again.to_text(explain="full") == found.to_text(explain="full")


def test_a_test_that_may_change_dedere_is_answered_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessment, "solve", None)
    with pytest.raises(TypeError):
        dedere.assess(*QUESTION, on="2025-12-05")


def test_no_more_are_kept_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 1)
    monkeypatch.setattr(remembered, "_anew", [False])
    monkeypatch.setattr(remembered, "_made", type(remembered._made)())
    for day in ("2025-12-05", "2025-12-06"):
        dedere.assess(*QUESTION, on=day)
    assert len(remembered._made) == 1
