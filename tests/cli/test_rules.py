"""`dedere rules`: the law, read from the command line."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner

from dedere_cli.main import cli


def run(*args: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, list(args))
    assert result.exit_code == code, result.output
    return result.output if code else result.stdout


def read(*args: str) -> Any:
    return json.loads(run(*args, "--json"))


def test_a_rule_is_shown_with_authority_clauses_and_use() -> None:
    shown = run("rules", "show", "rs-89-1")
    assert "Rome Statute, arts 59(1), 89(1) (read in the text)" in shown
    assert "must arrest and surrender {P}" in " ".join(shown.split())
    assert "party(H,rome,D)" in shown
    assert "rules/rome_statute/duty.lp:" in shown
    assert "used" in shown


def test_rules_are_found_and_listed() -> None:
    assert "IM-WAIVE" in run("rules", "search", "waive", "IMMUNITY")
    rules = read("rules", "list", "--regime", "rome_statute")["rules"]
    assert {it["regime"] for it in rules} == {"rome_statute"}
    assert read("rules", "list", "--kind", "assumption")["rules"]
    (rule,) = read("rules", "show", "RS-89-1")["rules"]
    assert rule["authorities"][0]["checked"] == "text"
    assert rule["clauses"][0]["says"]


def test_an_id_that_is_none_gets_those_that_begin_so() -> None:
    shown = " ".join(run("rules", "show", "rs-89", code=2).split())
    assert "there is no rule `rs-89`" in shown
    assert "did you mean `RS-89-1`, `RS-89-2`" in shown
