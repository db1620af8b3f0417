"""`dedere check`: what it prints, and with which code it ends."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from dedere_cli.main import cli

OWN = """\
%@ source mine "My notes"
%@ by mine recall
deposited(mng,rome,20020412).
visit(mine_1,putin,ind,20260105,20260101).
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["check", *args])


def own(home: Path) -> str:
    folder = home / "own"
    folder.mkdir()
    (folder / "mine.lp").write_text(OWN, encoding="utf-8")
    return str(folder)


def test_the_record_is_clean() -> None:
    result = run()
    assert result.exit_code == 0
    assert "0 findings" in result.output
    assert "note: " not in result.output
    assert "note: " in run("--notes").output


def test_findings_stand_with_file_and_line_and_what_to_do(tmp_path: Path) -> None:
    result = run("--facts", own(tmp_path))
    assert result.exit_code == 3
    assert "own/mine.lp:3: " in result.output
    assert "(CHK-KEY)" in result.output
    assert "facts/treaties/rome_statute.lp" in result.output
    assert "own/mine.lp:4: " in result.output
    assert "(CHK-END)" in result.output
    assert "hint: " in result.output


def test_as_json(tmp_path: Path) -> None:
    result = run("--json", "--facts", own(tmp_path))
    assert result.exit_code == 3
    found = json.loads(result.output)
    assert found["schema"] == "dedere.check/1"
    assert {it["check"] for it in found["findings"]} == {"CHK-KEY", "CHK-END"}
    assert all(it["file"] and it["line"] for it in found["findings"])


def test_a_record_that_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "broken.lp").write_text("visit(\n", encoding="utf-8")
    assert run("--facts", str(tmp_path)).exit_code == 3
