"""`dedere timeline`, asked on the real record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["timeline", *args])


def test_of_hosts_and_of_what_is_to_come() -> None:
    assert "From 1 February 2024:" in run("putin", "armenia").output
    assert "Niger" in run("putin", "--next", "400", "--since", "2026-11-29").output


def test_the_formats(tmp_path: Path) -> None:
    assert json.loads(run("putin", "armenia", "--json").output)["schema"] == "dedere.timeline/1"
    found = json.loads(run("putin", "--next", "10", "--since", "2026-11-29", "--json").output)
    assert found["schema"] == "dedere.upcoming/1"
    for ending, begins in (("svg", "<svg"), ("csv", "place,name,from"), ("html", "<!doctype html>")):
        file = tmp_path / f"it.{ending}"
        assert run("putin", "armenia", "-o", str(file)).exit_code == 0
        assert file.read_text(encoding="utf-8").startswith(begins)
    result = run("putin", "--next", "10", "--format", "svg")
    assert result.exit_code == 2
    assert "there is no picture of this answer" in result.output


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "it is not clear whom to tell of"),
        (("putin", "--all", "--next", "9"), "it is not clear whom to tell of"),
        (("--all",), "`--all` is given without `--next`"),
        (("putin", "--since", "2025-01-01"), "`--since` is given without `--next`"),
        (("putin", "ind", "--next", "9"), "`--next` is given together with a HOST"),
        (("putin", "--next", "0"), "`days` is `0`"),
    ],
)
def test_wrong_use(args: tuple[str, ...], told: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert told in result.output
