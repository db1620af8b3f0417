"""What is told of one reason alone, from an answer made by hand."""

from __future__ import annotations

import samples
from dedere.schema.reason import Lack, Reasoned

FOUND = Reasoned(
    id="0123",
    question=samples.answer().question,
    kind="rule",
    about="RS-89-1",
    title="A Party must surrender the person",
    authority=("Rome Statute, art. 89(1)",),
    standing="absent",
    schools={"court": "absent", "horizontal": "absent"},
    sentence="RS-89-1 does not apply on 2 September 2024",
    why=(),
    why_not=(Lack(rule="RS-89-1", missing=samples.missing("Mongolia is no party", "p"), met=("it is there",)),),
)


def test_a_rule_that_does_not_apply() -> None:
    assert FOUND.to_text().splitlines() == [
        "RS-89-1 does not apply on 2 September 2024.",
        "  RS-89-1: A Party must surrender the person. [Rome Statute, art. 89(1)]",
        "",
        "What is lacking",
        "  Mongolia is no party",
        "  met: it is there",
    ]
    assert "Mongolia is no party" not in FOUND.to_text(explain="none")


def test_schools_are_told_apart_where_they_differ() -> None:
    told = FOUND.model_copy(update={"schools": {"court": "certain", "horizontal": "gives way"}}).to_text()
    assert "  the Court                          applies" in told
    assert "  the school of horizontal immunity  gives way" in told


def test_what_the_record_does_not_have() -> None:
    told = FOUND.model_copy(update={"kind": "fact", "title": None, "why_not": ()}).to_text()
    assert told.endswith("Nothing of the kind is in the record.")
