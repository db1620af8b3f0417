"""`dedere schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["schema", *args])


def test_without_a_name_the_contracts_are_listed_with_what_they_are_of() -> None:
    lines = run().output.splitlines()
    assert lines[0] == "dedere.assessment/1  What a State must do with a person on these days, and why"
    assert len(lines) > 15


def test_a_schema_is_printed_or_written(tmp_path: Path) -> None:
    printed = json.loads(run("error").output)
    assert printed["properties"]["schema"]["const"] == "dedere.error/1"
    assert run("error", "-o", str(tmp_path / "error.json")).exit_code == 0
    assert json.loads((tmp_path / "error.json").read_text(encoding="utf-8")) == printed


def test_a_name_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["schema", "asessment"])
    assert ended.value.code == 2
    assert capsys.readouterr().err == "error: there is no contract `asessment`\nhint:  did you mean `assessment`?\n"
