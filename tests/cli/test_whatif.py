"""`dedere whatif`, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli

INDIA = ["putin", "ind", "--on", "2025-12-05"]
DEPOSIT = "deposited(ind,rome,20250901)"


def run(*args: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, args, input=given)


def test_what_is_gained_and_where_the_reasons_part() -> None:
    found = run("whatif", *INDIA, "--suppose", DEPOSIT)
    assert found.exit_code == 0
    assert "the verdict changes from not obliged to contested" in found.output
    assert "India has been a party to the Rome Statute since 1" in found.output
    assert all(len(line) <= 80 for line in found.output.splitlines())


def test_assess_tells_the_difference_below_its_answer() -> None:
    found = run("assess", *INDIA, "--suppose", DEPOSIT)
    assert "What that changes" in found.output
    assert "What that changes" not in run("assess", *INDIA).output
    assert json.loads(run("assess", *INDIA, "--suppose", DEPOSIT, "--json").output)["schema"] == "dedere.assessment/1"


def test_json_of_a_difference() -> None:
    found = json.loads(run("whatif", *INDIA, "--suppose", DEPOSIT, "--json").output)
    assert found["schema"] == "dedere.difference/1"
    assert found["gained"][0]["parts"][0]["step"]["atom"] == "party(ind,rome,20251205)"


def test_a_table() -> None:
    found = run("whatif", *INDIA, "--suppose-each", "deposited(S,rome,20250901) : state(S)")
    assert "Contested. (1)" in found.output
    assert "India deposited its instrument" in " ".join(found.output.split())


def test_a_table_of_hosts_as_json() -> None:
    each = "deposited(S,rome,20250901) : signed(S,rome,_)"
    found = json.loads(run("whatif", "putin", "S", "--on", "2025-12-05", "--suppose-each", each, "--json").output)
    assert found["schema"] == "dedere.grid/1"
    assert found["host"] is None
    assert {row["verdict"] for row in found["rows"]} <= {"contested", "obliged"}


def test_sets_of_facts_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "sets.lp"
    path.write_text(f"% one\n{DEPOSIT}.\n{DEPOSIT}. waiver(rus,putin,icc,20240101,#sup).\n", encoding="utf-8")
    found = run("whatif", *INDIA, "--suppose-from", str(path))
    assert "Contested. (1)" in found.output
    assert "Obliged. (1)" in found.output


def test_sets_of_facts_that_come_in() -> None:
    found = run("whatif", *INDIA, "--suppose-from", "-", given=f"{DEPOSIT}\n{DEPOSIT}. signed(ind,rome,20250101).")
    assert "2 suppositions" in found.output


@pytest.mark.parametrize(
    ("given", "told"),
    [("", "there is no fact to suppose"), ("nosuch", "line 1: `nosuch`"), (b"\xff", "what comes in is not UTF-8")],
)
def test_what_comes_in_and_is_none(given: str | bytes, told: str) -> None:
    found = run("whatif", *INDIA, "--suppose-from", "-", given=given)
    assert found.exit_code == 2
    assert told in found.output


@pytest.mark.parametrize(
    "args",
    [
        ("whatif", *INDIA),
        ("whatif", *INDIA, "--suppose-each", "p(X) :- q(X)"),
        ("whatif", *INDIA, "--suppose-each", "a : b", "--suppose-from", "c"),
        ("whatif", *INDIA, "--by", "2025-09-01"),
        ("whatif", *INDIA, "--change", "nothing like it"),
        ("whatif", *INDIA, "--change", "1", "--suppose-each", "a : b"),
        ("whatif", *INDIA, "--suppose", DEPOSIT, "--format", "csv"),
        ("flip", *INDIA, "--to", "maybe"),
        ("flip", "putin", "ind"),
    ],
)
def test_a_wrong_question_is_refused(args: tuple[str, ...]) -> None:
    found = run(*args)
    assert found.exit_code == 2
    assert "Traceback" not in found.output
