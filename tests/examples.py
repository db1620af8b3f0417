"""The case files of the tests, and the runner of the library that they are run by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dedere.cases import gathering
from dedere.cases.files import CaseFile, Example, read
from dedere.cases.run import run, run_all
from dedere.cases.told import asked

__all__ = ["CaseFile", "Example", "asked", "files", "name_of", "read", "run", "run_all"]

HOME = Path(__file__).parent
FOLDERS = (HOME / "examples", HOME / "cases")


def files(folders: Iterable[Path] = FOLDERS) -> Iterator[Path]:
    """The case files below the folders, in order."""
    return gathering.files(folders)


def name_of(file: CaseFile) -> str:
    """What a case file is called: its path below the tests."""
    return file.path.relative_to(HOME).as_posix() if file.path.is_relative_to(HOME) else file.path.name
