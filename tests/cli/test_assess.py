"""The questions that the project started from, asked on the real record."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def assess(*args: str) -> Result:
    result = CliRunner().invoke(cli, ["assess", *args])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize(
    ("args", "verdict", "told"),
    [
        (("putin", "ind", "--on", "2025-12-05"), "not_obliged", ["India never signed", "may assist the Court"]),
        (("Lvova-Belova", "India", "--on", "2025-12-05"), "not_obliged", ["India never signed"]),
        (("putin", "chn", "--from", "2025-08-31", "--until", "2025-09-03"), "not_obliged", ["China never signed"]),
        (("putin", "mng", "--from", "2024-09-02", "--until", "2024-09-03"), "contested", ["Mongolia has been a party"]),
        (
            ("putin", "tjk", "--from", "2025-10-08", "--until", "2025-10-10"),
            "contested",
            ["Tajikistan has been a party"],
        ),
        (
            ("netanyahu", "hun", "--from", "2025-04-03", "--until", "2025-04-06"),
            "contested",
            ["what Hungary may owe Israel"],
        ),
        (
            ("bashir", "jor", "--on", "2017-03-29"),
            "contested",
            ["Jordan, a State Party that the International Criminal Court has asked"],
        ),
    ],
)
def test_the_questions_are_answered_with_their_reasons(args: tuple[str, ...], verdict: str, told: list[str]) -> None:
    answer = json.loads(assess(*args, "--json").stdout)
    assert answer["schema"] == "dedere.assessment/1"
    assert answer["verdict"] == verdict
    shown = " ".join(assess(*args).stdout.split())
    for sentence in told:
        assert sentence in shown
    assert answer["provenance"]["id"] in shown
    if verdict == "contested":
        assert "Rome Statute, arts 59(1), 89(1)" in shown
        assert re.search(r"(has|owes \w+ the) personal immunity (before|of) ", shown)
        assert re.search(
            r" the Court must (arrest )?(immunity of a non-party's official|the Security Council avenue) ", shown
        )
        assert "In the view of the Court, it must" in shown
    else:
        assert "would be bound, in the view of the Court, if it were a State Party to the Rome Statute" in shown


def test_all_text_fits_eighty_columns() -> None:
    for explain in ("none", "short", "full", "why-not"):
        shown = assess("putin", "mng", "--on", "2024-09-02", "--explain", explain).stdout
        # An address is never cut.
        assert max(len(it) for it in shown.splitlines() if "://" not in it) <= 80


def test_a_supposition_changes_the_answer_and_is_told() -> None:
    result = assess("putin", "ind", "--on", "2025-12-05", "--suppose", "deposited(ind,rome,20250901)", "--json")
    answer = json.loads(result.stdout)
    assert answer["question"]["suppose"] == ["deposited(ind,rome,20250901)"]
    assert answer["verdict"] == "contested"
    shown = assess("putin", "ind", "--on", "2025-12-05", "--suppose", "deposited(ind,rome,20250901)").stdout
    assert "Supposed for this question" in shown


def test_facts_of_ones_own_come_on_top(tmp_path: Path) -> None:
    own = '%@ source own "My own file"\n%@ by own seen_once 20261122\ndeposited(ind,rome,20250901).\n'
    (tmp_path / "own.lp").write_text(own, encoding="utf-8")
    answer = json.loads(assess("putin", "ind", "--on", "2025-12-05", "--facts", str(tmp_path), "--json").stdout)
    assert answer["verdict"] == "contested"


def test_with_one_school_only_that_school_speaks() -> None:
    shown = assess("putin", "mng", "--on", "2024-09-02", "--school", "horizontal").stdout
    assert shown.startswith("Not obliged")
    assert "the Court's own position" not in shown
    assert "in the view of the Court" not in shown


def test_an_answer_of_one_school_says_so_in_its_first_line() -> None:
    shown = assess("putin", "mng", "--on", "2024-09-02", "--school", "horizontal").stdout
    assert shown.startswith("Not obliged")
    assert "in the view of the school of horizontal immunity" in " ".join(shown.partition("\n\n")[0].split())


@pytest.mark.parametrize(
    ("form", "begins"), [("markdown", "# Not obliged"), ("html", "<!DOCTYPE html>"), ("json", "{")]
)
def test_forms(form: str, begins: str) -> None:
    assert assess("putin", "ind", "--on", "2025-12-05", "--format", form).stdout.startswith(begins)


def test_plain_letters_where_the_terminal_has_no_others() -> None:
    runner = CliRunner(charset="ascii")
    result = runner.invoke(cli, ["assess", "putin", "Türkiye", "--on", "2025-12-05", "--explain", "full"])
    assert result.exit_code == 0
    assert result.stdout.isascii()
    assert "Turkiye" in result.stdout


def test_colour_is_for_terminals() -> None:
    assert "\x1b[" not in assess("putin", "ind", "--on", "2025-12-05").stdout
    assert "\x1b[" in assess("putin", "ind", "--on", "2025-12-05", "--color").stdout


def test_who_takes_part_from_elsewhere_is_not_there_to_be_arrested() -> None:
    shown = " ".join(assess("putin", "mng", "--on", "2024-09-02", "--presence", "remote").stdout.split())
    why = shown[shown.index("Why Mongolia need not") : shown.index("What would turn it")]
    assert "Vladimir Putin is not in Mongolia but takes part from elsewhere" in why
    assert "has been a party" not in why


def test_what_stands_in_the_way_on_every_view_is_told_of_no_one_view() -> None:
    shown = " ".join(assess("putin", "Tokelau", "--on", "2025-12-05").stdout.split())
    assert "New Zealand is a party. [Vienna Convention" in shown
    assert "must not proceed with its request (in the view of the school of the Security Council avenue" in shown
