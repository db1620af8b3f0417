"""`dedere measures`, asked on the real record."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["measures", *args])


def said(*args: str) -> str:
    result = run(*args)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_fifty_percent_and_what_it_is_made_of() -> None:
    text = said("IND", "--on", "2025-11-12")
    assert "50 percent in all, on top of ordinary duty: all of it is collected, and none of it is lawfully due" in text
    assert "no power for it existed (50 is the sum of 25 and 25)." in text
    assert "Executive Order 14326 (country rates) adds 25 percent" in text
    assert "Executive Order 14329 (secondary tariff) adds a secondary rate of 25 percent" in text
    assert "covers a part only: 25 of 50 percent were imposed because of imports of Russian oil" in text
    assert "collected without authority" in text


def test_no_line_is_wider_than_the_page() -> None:
    result = run("ind", "--from", "2025-04-01", "--until", "2026-08-01", "--explain", "full")
    assert result.exit_code == 0
    assert max(len(it) for it in result.output.splitlines() if "://" not in it) <= 80
    assert "The proof, down to the record" in result.output


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--on", "2025-09-16", "--loaded", "2025-08-25"), "of 25 percent in all"),
        (("--on", "2025-11-12", "--goods", "annex_2_goods"), "bear no additional duty"),
        (("--on", "2025-11-12", "--known-on", "2025-11-12"), "Answered with what was known on 12 November 2025."),
        (("--on", "2026-03-01", "--suppose", "rate(section_122,1500)"), "[rate(section_122,1500)]"),
        (("--on", "2025-11-12", "--withdraw", "rate(eo_14329,2500)"), "of 25 percent in all"),
    ],
)
def test_options(args: tuple[str, ...], told: str) -> None:
    assert told in said("ind", *args)


def test_nothing_to_say_is_said() -> None:
    assert "The record has no such duty." in said("usa", "--on", "2025-11-12")


def test_only_the_answer() -> None:
    text = said("ind", "--on", "2025-11-12", "--explain", "none")
    assert "50 percent in all" in text
    assert "In detail" not in text
    assert "Take care: Whether the security exception" in text


def test_json_is_the_answer_of_the_library() -> None:
    from dedere.answers.inquiry import inquire

    result = run("ind", "--on", "2025-11-12", "--json")
    assert json.loads(result.output) == json.loads(inquire("measures", {"origin": "ind"}, on="2025-11-12").to_json())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("ind",), "no day is given"),
        (("ind", "--on", "2025-11-12", "--from", "2025-11-12"), "`--on` is given together with"),
        (("Indai", "--on", "2025-11-12"), "no state `Indai` is known"),
        (("ind", "--on", "2025-11-12", "--goods", "wood"), "no goods `wood` is known"),
        (("ind", "--on", "2025-13-12"), "2025-13-12"),
        (("ind", "--on", "2025-11-12", "--suppose", "rate(X,1)"), "no measure `X` is known"),
    ],
)
def test_a_wrong_question_ends_with_two(args: tuple[str, ...], message: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert "hint:" in result.output
