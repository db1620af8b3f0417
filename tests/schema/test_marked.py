"""An answer as text that names its classes: back it comes as it was, and nothing else is ever made of such a text."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import dedere
import dedere.schema
from dedere.schema.answer import Assessment, Proof
from dedere.schema.base import Model
from dedere.schema.marked import called, classes, marked, unmarked


@pytest.mark.parametrize(
    ("person", "host", "day"),
    [("putin", "ind", "2025-12-05"), ("netanyahu", "hun", "2025-04-03"), ("karadzic", "srb", "2008-07-21")],
)
def test_an_answer_comes_back_as_it_was(person: str, host: str, day: str) -> None:
    answer = dedere.assess(person, host, on=day)
    back = unmarked(marked(answer))
    assert type(back) is Assessment
    assert back == answer
    assert back.to_json() == answer.to_json()


def test_no_two_classes_of_answers_are_called_the_same() -> None:
    for it in pkgutil.iter_modules(dedere.schema.__path__):
        import_module(f"dedere.schema.{it.name}")
    found = list(Model.__subclasses__())
    for below in found:
        found += below.__subclasses__()
    ours = {it for it in found if it.__module__.startswith("dedere.")}
    assert len(ours) > 90
    assert all(classes()[called(it)] is it for it in ours)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"%":"os.system"}',
        '{"%":"answer.Proof","kind":"fact"}',
        '{"%":"answer.Proof","kind":"fact","sentence":"India","unheard":1}',
        '{"%":7}',
        "[" * 100_000,
        '{"%":["answer.Proof"]}',
        '{"%day":"yesterday"}',
        '{"%day":20250101}',
    ],
)
def test_no_other_text_is_read(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the words are JSON's, of a day, or ours
        unmarked(text)


def test_what_several_there_are_of_and_what_has_keys_keep_their_form() -> None:
    step = Proof(kind="missing", sentence="No.", then={"": "obliged", "court": "contested"}, children=())
    assert unmarked(marked(step)).then == {"": "obliged", "court": "contested"}
    assert unmarked(marked(step)).children == ()
