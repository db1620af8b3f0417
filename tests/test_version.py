"""The version, which packages, answers and the command agree on."""

from __future__ import annotations

import re
from importlib.metadata import version

from dedere.version import __version__


def test_the_version_is_that_of_the_package() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert version("dedere") == __version__
