"""The golden answers: what the command prints now is what was read and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import goldens


@pytest.mark.parametrize("path", list(goldens.files()), ids=lambda it: it.stem)
def test_a_golden_answer_is_printed_as_it_was_read(path: Path) -> None:
    kept = path.read_text(encoding="utf-8")
    assert goldens.answered(goldens.command(path)) == kept, "read what is printed now, then `make golden`"


def test_thirty_answers_are_kept() -> None:
    assert len(list(goldens.files())) >= 30


def test_what_begins_with_no_command_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answer.txt"
    path.write_text("Not obliged: India", encoding="utf-8")
    with pytest.raises(ValueError, match="does not begin with"):
        goldens.command(path)


def test_a_command_that_fails_is_no_answer() -> None:
    with pytest.raises(ValueError, match="ends with 2"):
        goldens.answered("$ dedere assess nobody ind --on 2025-12-05")
