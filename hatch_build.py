"""What is made when the wheel is built: what rules and facts say, read, so that no first answer has to wait for it.

`dedere.loading.compiled` says what that is. A checkout that is installed as it stands has none: its files change.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiling(BuildHookInterface[Any]):
    """Puts what was read into the package, as data."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read rules and facts, unless the checkout is installed as it stands."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "engine"))
        from dedere.loading import compiled

        self._folder = TemporaryDirectory()
        for name, content in compiled().items():
            file = Path(self._folder.name) / name
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"dedere/compiled/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if version != "editable":
            self._folder.cleanup()
