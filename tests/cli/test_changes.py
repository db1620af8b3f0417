"""`dedere changes`, and a change made by name, as a user types them."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

from dedere_cli.main import cli

INDIA = ["putin", "ind", "--on", "2025-12-05"]


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


def test_a_change_by_name_is_listed_and_made() -> None:
    listed = run("changes", *INDIA)
    assert listed.exit_code == 0
    number = next(line.split()[0] for line in listed.output.splitlines() if "India deposits" in line)
    made = run("whatif", *INDIA, "--change", number)
    assert made.output == run("whatif", *INDIA, "--change", "India deposits").output
    assert "Made: India deposits its instrument" in made.output
    moved = run("whatif", *INDIA, "--change", "India deposits", "--by", "2025-09-01")
    supposed = run("whatif", *INDIA, "--suppose", "deposited(India, Rome Statute, 2025-09-01)")
    assert moved.output == supposed.output


def test_the_changes_as_json() -> None:
    found = json.loads(run("changes", *INDIA, "--json").output)
    assert found["schema"] == "dedere.changes/1"
    assert found["changes"][0]["number"] == 1


def test_a_wrong_question_is_refused() -> None:
    assert run("changes", "putin", "ind").exit_code == 2
