"""Questions as documents: the same answers as from the functions, and what is no question refused with a hint."""

from __future__ import annotations

import json

import pytest

import dedere
from dedere.errors import UsageError
from dedere.reporting import contracts
from dedere_serve import asks
from services import CASE, DOCUMENTS


@pytest.mark.parametrize("kind", asks.KINDS)
def test_each_kind_has_the_answer_whose_contract_it_names(kind: str) -> None:
    ask = asks.read(json.dumps({"ask": kind, **DOCUMENTS[kind]}))
    told = json.loads(ask.answer().to_json())
    assert told["schema"] == contracts.contract(ask.contract).name


def test_a_document_has_the_answer_of_the_function_with_the_same_id() -> None:
    ask = asks.of({"ask": "assess", **CASE})
    assert ask.answer() == dedere.assess("putin", "India", on="2025-12-05")
    changed = asks.of({"ask": "whatif", **DOCUMENTS["whatif"]})
    suppose = ["deposited(ind,rome,20250901)"]
    assert changed.answer() == dedere.compare("putin", "ind", on="2025-12-05", suppose=suppose)
    assert changed.known_until() == "2026-08-22"
    assert asks.of({"ask": "journeys", "about": "Mongolia"}).known_until() is None


def test_a_plan_has_so_many_legs_and_no_more() -> None:
    leg = {"host": "India", "on": "2025-12-05"}
    legs = [{**leg, "alternatives": [{"on": "2025-12-06"}] * 15}] * 2
    with pytest.raises(UsageError, match="more than 30 legs"):
        asks.of({"ask": "plan", "plan": {"person": "putin", "legs": legs}}).answer()
    with pytest.raises(UsageError, match="the legs of the plan are no list"):
        asks.of({"ask": "plan", "plan": {"legs": 7}}).answer()


def test_what_is_found_is_bounded() -> None:
    found = asks.of({"ask": "facts", "words": "rome"}).answer()
    assert len(json.loads(found.to_json())["facts"]) == asks.MOST_FOUND


@pytest.mark.parametrize(
    ("document", "told", "hint"),
    [
        ("[]", "the document is no JSON object: input should be an object", 'give one such as {"ask": "assess"'),
        ("{", "the document is no JSON object: invalid JSON", "give one such as"),
        (
            '{"ask": "journeys", "about": "putin", "about": "mng"}',
            "the key `about` stands twice in the document",
            "keep one of them",
        ),
        ('{"ask": "plan", "plan": {"legs": [], "legs": []}}', "the key `legs` stands twice", "keep one of them"),
        ("{}", "what is asked is nothing", "`ask` is one of assess, why"),
        ('{"ask": "asess"}', "what is asked is `asess`", "`ask` is one of assess, why"),
        ('{"ask": ["assess"]}', "what is asked is `['assess']`", "`ask` is one of assess, why"),
        ('{"ask": "journeys"}', "the document asks wrongly: `about`: it is missing", "it needs ask, about"),
        ('{"ask": "journeys", "about": "x", "on": 1}', "`on`: there is no such key", "it needs ask, about"),
        ('{"ask": "journeys", "about": 7}', "`about`: input should be a valid string", "it needs ask, about"),
        (json.dumps({"ask": "journeys", "about": "x" * 201}), "`about`: string should have at most 200", "it needs"),
        (json.dumps({"ask": "assess", **CASE, "suppose": ["a"] * 21}), "`suppose`: tuple should have at most 20", ""),
    ],
)
def test_what_is_no_question_is_refused_with_what_to_do(document: str, told: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        asks.read(document)
    assert told in refused.value.message
    assert (refused.value.hint or "").startswith(hint)


def test_what_is_wrong_with_the_question_itself_is_told_as_ever() -> None:
    with pytest.raises(UsageError, match="no person `putn` is known"):
        asks.of({"ask": "assess", **CASE, "person": "putn"}).answer()
