"""Whole answers: what they were made with is no part of them."""

from __future__ import annotations

import copy
import pickle

import samples
from dedere.engine import default_engine
from dedere.schema.told import MadeWith


def test_what_an_answer_was_made_with_is_not_compared_written_or_shown() -> None:
    answer = samples.answer()
    made = samples.answer().making(default_engine(), "court")
    assert made.made_with == MadeWith(default_engine(), "court")
    assert answer.made_with == MadeWith()
    assert answer == made
    assert hash(answer) == hash(made)
    assert repr(answer) == repr(made)
    assert answer.to_json() == made.to_json()
    assert made.model_dump() == answer.model_dump()


def test_it_is_kept_by_a_changed_copy_and_by_no_other_process() -> None:
    made = samples.answer().making(default_engine(), "court")
    assert made.model_copy(update={"verdict": "obliged"}).made_with.only == "court"
    for other in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):  # noqa: S301  # our own
        assert other == made
        assert other.made_with == MadeWith()
    assert type(made).model_validate_json(made.to_json()).made_with == MadeWith()
