"""Mappings whose values are made when asked for."""

from __future__ import annotations

import pytest

from dedere.corpus.lazy import Lazy


def test_a_value_is_made_when_it_is_asked_for_and_once() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    lazy = Lazy(["b", "a", "b"], make)
    assert (list(lazy), len(lazy), "a" in lazy, "c" in lazy) == (["b", "a"], 2, True, False)
    assert made == []
    assert (lazy["a"], lazy["a"], lazy.get("c")) == ("A", "A", None)
    assert made == ["a"]
    assert dict(lazy) == {"b": "B", "a": "A"}
    assert made == ["a", "b"]


def test_what_is_no_key_is_not_made() -> None:
    lazy = Lazy(["a"], lambda key: pytest.fail(f"made {key}"))
    with pytest.raises(KeyError, match="c"):
        lazy["c"]


def test_a_value_that_could_not_be_made_is_tried_again() -> None:
    tries: list[int] = []

    def make(_: str) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise LookupError("not yet")
        return len(tries)

    lazy = Lazy(["a"], make)
    with pytest.raises(LookupError, match="not yet"):
        lazy["a"]
    assert lazy["a"] == 2


def test_none_is_a_value() -> None:
    made: list[str] = []
    lazy = Lazy(["a"], made.append)
    assert list(lazy.values()) == list(lazy.values()) == [None]
    assert made == ["a"]
