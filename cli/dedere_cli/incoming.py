"""`-` in the place of a file: what comes in on standard input, once in a run and bounded."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_READ = "dedere_cli.incoming"


def content() -> bytes:
    """All that comes in. Raises `WrongUse` for more than a file may hold, and where it was read already."""
    from dedere.language.files import LARGEST
    from dedere_cli.faults import WrongUse

    run = click.get_current_context().find_root().meta
    if _READ in run:
        raise WrongUse("standard input is given in the place of two files", "give one of them by its name")
    run[_READ] = True
    found = sys.stdin.buffer.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise WrongUse(f"what comes in is larger than {LARGEST // 2**20} megabytes", "split it")
    return found


def text() -> str:
    """All that comes in, as a text. Raises `WrongUse` as `content` does, and for what is not UTF-8."""
    from dedere_cli.faults import WrongUse

    try:
        return content().decode()
    except UnicodeDecodeError:
        raise WrongUse("what comes in is not UTF-8", "send it as UTF-8") from None


def path(given: str | Path, ending: str) -> Path:
    """The path that was given; for `-` that of a file with what comes in, kept as long as the command runs."""
    if str(given) != "-":
        return Path(given)
    from tempfile import TemporaryDirectory

    read = content()
    folder = click.get_current_context().with_resource(TemporaryDirectory(prefix="dedere-"))
    spooled = Path(folder) / f"stdin{ending}"
    click.get_current_context().find_root().meta[_READ] = str(spooled)
    spooled.write_bytes(read)
    return spooled


def named(told: str) -> str:
    """A text in which what came in is called so, and not by the file that it is kept in."""
    spooled = click.get_current_context().find_root().meta.get(_READ)
    return told.replace(spooled, "stdin") if isinstance(spooled, str) else told
