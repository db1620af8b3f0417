"""Pronouns for what was named."""

from __future__ import annotations

import pytest

from dedere.reporting import phrases


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("India were a State Party", "it were a State Party"),
        ("the Council had ordered India to act", "the Council had ordered it to act"),
        (
            "the Council had ordered India in the situation in India",
            "the Council had ordered it in the situation in India",
        ),
        ("a warrant of the courts of India were in force", "a warrant of the courts of India were in force"),
        ("Indiana were bound", "Indiana were bound"),
    ],
)
def test_a_host_that_was_named_is_told_by_a_pronoun(text: str, said: str) -> None:
    assert phrases.pronoun(text, "India") == said


def test_a_sentence_that_says_nothing_new_repeats() -> None:
    told = ["the Court issued a warrant of arrest against Pat on 17 March 2023, and it has not been ended"]
    assert phrases.repeats("the World Court issued a warrant of arrest against Pat on 17 March 2023", told)
    assert not phrases.repeats("the warrant alleges murder", told)
