"""Kept answers asked again: what the engine makes unchecked is what a check of types lets through."""

from __future__ import annotations

import dedere


def test_the_answers_pass_and_are_named() -> None:
    kept = dedere.assess("putin", "India", on="2025-12-05")
    found = dedere.recheck([kept, {"verdict": "nonsense"}])
    assert dedere.Rechecked.model_validate_json(found.to_json()) == found
    assert found.model_dump(by_alias=True)["schema"] == "dedere.recheck/1"
    assert [it.outcome for it in found.answers] == ["same", "unanswered"]
