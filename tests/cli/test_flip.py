"""`dedere flip`, as a user types it."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

from dedere_cli.main import cli

INDIA = ["putin", "ind", "--on", "2025-12-05"]


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


def test_flip() -> None:
    found = run("flip", *INDIA)
    assert found.exit_code == 0
    assert "From not obliged to obliged" in found.output
    assert "Statute by 1 October 2025." in found.output
    assert all(len(line) <= 80 for line in found.output.splitlines())


def test_flip_as_json() -> None:
    found = json.loads(run("flip", *INDIA, "--school", "court", "--json").output)
    assert found["schema"] == "dedere.flip/1"
    assert (found["from_verdict"], found["to_verdict"]) == ("not_obliged", "obliged")
    first = found["sets"][0]
    assert set(first) >= {"changes", "verdict", "schools", "why"}
    assert set(first["changes"][0]) >= {"kind", "fact", "sentence", "latest_day"}


def test_nothing_turns_it() -> None:
    found = run("flip", *INDIA, "--to", "not-obliged")
    assert found.exit_code == 0
    assert "the verdict is not obliged already" in found.output


def test_no_verdict_and_no_day_are_refused() -> None:
    found = run("flip", *INDIA, "--to", "free")
    assert found.exit_code == 2
    assert "`free` is no verdict" in found.output
    assert run("flip", "putin", "ind").exit_code == 2
