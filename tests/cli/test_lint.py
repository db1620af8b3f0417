"""`dedere lint`: what it prints, and with which code it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner, Result

from dedere_cli.main import cli

LONELY = """\
%@ derived lonely(Day: date)
%@ says "{Day}"
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["lint", *args])


def test_nothing_is_wrong_with_the_rules() -> None:
    result = run()
    assert result.exit_code == 0
    assert result.output.startswith("0 findings")
    assert re.fullmatch(r"0 findings in \d+ clauses of \d+ rules\n\d+ notes beside, told by --notes\n", result.output)


def test_what_is_suspicious_stands_with_file_and_line_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "own.lp").write_text(LONELY, encoding="utf-8")
    result = run("--rules", str(tmp_path))
    assert result.exit_code == 3
    told = " ".join(result.output.split())
    assert "own.lp:1: nothing concludes `lonely` (dead-predicate)" in told
    assert "hint: write the rule, or drop the declaration" in told
    assert "1 finding in " in told


def test_what_does_not_load_is_json_for_an_editor_too(tmp_path: Path) -> None:
    (tmp_path / "broken.lp").write_text("visit(\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["lint", "--json", "--facts", str(tmp_path)])
    assert result.exit_code == 3
    found = json.loads(result.output)
    assert found["schema"] == "dedere.lint/1"
    assert [(it["check"], it["level"]) for it in found["findings"]] == [("load", "error")]
    assert found["findings"][0]["file"].endswith("broken.lp")
    assert found["findings"][0]["hint"]


def test_machines_are_told_in_their_forms(tmp_path: Path) -> None:
    (tmp_path / "own.lp").write_text(LONELY, encoding="utf-8")
    told = run("--no-notes", "--format", "github", "--rules", str(tmp_path))
    assert told.exit_code == 3
    assert told.output.startswith("::error file=")
    log = json.loads(run("--no-notes", "--format", "sarif", "--rules", str(tmp_path)).output)
    assert log["runs"][0]["results"][0]["level"] == "error"
