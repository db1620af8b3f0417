"""`dedere journeys`, asked on the real record."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["journeys", *args])


def test_of_a_person_and_to_a_state() -> None:
    assert "31 journeys of Vladimir Putin" in " ".join(run("putin").output.split())
    assert "journeys of wanted persons to Chad" in " ".join(run("Chad").output.split())


def test_no_line_is_wider_than_the_page() -> None:
    result = run("putin", "--explain", "full")
    assert result.exit_code == 0
    assert max(len(it) for it in result.output.splitlines() if "://" not in it) <= 80


def test_as_json_and_as_a_table_by_the_ending(tmp_path: Path) -> None:
    found = json.loads(run("mng", "--json").output)
    assert (found["schema"], found["host"]) == ("dedere.journeys/1", "MNG")
    assert run("mng", "-o", str(tmp_path / "it.csv")).exit_code == 0
    assert (tmp_path / "it.csv").read_text(encoding="utf-8").startswith("person,host,areas,")
