"""Rows as CSV."""

from __future__ import annotations

from dedere.reporting.sheet import written


def test_what_looks_like_a_formula_is_none() -> None:
    assert written([["a", "=1+1"], ["-b", "c,d"]]) == "a,'=1+1\n'-b,\"c,d\""
