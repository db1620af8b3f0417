"""`dedere new-pack`: what it writes is told, and a wrong name or place refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["new-pack", *args])


def test_it_tells_what_it_wrote_and_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("riverlands")
    assert result.exit_code == 0, result.output
    for line in result.output.split("\n\n")[0].splitlines():
        assert (tmp_path / line.strip()).is_file()
    assert "dedere assess ada_ash xaa --on 2024-01-01 --pack riverlands" in result.output
    again = run("riverlands")
    assert again.exit_code == 2
    assert "`riverlands` is not empty" in again.output
    assert run("riverlands", "--into", "elsewhere").exit_code == 0


def test_a_bad_name_is_a_wrong_question() -> None:
    result = run("River Lands")
    assert result.exit_code == 2
    assert "small letters, digits and `_`" in " ".join(result.output.split())
