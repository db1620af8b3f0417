"""`dedere completion`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from dedere_cli.main import cli


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert f"{shell}_complete" in result.output
    assert "_DEDERE_COMPLETE" in result.output


def test_a_shell_that_is_none() -> None:
    result = CliRunner().invoke(cli, ["completion", "tcsh"])
    assert result.exit_code == 2
    assert "`tcsh`" in result.output
