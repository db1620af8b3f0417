"""`dedere why`, as a user types it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli

INDIA = ("putin", "ind", "--on", "2025-12-05")


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["why", *args])


def test_one_reason() -> None:
    assert run("RS-89-1", *INDIA).output.startswith("RS-89-1 does not apply on 5 December 2025.\n")
    told = json.loads(run("party(India, Rome Statute, _)", *INDIA, "--json").output)
    assert (told["schema"], told["standing"]) == ("dedere.reason/1", "absent")


@pytest.mark.parametrize("args", [(), ("RS-89-1",), ("RS-89-1", "putin", "ind"), ("RS-0", *INDIA), ("p(", *INDIA)])
def test_a_wrong_question_is_refused(args: tuple[str, ...]) -> None:
    found = run(*args)
    assert found.exit_code == 2
    assert found.stderr.count("error: ") == found.stderr.count("hint:  ") == 1
