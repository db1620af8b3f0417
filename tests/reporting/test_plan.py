"""What is told of a plan."""

from __future__ import annotations

import csv

from plans import of


def text(explain: str = "short") -> str:
    return " ".join(of().to_text(explain=explain).split())


def test_the_plan_in_all_then_leg_by_leg() -> None:
    told = text()
    assert told.startswith("Autumn Of the legs, on every view: 1 contested, 1 not obliged.")
    for it in (
        "In the view of the Court: 1 obliged, 1 not obliged.",
        "Before 2 September 2024, leg 1 (Mongolia): Mongolia must consult the Court without delay",
        "Not answered - leg 3: no state or area `Atlantis` is known",
        "Leg 1: Mongolia, 2 to 3 September 2024, Vladimir Putin; anniversary Contested: whether Mongolia must arrest",
        "1a, in the place of leg 1: Kazakhstan, 2 to 3 September 2024, Vladimir Putin; anniversary Not obliged",
        "Leg flight: Türkiye, 2 September 2024, Vladimir Putin (overflight)",
        "On these days: Mongolia is a State Party and must cooperate fully",
        "On the day: Türkiye must not arrest",
        "What would turn it: Mongolia would be obliged on every view with any of these",
    ):
        assert it in told, it


def test_how_much_is_told() -> None:
    assert "Leg 1:" not in text("none")
    assert "Before 2 September 2024, leg 1" in text("none")
    assert "What would turn a leg, and up to which day" not in text()
    assert "Up to 2 July 2024, leg 1 (Mongolia): Russia deposits" in text("full")
    assert "more (--explain full)" in text()
    assert "more (--explain full)" not in text("full")


def test_no_line_is_wider_than_the_page() -> None:
    assert max(map(len, of().to_text(explain="full").splitlines())) <= 80


def test_the_table_has_every_leg_and_what_is_wrong() -> None:
    rows = list(csv.DictReader(of().to_csv().splitlines()))
    assert [it["leg"] for it in rows] == ["1", "1a", "later", "flight", "3", "4", "5", "6"]
    assert (rows[0]["host"], rows[0]["the Court"], rows[0]["until"]) == ("MNG", "obliged", "2024-09-03")
    assert (rows[1]["alternative to"], rows[1]["answer"]) == ("1", "not obliged")
    assert rows[4]["wrong"] == "no state or area `Atlantis` is known"
    assert "RS-89-1" in rows[0]["rules"]


def test_other_formats() -> None:
    assert of().to_markdown().startswith("# Autumn")
    page = of().to_html()
    assert page.startswith("<!doctype html>")
    assert "Leg flight" in page
