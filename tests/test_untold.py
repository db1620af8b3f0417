"""Every sentence of a norm, an exception or a doubt is pinned by a case."""

from __future__ import annotations

import pytest

import profiles
import untold
from dedere.engine import default_engine


@pytest.mark.skipif(not profiles.DEMANDED, reason="it asks for whole answers to hundreds of cases: make untold")
def test_every_sentence_is_pinned_by_a_case() -> None:
    found = untold.untold(untold.every_case(), default_engine().corpus)
    assert found == [], "no case pins these sentences: write one from their authority"


@pytest.mark.parametrize(
    ("part", "pinned"),
    [
        ("must arrest Pat", True),
        ("MUST  surrender Pat", False),
        ("Pat", False),
        ("Mongolia must", False),
        ("must arrest Pat and surrender Pat to the Court", True),
    ],
)
def test_a_part_pins_by_two_words_of_the_sentence_itself(part: str, pinned: bool) -> None:
    template = untold.Template("R-1", "{H} must arrest {P} and surrender {P} to {C}")
    sentence = "Mongolia must arrest Pat and surrender Pat to the Court"
    assert untold.pins(part, sentence, template) is pinned


def test_a_sentence_of_another_rule_pins_nothing() -> None:
    template = untold.Template("R-1", "{H} must arrest {P}")
    assert not untold.pins("may arrest", "Mongolia may arrest Pat", template)
