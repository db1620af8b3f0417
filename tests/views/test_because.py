"""What changed on a day on which an answer turns."""

from __future__ import annotations

from datetime import date

from dedere.engine import default_engine
from dedere.views.because import MOST, because


def of(person: str, place: str, day: date) -> tuple[str, ...]:
    return because(default_engine(), [(person, place, day)])[0]


def test_where_a_duty_begins_it_is_the_latest_fact_of_its_proof() -> None:
    told = of("putin", "arm", date(2024, 2, 1))
    assert told == (
        "Armenia deposited its instrument of ratification or accession to the Rome Statute on 14 November 2023",
    )


def test_where_a_duty_ends_it_is_said_what_ended() -> None:
    told = of("duterte", "mng", date(2025, 3, 13))
    assert told
    assert len(told) <= MOST


def test_of_what_ended_the_law_says_what_it_was() -> None:
    told = of("duterte", "phl", date(2025, 3, 13))
    assert told[0].startswith("Rodrigo Duterte is in the custody of the Court: no warrant of it awaits execution")
    assert not any("norm below" in it for it in (*told, *of("duterte", "mng", date(2025, 3, 13))))


def test_where_nothing_turns_nothing_is_told_of_a_duty() -> None:
    assert not any("no longer" in it for it in of("putin", "ind", date(2025, 12, 5)))


def test_many_are_answered_in_their_order() -> None:
    turns = [("putin", "mng", date(2023, 3, 17)), ("putin", "arm", date(2024, 2, 1))]
    found = because(default_engine(), turns)
    assert "issued a warrant" in found[0][0]
    assert "Armenia deposited" in found[1][0]
