"""What is told of journeys."""

from __future__ import annotations

import csv
from functools import cache

import dedere
from dedere.schema.journeys import Journeys


@cache
def of(about: str) -> Journeys:
    return dedere.journeys(about)


def said(about: str, explain: str = "short") -> str:
    return " ".join(of(about).to_text(explain=explain).split())


def test_the_claim_is_answered_in_one_line() -> None:
    assert said("putin", "none") == (
        "Of the 31 journeys of Vladimir Putin that took place since 17 March 2023, when the first warrant was issued, "
        "27 (87 percent) led to States with no duty on any view to arrest and surrender Vladimir Putin, 4 to States "
        "whose duty is contested."
    )
    assert said("hun", "none") == (
        "On the one journey of a wanted person to Hungary that took place its duty to arrest and surrender the person "
        "was contested."
    )
    assert said("fra", "none") == (
        "On the 2 journeys of wanted persons to France that took place it was obliged on every view to arrest and "
        "surrender the person."
    )
    assert said("caf", "none") == (
        "Of the 2 journeys of wanted persons to the Central African Republic that took place, on 1 its duty to arrest "
        "and surrender the person was contested, on 1 it was obliged on every view."
    )
    assert said("lavrov", "none") == "No warrant against Sergei Lavrov is known; the record has 1 journey."
    assert said("Nauru", "none") == "The record has 0 journeys to Nauru."


def test_the_exceptions_say_in_whose_view_and_what_was_found() -> None:
    text = said("putin")
    assert "Mongolia, 2 to 3 September 2024: obliged in the view of the Court, not in the view of" in text
    assert "found on 24 October 2024 that Mongolia had not complied" in text
    assert "Ukraine could not act in Crimea and Mariupol, where the person was." in text
    assert "Italy, 6 April 2025 (overflight):" in said("netanyahu")
    line = "`Obliged` is said of the arrest; what becomes of the surrender is told by each answer."
    assert line in text
    assert line not in said("lavrov")


def test_the_time_before_and_whether_it_can_be_compared() -> None:
    text = said("putin")
    assert (
        "10 journeys took place from 1 January 2022 to 16 March 2023; by the duty that the hosts had on 17 March 2023, "
        "the day of the first warrant, 8 (80 percent) led to States not obliged on any view, 2 to States whose duty "
        "was contested." in text
    )
    assert "visited by 8 of 9 journeys before and 27 of 29 since" in text
    assert "so far the two can be compared" in text
    assert "The list of the time before is not complete: the two cannot be compared." in said("netanyahu")


def test_how_far_the_list_reaches() -> None:
    text = said("putin")
    assert "The list is kept up to 4 March 2026: 22 of 26 journeys up to then led to" in text
    assert "5 later ones were seen, and there may be more." in text
    assert "those to occupied Ukraine; visits of late 2025" in text
    assert "Nothing says up to which day the list is complete: there may be more." in said("bashir")
    assert "Nothing says how far the list of these journeys reaches." in said("lavrov")


def test_each_journey_stands_there_with_what_became_of_it() -> None:
    text = said("putin")
    assert "18 to 19 November 2024: Brazil; cancelled; contested" in text
    assert "4 February 2022: China; took place; no warrant stood" in text
    assert "24 September 2026: the United States; took place (UN meeting); not obliged" in said("netanyahu")
    assert "Weibo" not in text
    assert "Weibo" in said("putin", "full")


def test_the_table_has_a_row_for_each_and_no_formula() -> None:
    rows = list(csv.DictReader(of("putin").to_csv().splitlines()))
    assert len(rows) == 50
    mongolia = next(it for it in rows if it["host"] == "MNG")
    assert (mongolia["from"], mongolia["until"], mongolia["answer"]) == ("2024-09-02", "2024-09-03", "contested")
    assert mongolia["the Court"] == "obliged"
    assert "tass" in next(it for it in rows if it["host"] == "IND" and it["from"] == "2025-12-04")["sources"].lower()


def test_pages_are_written_too() -> None:
    assert "<h1>" in of("putin").to_html()
    assert "## The others" in of("putin").to_markdown()
    # Of the journeys to one State there are no others than those.
    assert "## Where a duty was contested or owed" in of("hun").to_markdown()
