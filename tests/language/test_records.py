"""The records of a corpus are plain data: they cannot be changed, and count as equal by what they say."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from dedere.language.records import Clause, Fact
from dedere.terms.values import Atom
from parsed import clause


def test_a_clause_cannot_be_changed() -> None:
    made = clause("h(X) :- p(X).")
    with pytest.raises(FrozenInstanceError):
        made.text = "h."  # type: ignore[misc]
    assert not hasattr(made, "__dict__")


def test_clauses_are_hashed_without_the_types_of_their_variables_and_compared_with_them() -> None:
    one = clause("h(X) :- p(X).")
    other = replace(one, variable_types={"X": "state"})
    assert hash(one) == hash(other)
    assert one != other
    assert {one: 1}[replace(one)] == 1


def test_what_a_corpus_keeps_of_a_clause_is_all_of_it() -> None:
    """Clauses are packed by their slots; a field beside these would be lost."""
    assert tuple(Clause.__dataclass_fields__) == Clause.__slots__


def test_facts_of_two_records_are_told_apart_by_where_they_stand() -> None:
    fact = Fact(Atom("p", (1,)), "a.lp", 1, ("s",), "recall", None, None, None, None, law=False)
    assert fact._replace(line=2) != fact
    assert fact._replace(line=1) == fact
