"""A package that looks installed: a folder on the path with what a package manager writes about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

HOME = Path(__file__).parent / "packs"
"""The packs that tests use."""


class Site:
    """A folder that packages are installed in, for as long as a test runs."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        monkeypatch.syspath_prepend(str(home))

    def install(self, name: str, points: dict[str, str], version: str = "1.0") -> None:
        """Write what is known of a package: its name, its version, the packs it brings."""
        about = self.home / f"{name.replace('-', '_')}-{version}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
        lines = [f"{point} = {value}\n" for point, value in points.items()]
        (about / "entry_points.txt").write_text(f"[dedere.packs]\n{''.join(lines)}", encoding="utf-8")

    def court(self, package: str = "dedere_court") -> Path:
        """The package of the regional court, in its folder."""
        return Path(shutil.copytree(HOME / "regional_court", self.home / package))
