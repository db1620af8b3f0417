"""The pictures on the pages are what their commands draw now; `python docs/making/pictures.py` draws them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from making.pictures import DRAWN, HOME, draw


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_what_its_command_draws(name: str, tmp_path: Path) -> None:
    assert draw(name, tmp_path).read_text(encoding="utf-8") == (HOME / name).read_text(encoding="utf-8")


def test_no_picture_is_left_over() -> None:
    assert {it.name for it in HOME.iterdir()} == set(DRAWN)
