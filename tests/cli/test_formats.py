"""The formats of every command that answers: the command writes what the library gives."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

import dedere
from dedere.reporting.shown import FORMATS, show
from dedere_cli.main import cli

ASSESS = ("assess", "putin", "ind", "--on", "2025-12-05")
WHATIF = ("whatif", "putin", "ind", "--on", "2025-12-05", "--suppose", "deposited(ind,rome,20250901)")
FLIP = ("flip", "bashir", "jor", "--on", "2017-03-29", "--to", "not_obliged")
MEASURES = ("measures", "ind", "--on", "2025-11-12")
BEGIN: dict[str, str | tuple[str, ...]] = {
    "json": "{\n",
    "markdown": ("# ", "*Which"),
    "html": "<!DOCTYPE html>",
    "mermaid": "flowchart TD",
    "dot": "digraph reasons {",
    "text": ("Not obliged: ", "What that changes: ", "From contested to not obliged", "Which additional duties"),
}


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("asked", [ASSESS, WHATIF, FLIP, MEASURES], ids=lambda it: it[0])
def test_every_command_that_answers_has_every_format(asked: tuple[str, ...], form: str) -> None:
    result = run(*asked, "--format", form)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(BEGIN[form])


def test_the_command_prints_what_the_library_gives() -> None:
    answer = dedere.assess("putin", "ind", on="2025-12-05")
    for form in FORMATS:
        assert run(*ASSESS, "--format", form).output == show(answer, form) + "\n"


@pytest.mark.parametrize("asked", [WHATIF, FLIP, MEASURES, ("check",), ("lint",)], ids=lambda it: it[0])
def test_json_and_another_format_are_not_given_together(asked: tuple[str, ...]) -> None:
    result = run(*asked, "--json", "--format", "html")
    assert result.exit_code == 2
    assert "`--json` is given together with `--format html`" in result.output


@pytest.mark.parametrize("asked", [("check",), ("lint",)], ids=lambda it: it[0])
def test_what_was_found_has_a_page_and_no_graph(asked: tuple[str, ...]) -> None:
    assert run(*asked, "--format", "html").output.startswith("<!DOCTYPE html>")
    refused = run(*asked, "--format", "dot")
    assert refused.exit_code == 2
    assert "dot" in refused.output
