"""The options that questions share: in one order, on every command that asks."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from dedere.engine import default_engine
from dedere_cli.main import cli

QUESTION = ["person", "host", "on", "first", "last", "presence", "school", "suppose", "withdraw", "known_on"]


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["assess", "whatif", "flip"])
def test_whoever_asks_takes_the_same_question(name: str) -> None:
    params = [it.name for it in command(name).params]
    assert [it for it in params if it in QUESTION] == QUESTION
    assert {"as_json", "colour"} <= set(params)


def test_what_may_be_said_again_and_what_only_once() -> None:
    params = {it.name: it for it in command("assess").params}
    assert [name for name in QUESTION if getattr(params[name], "multiple", False)] == ["suppose", "withdraw"]
    assert params["first"].opts == ["--from"]
    assert params["last"].opts == ["--until"]


def test_the_help_lists_the_manners_that_are_accepted() -> None:
    told = " ".join(CliRunner().invoke(cli, ["assess", "--help"]).output.split())
    manners = default_engine().corpus.vocabulary.types["presence"].constants
    assert f"One of {manners[0]} (by default), {', '.join(manners[1:])}." in told
