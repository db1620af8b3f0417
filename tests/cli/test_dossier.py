"""`dedere dossier`, asked on the real record."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dedere
from dedere.reporting import docx
from dedere_cli.main import cli

INDIA = ("putin", "ind", "--on", "2025-12-05")


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["dossier", *args])


def test_no_line_is_wider_than_the_page() -> None:
    result = run(*INDIA, "--today", "2026-11-29")
    assert result.exit_code == 0
    assert max(len(it) for it in result.output.splitlines() if "://" not in it) <= 80
    assert result.output == dedere.dossier("putin", "ind", on="2025-12-05", today="2026-11-29").to_text() + "\n"


def test_the_ending_names_the_format(tmp_path: Path) -> None:
    for ending, begins in (("html", "<!DOCTYPE html>"), ("md", "# Must India"), ("json", "{\n")):
        file = tmp_path / f"it.{ending}"
        assert run(*INDIA, "-o", str(file)).exit_code == 0
        assert file.read_text(encoding="utf-8").startswith(begins)
    found = json.loads((tmp_path / "it.json").read_text(encoding="utf-8"))
    assert (found["schema"], found["verdict"]) == ("dedere.dossier/1", "not_obliged")


@pytest.mark.skipif(find_spec("docx") is None, reason="the extra `docx` is not installed")
def test_a_docx_is_written_as_bytes(tmp_path: Path) -> None:
    assert run(*INDIA, "-o", str(tmp_path / "it.docx")).exit_code == 0
    assert (tmp_path / "it.docx").read_bytes().startswith(b"PK")


def test_without_the_extra_the_command_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "find_spec", lambda _: None)
    result = run(*INDIA, "-o", str(tmp_path / "it.docx"))
    assert result.exit_code == 2
    assert "the extra `docx`, which is not installed" in " ".join(result.output.split())
    assert not (tmp_path / "it.docx").exists()


def test_wrong_use() -> None:
    for args, told in ((("putin", "ind"), "no day is given"), (("nobody", "ind", "--on", "2025-12-05"), "`nobody`")):
        result = run(*args)
        assert result.exit_code == 2
        assert told in result.output
