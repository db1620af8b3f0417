"""`dedere survey`, asked on the real record."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["survey", *args])


def test_no_line_is_wider_than_the_page() -> None:
    result = run("putin", "--on", "2025-12-05", "--explain", "full")
    assert result.exit_code == 0
    assert max(len(it) for it in result.output.splitlines()) <= 80
    assert "125 obliged, 2" in result.output


def test_the_ending_names_the_format(tmp_path: Path) -> None:
    for ending, begins in (("svg", "<svg"), ("html", "<!doctype html>"), ("csv", "person,place,name,")):
        file = tmp_path / f"it.{ending}"
        assert run("kony", "--on", "2025-12-05", "-o", str(file)).exit_code == 0
        assert file.read_text(encoding="utf-8").startswith(begins)
    found = json.loads(run("--host", "mng", "--on", "2025-12-05", "--json").output)
    assert (found["schema"], found["host"]) == ("dedere.survey/1", "MNG")


@pytest.mark.skipif(find_spec("resvg_py") is None, reason="the extra `pictures` is not installed")
def test_a_png_is_written_as_bytes(tmp_path: Path) -> None:
    assert run("kony", "--on", "2025-12-05", "-o", str(tmp_path / "it.png")).exit_code == 0
    assert (tmp_path / "it.png").read_bytes().startswith(b"\x89PNG")


def test_the_words_of_a_picture_to_be_pasted() -> None:
    lines = run("kony", "--on", "2025-12-05", "--caption").output.splitlines()
    assert lines[0].startswith(
        "Which States must arrest and surrender Joseph Kony on 5 December 2025? Of the 199 States"
    )
    assert "Natural Earth" in lines[1]
    assert "answer " in lines[2]
    assert lines[-1].startswith("Alternative text: A map of the world.")
    assert run("kony", "--on", "2025-12-05", "--format", "caption").output.splitlines() == lines
    for more in (("--json",), ("--format", "svg")):
        result = run("kony", "--on", "2025-12-05", "--caption", *more)
        assert result.exit_code == 2
        assert "is given together with" in result.output


def test_wrong_use() -> None:
    for args, told in (
        ((), "nobody is asked about"),
        (("putin",), "no day is given"),
        (("putin", "--host", "ind", "--on", "2025-12-05"), "both persons and a host are named: `ind`"),
    ):
        result = CliRunner().invoke(cli, ["survey", *args])
        assert result.exit_code != 0
        assert told in result.output
