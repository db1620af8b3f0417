"""`-` in the place of a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dedere_cli.main import cli

CASE = """\
- name: nobody must
  question: {person: putin, host: ind, first: 2025-12-05}
  expect: {verdict: not_obliged}
"""
OWN = '%@ source mine "My notes"\n%@ by mine seen_once\nalias(putin,"The Guest").\n'


def run(*args: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, list(args), input=given)


def test_cases_that_come_in() -> None:
    result = run("test", "-", given=CASE)
    assert result.exit_code == 0, result.output
    assert "1 passed" in result.output
    failed = run("test", "-", given=CASE.replace("not_obliged", "obliged"))
    assert failed.exit_code == 1
    assert failed.output.startswith("stdin: nobody must: failed\n")
    assert "no case was found in `stdin`" in run("test", "-").output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["test", "-"], "no case was found"),
        (["ask", "-"], "the document is no JSON object"),
        (["batch", "-", "out.csv"], "`-` is empty"),
        (["recheck", "-"], "what was given holds no answer"),
        (["facts", "search", "x", "--facts", "-"], "holds no facts"),
    ],
)
def test_standard_input_that_is_closed_brings_nothing(args: list[str], said: str, tmp_path: Path) -> None:
    home = Path(__file__).parents[2]
    path = f"import sys; sys.path[:0] = [{str(home / 'engine')!r}, {str(home / 'serve')!r}, {str(home / 'cli')!r}]\n"
    code = f"{path}from dedere_cli.main import main\nsys.argv = ['dedere', *{args!r}]\nmain()\n"
    # A shell closes it, as `<&-` of cron and of services does.
    shell = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-c", code]
    done = subprocess.run(shell, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert said in " ".join(done.stderr.split())


def test_facts_that_come_in() -> None:
    result = run("facts", "search", "The Guest", "--facts", "-", given=OWN)
    assert result.exit_code == 0, result.output
    assert 'alias(putin,"The Guest")' in result.output
    broken = run("facts", "search", "x", "--facts", "-", given="visit(\n")
    assert broken.exit_code == 3
    assert "stdin.lp:2: " in broken.stderr


@pytest.mark.parametrize(
    ("args", "given", "told"),
    [
        (("test", "-", "--facts", "-"), CASE, "standard input is given in the place of two files"),
        (("test", "-", "--update"), CASE, "`--update` is given for what comes in"),
        (("whatif", "putin", "ind", "--on", "2025-12-05", "--suppose-from", "-"), b"\xff", "is not UTF-8"),
    ],
)
def test_what_cannot_come_in(args: tuple[str, ...], given: str | bytes, told: str) -> None:
    result = run(*args, given=given)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
