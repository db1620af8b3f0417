"""`dedere check`: what it prints, and with which code it ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere import testing
from dedere_cli.main import cli
from small_law import written

FAULT = ("change(E) :- visit(_,P,_,_,_), sought(P,E,_).\n", "")
"""A clause of the small law, and what stands in its place: nothing."""

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
    noted = run("--notes").output
    assert "note: " in noted
    many = noted.count(": note: ") + noted.count("\nnote: ")
    assert result.output.endswith(f"\n{many} notes beside, told by --notes\n")
    assert "notes beside" not in noted
    assert "notes" not in run("--no-notes").output


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
    told = run("--format", "sarif", "--facts", str(tmp_path))
    assert told.exit_code == 3
    (result,) = json.loads(told.output)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("load", "error")
    assert run("--format", "github", "--facts", str(tmp_path)).output.startswith("::error file=")


def test_machines_are_told_in_their_forms(tmp_path: Path) -> None:
    folder = own(tmp_path)
    log = json.loads(run("--no-notes", "--format", "sarif", "--facts", folder).output)
    assert {it["ruleId"] for it in log["runs"][0]["results"]} == {"CHK-KEY", "CHK-END"}
    told = run("--no-notes", "--format", "github", "--facts", folder)
    assert told.exit_code == 3
    assert [it.partition(" ")[0] for it in told.output.splitlines()] == ["::error", "::error"]
    assert "own/mine.lp,line=" in told.output


def test_worlds_need_what_is_not_always_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(vars(testing), "try_worlds", raising=False)
    result = run("--worlds", "1")
    assert result.exit_code == 2
    assert "`hypothesis` is needed" in " ".join(result.output.split())
    assert "pip install 'dedere[test]'" in result.output


@pytest.mark.parametrize("wrong", [("--seed", "1"), ("--worlds", "0"), ("--worlds", "1", "--format", "sarif")])
def test_worlds_asked_for_wrongly_are_refused(wrong: tuple[str, ...]) -> None:
    assert run(*wrong).exit_code == 2


def test_worlds_that_are_told(tmp_path: Path) -> None:
    home = written(tmp_path, *FAULT)
    given = ("--rules", str(home / "rules"), "--facts", str(home / "facts"), "--alone")
    result = run("--worlds", "12", *given)
    assert result.exit_code == 1
    assert "Not so: a stay is looked at on every day on which something changes" in result.output
    assert "\n%@ by made_up recall\n" in result.output
    (asks,) = (it for it in result.output.splitlines() if it.startswith("% dedere assess "))
    assert asks.endswith(f" --facts world.lp {' '.join(given)}")
    whole = written(tmp_path / "whole")
    sound = run("--worlds", "4", "--json", "--rules", str(whole / "rules"), "--facts", str(whole / "facts"), "--alone")
    assert sound.exit_code == 0
    assert json.loads(sound.output)["schema"] == "dedere.worlds/1"
