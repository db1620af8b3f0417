"""A rule or fact file as it was read, and how much of a file is read at all."""

from __future__ import annotations

import errno
import os
from typing import NamedTuple

LARGEST = 32 * 2**20
"""Bytes that a file may have."""


class File(NamedTuple):
    """What findings call the file (`rules/calendar.lp`), its bytes, and whether it stands among the rules.

    Facts lie in layers: what stands in a higher one may repeat and withdraw what stands below. `regime` is the first
    folder below the folder of rules that was named, or nothing.
    """

    path: str
    content: bytes
    law: bool
    layer: int = 0
    regime: str = ""

    @property
    def awaits(self) -> str | None:
        """The regime without which a file of rules is not read: `eu` for `rules/un/with_eu.lp`.

        What two regimes have to say of one another stands there, so that either can be left out.
        """
        name = self.path.rpartition("/")[2]
        return name.removeprefix("with_").removesuffix(".lp") if self.regime and name.startswith("with_") else None


def read(path: str | os.PathLike[str]) -> bytes:
    """The content of a file. Raises `OSError` for one that cannot be read, or is larger than is read."""
    with open(path, "rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, f"larger than {LARGEST // 2**20} megabytes", os.fspath(path))
    return content
