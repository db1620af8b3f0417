"""Case files found: those that are named, and those in folders that are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dedere.cases.files import CaseFile, read
from dedere.errors import UsageError

SUFFIXES = (".yaml", ".yml")
"""How the name of a case file ends where a folder is named."""


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The case files among some paths and in folders among them, however deep, in order; what is hidden is left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for it in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in it.relative_to(path).parts)
            if it.suffix.lower() in SUFFIXES and not hidden and it.is_file():
                yield it


def gather(paths: Iterable[Path]) -> list[CaseFile]:
    """The case files that are named, or stand in folders that are, read; each once.

    Raises `UsageError` for what is no case file, and for a path under which there is no case at all.
    """
    found: dict[Path, CaseFile] = {}
    for path in paths:
        here = [(it, found.get(it) or read(it)) for it in files([path])]
        if not any(file.cases for _, file in here):
            hint = "in folders, files that end in .yaml or .yml are read" if path.is_dir() else "it lists none"
            raise UsageError(f"no case was found in `{path}`", hint)
        found.update(here)
    return list(found.values())
