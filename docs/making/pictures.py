"""The pictures on the pages: each is what a command draws, and a test holds it against what it draws now.

PYTHONPATH=engine:serve:cli:docs python docs/making/pictures.py
"""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from dedere_cli.main import cli

HOME = Path(__file__).parents[1] / "pictures"

AS_ON = date(2026, 11, 29)
"""The day that the pictures mark as today, so that they stay as they are."""

DRAWN = {
    "survey.svg": "survey putin --on 2025-12-05",
    "timeline.svg": "timeline putin armenia",
}
"""The command that draws each picture."""


def draw(name: str, home: Path) -> Path:
    """Draw a picture into a folder, without the id of the answer, which changes with every rule and fact.

    Raises `ValueError` where its command fails.
    """
    file = home / name
    with patch("dedere.reporting.pictures.timeline._today", return_value=AS_ON):
        done = CliRunner().invoke(cli, [*shlex.split(DRAWN[name]), "-o", str(file)])
    if done.exit_code:
        raise ValueError(f"`{DRAWN[name]}` ends with {done.exit_code}: {done.output}")
    file.write_text(re.sub(r", answer [0-9a-f]{16}\b", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    return file


if __name__ == "__main__":
    for each in DRAWN:
        draw(each, HOME)
