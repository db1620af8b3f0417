"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora import Lab


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or leaves anything in the user's own cache."""
    monkeypatch.setenv("DEDERE_CACHE", "off")


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """A place to write small corpora in."""
    return Lab(tmp_path)
