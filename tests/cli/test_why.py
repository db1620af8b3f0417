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


def test_an_authority_is_answered_with_the_rules_that_rest_on_it() -> None:
    found = run("Rome Statute, art. 98(1)", *INDIA)
    assert "is an authority, and no rule" in found.stderr
    assert "`RS-98-1`" in found.stderr


@pytest.mark.parametrize(
    "fact", ["party(India, Rome Statute, _", "party(ind,rome,_", "deposited(India, Rome Statute,_"]
)
def test_a_parenthesis_that_is_not_closed_is_told_as_it_is_of_a_supposition(fact: str) -> None:
    assert "a parenthesis is not closed; the predicate is declared as" in " ".join(run(fact, *INDIA).stderr.split())
