"""Days in words, and pronouns for what was named."""

from __future__ import annotations

from datetime import date

import pytest

from dedere.reporting import phrases


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-12-05", "2025-12-05", "5 December 2025"),
        ("2024-09-02", "2024-09-03", "2 to 3 September 2024"),
        ("2025-08-31", "2025-09-03", "31 August to 3 September 2025"),
        ("2024-12-31", "2025-01-01", "31 December 2024 to 1 January 2025"),
        ("2024-09-02", "2025-09-02", "2 September 2024 to 2 September 2025"),
    ],
)
def test_span(first: str, last: str, said: str) -> None:
    assert phrases.span(date.fromisoformat(first), date.fromisoformat(last)) == said


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
