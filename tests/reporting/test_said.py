"""How one sentence of a memo or of a plan is told."""

from __future__ import annotations

from datetime import date

import pytest

from dedere.engine import default_engine
from dedere.reporting.document import Heading, Items, Note, Paragraph
from dedere.reporting.names import named
from dedere.reporting.said import item, ordered, qualified, rests, turning
from dedere.schema.dossier import Choice, Said, Task, Turn

DAY = date(2025, 12, 5)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(sentence="it is so"), "it is so"),
        (Said(sentence="it is so", view="in the view of the Court"), "it is so (in the view of the Court)"),
        (Said(sentence="it is so", first_day=DAY, last_day=DAY), "it is so (5 December 2025)"),
        (Said(sentence="it is so", confidence="recall"), "it is so (from memory, no source was seen)"),
    ],
    ids=["plain", "view", "days", "memory"],
)
def test_what_qualifies_it_stands_behind(said: Said, told: str) -> None:
    assert qualified(said) == told


def test_with_its_authority_or_its_sources() -> None:
    law = Said(sentence="it is so", authority=("art. 1", "art. 2"))
    assert item(law).notes == (Note("art. 1; art. 2", "rests"),)
    assert rests(law) == "it is so [art. 1; art. 2]"
    fact = item(Said(sentence="it was", sources=(1, 3)))
    assert (fact.text, fact.sources, fact.notes) == ("It was.", (1, 3), ())


def test_must_comes_before_must_not_and_may_and_each_once() -> None:
    tasks = [
        Task(kind=kind, phase="on", said=Said(sentence=sentence))  # type: ignore[arg-type]
        for kind, sentence in (("permitted", "c"), ("forbidden", "b"), ("duty", "a"), ("duty", "a"))
    ]
    assert [it.said.sentence for it in ordered(tasks)] == ["a", "b", "c"]


def test_what_would_turn_it() -> None:
    called = named(default_engine(), "IND")
    schools = {"court": "obliged", "council": "not_obliged", "horizontal": "not_obliged"}
    choice = Choice(sentence="India joins", latest_day=None)
    one = Turn(choices=((choice, choice), (choice,)), verdict="contested", schools=schools, sentence="then so")  # type: ignore[arg-type]
    further = next(turning([one], [], "no set does", "India", None, called, "contested"))
    assert further == Heading("What would change the answer of some school on India: any of these")
    blocks = list(turning([one], [], "no set does", "India", None, called, "not_obliged"))
    assert blocks[0] == Heading("What would turn it: India would be obliged on some views with any of these")
    assert isinstance(blocks[1], Items)
    told = [blocks[1].items[0].text, *(it.text for it in blocks[1].items[0].notes)]
    assert told == [
        "One of these:",
        "a) India joins.",
        "b) India joins.",
        "and India joins.",
        "Then, with the first: then so.",
        told[-1],
    ]
    assert told[-1].startswith("The Court must; the school of the Security Council avenue need not; the school of")
    assert blocks[-1] == Paragraph("Nothing turns it: no set does.")
    (heading, items) = turning([], [one, one], None, "India", "court", called, "not_obliged", 1)
    assert heading == Heading("What would turn it: India would be contested in the view of the Court with any of these")
    assert isinstance(items, Items)
    assert (len(items.items), items.more) == (1, 1)
