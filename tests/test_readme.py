"""The first screen of the README is what the command really prints."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from dedere_cli.main import cli

README = Path(__file__).parent.parent / "README.md"


def test_the_answer_shown_is_the_answer_given() -> None:
    shown = README.read_text("utf-8").split("<!-- demo:begin -->")[1].split("<!-- demo:end -->")[0]
    lines = shown.strip().removeprefix("```").removesuffix("```").strip().splitlines()
    command, shown_answer = lines[0], [line.rstrip() for line in lines[1:]]
    given = CliRunner().invoke(cli, command.removeprefix("$ dedere ").split()).output.splitlines()
    # The last lines carry fingerprints of the rules and facts, which change with every edit.
    assert [line.rstrip() for line in given][: len(shown_answer)] == shown_answer
