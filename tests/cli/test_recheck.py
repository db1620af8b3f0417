"""`dedere recheck`, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, args, input=given)


def test_kept_answers_are_asked_again_of_a_record_that_changed(tmp_path: Path) -> None:
    kept, own = tmp_path / "kept.json", tmp_path / "own.lp"
    kept.write_text(run("assess", "putin", "ind", "--on", "2025-12-05", "--json").stdout, encoding="utf-8")
    same = run("recheck", str(kept))
    assert (same.exit_code, same.stdout) == (0, "1 kept answer asked again: 1 unchanged.\n")
    own.write_text('%@ source me "My notes"\n%@ by me recall\ndeposited(ind,rome,20250901).\n', encoding="utf-8")
    turned = run("recheck", str(kept), "--facts", str(own))
    assert turned.exit_code == 0
    assert "contested, and was not obliged" in " ".join(turned.stdout.split())
    assert "[My notes]" in turned.stdout
    found = json.loads(run("recheck", str(kept), "--facts", str(own), "--json").stdout)
    assert (found["schema"], found["answers"][0]["outcome"]) == ("dedere.recheck/1", "verdict")


def test_rows_of_a_table_and_one_that_is_none() -> None:
    row = '{"person": "putin", "host": "MNG", "from": "2024-09-02", "verdict": "contested"}\n'
    result = run("recheck", "-", given=row + "{}\n")
    assert result.exit_code == 1
    assert "2 kept answers asked again: 1 not to be asked again and 1 unchanged." in " ".join(result.stdout.split())


def test_what_is_no_file_of_answers_is_said_in_a_line() -> None:
    for args, given, said in (
        (("none.json",), None, "`none.json` cannot be read"),
        (("-",), "nonsense", "are no JSON: look at line 1"),
        (("-",), "[]", "what was given holds no answer"),
    ):
        result = run("recheck", *args, given=given)
        assert result.exit_code == 2, result.output
        assert said in result.output
