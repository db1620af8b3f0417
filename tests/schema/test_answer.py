"""The models of answers: what the engine makes unchecked is what a check lets through."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

import dedere
from dedere.schema.answer import Assessment, Question

QUESTIONS = [
    ("putin", "ind", "2025-12-05"),
    ("putin", "mng", "2024-09-03"),
    ("netanyahu", "hun", "2025-04-03"),
    ("al-bashir", "jor", "2017-03-29"),
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
    asked = Question(person="putin", host="IND", first_day="2025-12-05", last_day="2025-12-05")
    assert asked.model_copy(update={"host": "CHN"}).host == "CHN"
    assert asked.host == "IND"


def test_the_schema_can_be_asked_for() -> None:
    assert "windows" in Assessment.model_json_schema()["properties"]
