"""The version, which packages, answers and the command agree on."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import yaml

from dedere.version import __version__


def test_the_version_is_that_of_the_package() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    assert version("dedere") == __version__


def test_what_is_cited_is_this_version() -> None:
    cited = yaml.safe_load((Path(__file__).parents[1] / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["version"], cited["license"]) == (__version__, "Apache-2.0")
