"""A rule or fact file as it was read."""

from __future__ import annotations

from typing import NamedTuple


class File(NamedTuple):
    """What findings call the file (`rules/calendar.lp`), its bytes, and whether it stands among the rules.

    Facts lie in layers: what stands in a higher one may repeat and withdraw what stands below.
    """

    path: str
    content: bytes
    law: bool
    layer: int = 0

    @property
    def regime(self) -> str:
        """The first folder under the rules, or nothing."""
        parts = self.path.split("/")
        return parts[1] if self.law and len(parts) > 2 else ""
