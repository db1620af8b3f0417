"""Where a command writes: into a file in the format of its ending, and long lists on a terminal into a pager."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dedere_cli import showing
from dedere_cli.faults import WrongUse
from dedere_cli.main import cli
from dedere_cli.showing import Show

RULE = ("rules", "show", "RS-89-1")


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.json", "{"), ("a.txt", "RS-89-1"), ("a", "RS-89-1")],
)
def test_an_answer_goes_into_a_file_in_the_format_of_its_ending(tmp_path: Path, name: str, begins: str) -> None:
    path = tmp_path / name
    result = run(*RULE, "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {path}\n"
    written = path.read_text(encoding="utf-8")
    assert written.startswith(begins)
    assert written.endswith("\n")


@pytest.mark.parametrize(
    ("asked", "ending", "able"),
    [
        (RULE, ".pdf", ".txt, .json, .md, .html, .htm"),
        (("assess", "putin", "ind", "--on", "2025-12-05"), ".docx", ".txt, .json, .md, .html, .htm, .mmd, .dot"),
        (("survey", "putin", "--on", "2025-12-05"), ".xlsx", ".txt, .json, .md, .html, .htm, .csv, .svg, .png"),
        (("check",), ".odt", ".txt, .json, .md, .html, .htm, .sarif"),
        (("facts", "export"), ".xlsx", ".json, .csv"),
    ],
)
def test_no_file_has_an_ending_that_does_not_say_what_is_in_it(
    tmp_path: Path, asked: tuple[str, ...], ending: str, able: str
) -> None:
    path = tmp_path / f"memo{ending}"
    result = run(*asked, "-o", str(path))
    assert result.exit_code != 0
    assert not path.exists()
    error = result.exception
    assert isinstance(error, SystemExit)
    told = " ".join(result.stderr.split())
    assert f"`memo{ending}` cannot be written: no form of this answer ends in `{ending}`" in told
    with pytest.raises(WrongUse) as raised:
        showing.ending_of(path, able=[form for it, form in showing.ENDINGS.items() if f"{it}," in f"{able}," and it])
    assert raised.value.hint == f"end it in one of {able}, or say with `--format` what is to stand in it"


def test_a_table_of_facts_is_of_the_form_of_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    assert run("facts", "export", "--kind", "findings", "-o", str(path)).exit_code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "dedere.table/1"


def test_a_format_that_is_asked_for_goes_before_the_ending(tmp_path: Path) -> None:
    assert run(*RULE, "--json", "-o", str(tmp_path / "a.html")).exit_code == 0
    assert json.loads((tmp_path / "a.html").read_text(encoding="utf-8"))["schema"] == "dedere.rules/1"


def test_all_of_a_run_goes_into_the_file(tmp_path: Path) -> None:
    asked = ("assess", "putin", "ind", "--on", "2025-12-05", "--suppose", "deposited(India, Rome Statute, 2025-09-01)")
    result = run(*asked, "-o", str(tmp_path / "a.txt"))
    assert result.stderr.count("wrote") == 1
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == run(*asked).stdout


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    result = run(*RULE, "-o", str(tmp_path / "none" / "a.txt"))
    assert result.exit_code == 2
    assert "cannot be written: no such file" in " ".join(result.stderr.split())


def test_a_dash_is_standard_output() -> None:
    assert run(*RULE, "-o", "-").stdout == run(*RULE).stdout


def test_a_long_list_on_a_terminal_is_given_to_a_pager(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given: list[str] = []
    monkeypatch.setattr(click, "echo_via_pager", lambda text, color: given.append(text))
    monkeypatch.setattr(showing, "_longer_than_the_terminal", lambda text: text.count("\n") > 50)
    Show("text").text("x\n" * 10, listed=True)
    Show("text").text("y\n" * 80)
    Show("json").text("z\n" * 80, listed=True)
    assert not given
    Show("text").text("w\n" * 80, listed=True)
    assert len(given) == 1
    assert "w" not in capsys.readouterr().out
