"""Days in words, and what is missing said as what would have to be."""

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
    ("missing", "said"),
    [
        ("India is not a State Party to the Statute on 5 December 2025", "if it were a State Party to the Statute"),
        ("India has no agreement with the Court", "if it had an agreement with the Court"),
        ("India has not accepted the jurisdiction", "if it had accepted the jurisdiction"),
        ("India has given no notice of withdrawal", "if it had given a notice of withdrawal"),
        ("the Council has not ordered India to act", "if the Council had ordered it to act"),
        (
            "the Council has not ordered India in the situation in India",
            "if the Council had ordered it in the situation in India",
        ),
        ("it does not hold that India has received a request", "if it had received a request"),
        ("no warrant against Pat is in force on 5 December 2025", "if a warrant against Pat were in force"),
    ],
)
def test_what_is_missing_is_said_as_a_condition(missing: str, said: str) -> None:
    assert phrases.would(missing, "India", ["5 December 2025"]) == f"India would be bound {said}"


@pytest.mark.parametrize("missing", ["the warrant alleges murder", "India is not bound to cooperate"])
def test_what_cannot_be_said_so_is_left(missing: str) -> None:
    assert phrases.would(missing, "India", ()) is None


def test_a_sentence_that_says_nothing_new_repeats() -> None:
    told = ["the Court issued a warrant of arrest against Pat on 17 March 2023, and it has not been ended"]
    assert phrases.repeats("the World Court issued a warrant of arrest against Pat on 17 March 2023", told)
    assert not phrases.repeats("the warrant alleges murder", told)
