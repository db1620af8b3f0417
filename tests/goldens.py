"""Golden answers: whole pages of questions that people ask, read word by word before they are kept.

A file of `tests/golden/` begins with a command and goes on with what it prints; the id of the answer, which changes
with every rule and fact, is left out. `make golden` writes them anew, to be read as the text that a user would get:

    PYTHONPATH=engine:cli:tests python tests/goldens.py
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from dedere_cli.main import cli

HOME = Path(__file__).parent / "golden"
PROMPT = "$ dedere "

_ID = re.compile(r"\b(Answer|rules|facts)(\s+)[0-9a-f]{12,16}\b")


def files() -> list[Path]:
    """The golden answers, in order."""
    return sorted(HOME.glob("*.txt"))


def command(path: Path) -> str:
    """The command that a golden answer begins with. Raises `ValueError` where it begins with none."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    if not first.startswith(PROMPT):
        raise ValueError(f"{path.name} does not begin with `{PROMPT}`")
    return first


def answered(asked: str) -> str:
    """A command, and what it prints now."""
    result = CliRunner().invoke(cli, shlex.split(asked.removeprefix(PROMPT)))
    if result.exit_code != 0:
        raise ValueError(f"`{asked}` ends with {result.exit_code}: {result.output}")
    told = _ID.sub(r"\1\2...", result.output).rstrip()
    return f"{asked}\n\n{told}\n"


if __name__ == "__main__":
    for each in files():
        each.write_text(answered(command(each)), encoding="utf-8")
