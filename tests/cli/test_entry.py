"""The command as a process of its own: some commands do without pydantic there, which no in-process test sees."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["check"], "0 findings"),
        (["lint"], "0 findings"),
        (["assess", "putin", "ind", "--on", "2025-12-05"], "Not obliged: India"),
        (["assess", "putin", "ind", "--on", "2025-12-05", "--suppose", "deposited(ind,rome,20250901)"], "Contested"),
        (["measures", "IND", "--on", "2025-11-12"], "50 is the sum of 25 and 25"),
        (["facts", "show", "deposited(mng,rome,20020411)"], "11 April 2002"),
        (["rules", "show", "RS-89-1"], "arts 59(1), 89(1)"),
        (["flip", "bashir", "jor", "--on", "2017-03-29", "--to", "not_obliged"], "not obliged"),
    ],
)
def test_each_command_answers_as_a_process(args: list[str], told: str) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / it) for it in ("engine", "cli"))}
    run = subprocess.run(
        [sys.executable, "-m", "dedere_cli", *args], env=env, capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    assert told in " ".join(run.stdout.split())
    assert run.returncode == 0
