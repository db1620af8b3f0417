"""`dedere flip`, as a user types it."""

from __future__ import annotations

import json
import re
import shlex

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli

INDIA = ["putin", "ind", "--on", "2025-12-05"]


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


def test_flip() -> None:
    found = run("flip", *INDIA)
    assert found.exit_code == 0
    assert "From not obliged to obliged" in found.output
    assert "Statute by 1 October 2025." in found.output
    assert all(len(line) <= 80 for line in found.output.splitlines())


def test_flip_as_json() -> None:
    found = json.loads(run("flip", *INDIA, "--school", "court", "--json").output)
    assert found["schema"] == "dedere.flip/1"
    assert (found["from_verdict"], found["to_verdict"]) == ("not_obliged", "obliged")
    first = found["sets"][0]
    assert set(first) >= {"changes", "verdict", "schools", "why"}
    assert set(first["changes"][0]) >= {"kind", "fact", "sentence", "latest_day"}


def test_nothing_turns_it() -> None:
    found = run("flip", *INDIA, "--to", "not-obliged")
    assert found.exit_code == 0
    assert "the verdict is not obliged already" in found.output


def test_no_verdict_and_no_day_are_refused() -> None:
    found = run("flip", *INDIA, "--to", "free")
    assert found.exit_code == 2
    assert "`free` is no verdict" in found.output
    assert run("flip", "putin", "ind").exit_code == 2


QUESTIONS = (
    ("putin", "mng", "--on", "2024-09-02", "--to", "not_obliged"),
    ("netanyahu", "usa", "--on", "2025-04-10"),
    ("kony", "grc", "--on", "2026-01-01"),
)


@pytest.mark.parametrize("asked", QUESTIONS, ids=" ".join)
def test_the_options_of_a_change_are_copied_as_they_are_printed_and_taken(asked: tuple[str, ...]) -> None:
    """Those of a set of one change, each typed behind the question, turn the answer as it is told."""
    printed = run("flip", *asked, "--today", "2000-01-01").output
    found = json.loads(run("flip", *asked, "--today", "2000-01-01", "--json").output)
    question = asked[: asked.index("--to")] if "--to" in asked else asked
    commands = re.findall(r"^ +(--(?:.*\\\n *)*.*)$", printed, re.MULTILINE)
    assert commands
    alone = {it["verdict"] for it in (*found["nearer"], *found["sets"]) if len(it["changes"]) == 1}
    turned = 0
    for command in commands:
        typed = shlex.split(command.replace("\\\n", " "))
        days = {"--on", "--from"} & {*typed}
        asking = re.sub(r" --(on|from|until) \S+", "", " ".join(question)).split() if days else question
        answer = run("assess", *asking, *typed, "--json")
        assert answer.exit_code == 0, answer.output
        turned += json.loads(answer.output)["verdict"] in alone
    assert turned or not alone
    assert "asked" not in re.findall(r"[a-z]+", " ".join(commands))
