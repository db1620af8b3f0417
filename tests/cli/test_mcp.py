"""`dedere mcp`."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner

from dedere_cli.main import cli


def test_without_the_extra_the_command_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    with pytest.raises(SystemExit) as ended:
        cli.main(["mcp"])
    assert ended.value.code == 2
    assert "need the extra `mcp`" in capsys.readouterr().err


def test_help_says_how_an_assistant_starts_it() -> None:
    helped = " ".join(CliRunner().invoke(cli, ["mcp", "--help"]).output.split())
    assert "`dedere mcp` is the command to name in its settings" in helped
