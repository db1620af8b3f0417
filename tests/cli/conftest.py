"""Fixtures for the tests of the command."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of its own, so that the record is parsed once for all commands and nothing of the user's is touched."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(no_cache: None, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of these tests keeps and finds its corpus there."""
    monkeypatch.setenv("DEDERE_CACHE", str(cache_folder))
