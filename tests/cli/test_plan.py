"""`dedere plan`, asked on the real record."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from dedere_cli.main import cli

PLAN = """person: putin
legs:
  - host: India
    on: 2025-12-05
"""


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["plan", *args], input=stdin)


def test_a_plan_that_is_answered_exits_with_0_and_one_that_is_not_with_1(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, encoding="utf-8")
    result = run(str(file))
    assert result.exit_code == 0
    assert result.output.startswith("A plan of 1 leg\n")
    assert "Leg 1: India, 5 December 2025, Vladimir Putin" in result.output
    file.write_text(f"{PLAN}  - host: Atlantis\n", encoding="utf-8")
    result = run(str(file), "--explain", "none")
    assert result.exit_code == 1
    assert "line 5, leg 2: the leg has no day" in " ".join(result.output.split())


def test_the_ending_names_the_format_and_a_plan_may_come_by_a_pipe(tmp_path: Path) -> None:
    for ending, begins in (("svg", "<svg"), ("html", "<!doctype html>"), ("csv", "leg,alternative to,line,")):
        out = tmp_path / f"it.{ending}"
        assert run("-", "-o", str(out), stdin=PLAN).exit_code == 0
        assert out.read_text(encoding="utf-8").startswith(begins)
    found = json.loads(run("-", "--json", "--school", "court", stdin=PLAN).output)
    assert (found["schema"], found["school"], found["legs"][0]["line"]) == ("dedere.plan/1", "court", 3)


def test_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, encoding="utf-8")
    for args, told in (((), "missing argument"), ((str(tmp_path / "a.txt"),), "does not say how the plan is written")):
        result = run(*args)
        assert result.exit_code == 2
        assert told in " ".join(result.output.split())
