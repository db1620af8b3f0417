"""What the commands that list share: names that are known."""

from __future__ import annotations

import pytest

from dedere.errors import UsageError
from dedere_cli import record


def test_a_name_that_is_known_or_the_nearest_or_all() -> None:
    assert record.one_of("kind", "rule", ["rule", "assumption"]) == "rule"
    for given, known, hint in (
        ("rul", ["rule", "assumption"], "did you mean `rule`?"),
        ("law", ["rule", "assumption"], "it is one of assumption, rule"),
        ("law", [f"x{number}" for number in range(30)], "there are 30"),
    ):
        with pytest.raises(UsageError, match=f"there is no kind `{given}`") as refused:
            record.one_of("kind", given, known)
        assert refused.value.hint == hint
