"""`dedere ask`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from click.testing import CliRunner

from dedere_cli.main import cli

DOCUMENT = json.dumps({"ask": "assess", "person": "putin", "host": "India", "on": "2025-12-05"})


def test_a_document_is_answered_as_the_command_answers(tmp_path: Path) -> None:
    file = tmp_path / "question.json"
    file.write_text(DOCUMENT, encoding="utf-8")
    plain = CliRunner().invoke(cli, ["assess", "putin", "India", "--on", "2025-12-05"]).output
    assert CliRunner().invoke(cli, ["ask", str(file)]).output == plain
    assert CliRunner().invoke(cli, ["ask", "-"], input=DOCUMENT).output == plain


def test_a_file_that_cannot_be_read_is_a_wrong_question(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("nowhere.json", "pipe", "."):
        found = CliRunner().invoke(cli, ["ask", str(tmp_path / name)])
        assert found.exit_code == 2
        assert "cannot be read" in " ".join(found.output.split())
        assert "hint:" in found.output


def test_what_was_found_is_written_as_json() -> None:
    found = CliRunner().invoke(cli, ["ask", "-"], input='{"ask": "rules", "words": "RS-98-1"}').output
    assert json.loads(found)["schema"] == "dedere.rules/1"
