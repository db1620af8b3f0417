"""`dedere help`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


@pytest.mark.parametrize("names", [(), ("facts",), ("rules", "show"), ("help",)])
def test_help_is_what_the_option_tells(names: tuple[str, ...]) -> None:
    helped = run("help", *names)
    assert helped.exit_code == 0
    assert helped.output == run(*names, "--help").output


@pytest.mark.parametrize(
    ("names", "told", "hint"),
    [
        (("asess",), "there is no command `asess`", "did you mean `assess`?"),
        (("facts", "lits"), "there is no command `facts lits`", "did you mean `list`?"),
        (("check", "more"), "there is no command `check more`", "leave it out"),
    ],
)
def test_a_command_that_is_none(names: tuple[str, ...], told: str, hint: str) -> None:
    result = run("help", *names)
    assert result.exit_code == 2
    assert result.stderr == f"error: {told}\nhint:  {hint}\n"
