"""The headings and joints, and that each is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dedere
from dedere.reporting.joints import HEADINGS, JOINTS, heading, joint

ROOMS = Path(str(dedere.__file__)).parent


def test_each_is_used_somewhere() -> None:
    files = [it.read_text(encoding="utf-8") for room in ("reporting", "views") for it in (ROOMS / room).rglob("*.py")]
    code = "\n".join(it for it in files if "# of sentences" not in it).replace("'", '"')
    for name in (*HEADINGS, *JOINTS):
        assert f'"{name}"' in code or (name.startswith("turn_") and 'f"turn_{' in code), name


def test_they_state_nothing() -> None:
    for it in (*HEADINGS.values(), *JOINTS.values()):
        assert not re.search(r"\d|art\.|Statute|Court|warrant", it), it


def test_they_are_filled() -> None:
    assert heading("for", host="India", view="") == "The law: why India must"
    assert joint("rests", sentence="it is so", authority="art. 1") == "it is so [art. 1]"
    with pytest.raises(KeyError):
        joint("rests", sentence="it is so")
