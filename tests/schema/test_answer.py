"""The models of answers: what the engine makes unchecked is what a check lets through."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pydantic import ValidationError

import dedere
from dedere.engine import default_engine
from dedere.schema.answer import Assessment, Model, Proof, Question

QUESTIONS = [
    ("putin", "ind", "2025-12-05"),
    ("putin", "mng", "2024-09-03"),
    ("netanyahu", "hun", "2025-04-03"),
    ("bashir", "jor", "2017-03-29"),
    ("kony", "Greenland", "2020-01-01"),
]


@pytest.mark.parametrize(("person", "host", "day"), QUESTIONS)
def test_an_answer_passes_the_check_that_the_engine_leaves_out(person: str, host: str, day: str) -> None:
    answer = dedere.assess(person, host, on=day)
    assert Assessment.model_validate_json(answer.to_json()) == answer
    assert Assessment.model_validate(answer.model_dump()) == answer


@pytest.mark.parametrize("indent", [2, None])
def test_json_is_what_pydantic_writes(indent: int | None) -> None:
    for person, host, day in QUESTIONS:
        answer = dedere.assess(person, host, on=day)
        assert answer.to_json(indent) == answer.model_dump_json(by_alias=True, indent=indent)
        assert json.loads(answer.to_json())["schema"] == "dedere.assessment/1"


def test_what_comes_from_outside_is_checked() -> None:
    good = dedere.assess("putin", "ind", on="2025-12-05").model_dump()
    for wrong in ({"verdict": "perhaps"}, {"surprise": 1}, {"schools": "court"}):
        with pytest.raises(ValidationError):
            Assessment.model_validate({**good, **wrong})


def test_a_copy_is_one_of_the_same_model() -> None:
    asked = Question(person="putin", host="IND", first_day=date(2025, 12, 5), last_day=date(2025, 12, 5))
    assert asked.model_copy(update={"host": "CHN"}).host == "CHN"
    assert asked.host == "IND"


def test_the_schema_can_be_asked_for() -> None:
    assert "windows" in Assessment.model_json_schema()["properties"]


def test_the_schema_says_which_texts_are_days() -> None:
    parts = Assessment.model_json_schema()["$defs"]
    assert parts["Window"]["properties"]["first_day"] == {"format": "date", "title": "First Day", "type": "string"}
    for part, field in (("Question", "known_on"), ("WhyNot", "day"), ("Conclusion", "last_day")):
        assert "'format': 'date'" in str(parts[part]["properties"][field])


def _answers() -> list[Model]:
    query = dedere.ask("putin", "India", on="2025-12-05", suppose="deposited(ind,rome,20250901)")
    corpus = default_engine().corpus
    return [
        dedere.assess(query),
        dedere.compare(query),
        dedere.flip("putin", "India", on="2025-12-05"),
        dedere.grid(query, suppose_from="signed(ind,rome,20250101)"),
        dedere.inquire("measures", {"origin": "ind", "loaded": "2025-08-25"}, on="2025-11-12"),
        dedere.diff(corpus, corpus),
        dedere.check(),
    ]


def test_equal_answers_have_equal_hashes_and_the_same_form_read_back() -> None:
    first, again = _answers(), _answers()
    assert len({*first, *again}) == len(first)
    for one, other in zip(first, again, strict=True):
        assert one == other
        assert hash(one) == hash(other)
        assert type(one).model_validate_json(one.to_json()) == one
        assert one.to_json() == one.model_dump_json(by_alias=True, indent=2)
    changed = first[0].model_copy(update={"summary": "otherwise"})
    assert hash(changed) != hash(first[0])


def test_equality_does_not_look_at_the_order_of_a_mapping_and_neither_does_the_hash() -> None:
    one = Proof(kind="fact", sentence="", bindings={"Day": 1, "State": "IND"})
    other = Proof(kind="fact", sentence="", bindings={"State": "IND", "Day": 1})
    assert one == other
    assert hash(one) == hash(other)


def test_what_was_asked_of_an_inquiry_is_written_as_elsewhere() -> None:
    asked = dedere.inquire("measures", {"origin": "ind", "loaded": date(2025, 8, 25)}, on="2025-11-12").question
    assert asked.given == {"origin": "IND", "loaded": "2025-08-25"}
