"""How values stand in sentences and alone."""

from __future__ import annotations

import pytest

import dedere
from dedere.engine import default_engine
from dedere.terms.reader import parse_fact
from dedere.terms.values import Value

PHRASES = default_engine().reasoner.phrases


@pytest.mark.parametrize(
    ("value", "type_", "said"),
    [
        ("ind", "state", "IND"),
        ("ind", "term", "IND"),
        ("ind", "actor", "IND"),
        ("xyz", "state", "XYZ"),
        ("xyz", "term", "xyz"),
        ("rome", "treaty", "rome"),
        ("icc", "term", "icc"),
        ("putin", "person", "putin"),
        (20020701, "date", "2002-07-01"),
        (20020701, "term", 20020701),
        ("#sup", "until", "#sup"),
        (60, "number", 60),
        ("unsc_referral(ind)", "term", "unsc_referral(ind)"),
    ],
)
def test_a_value_that_stands_alone(value: Value, type_: str, said: Value) -> None:
    assert PHRASES.alone(value, type_) == said
    assert PHRASES.code(value, type_) == str(said)


def test_a_state_that_was_only_supposed_stands_in_capitals_too() -> None:
    calling = PHRASES.calling([parse_fact('state(xyz,"Xyzland")')])
    assert calling.code("xyz") == "XYZ"
    assert PHRASES.code("xyz") == "xyz"
    answer = dedere.assess("putin", "xyz", on="2025-12-05", suppose='state(xyz,"Xyzland")')
    assert answer.question.host == "XYZ"
    assert {it.bearer for it in answer.conclusions} & {"XYZ", "xyz"} == {"XYZ"}


def test_a_text_loses_its_quotes_where_it_is_shown() -> None:
    assert PHRASES.code('"ISS-IMM"') == "ISS-IMM"
    assert PHRASES.alone('"ISS-IMM"') == '"ISS-IMM"'
