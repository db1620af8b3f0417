"""What the tests of views have in common."""

from __future__ import annotations

import pytest

from dedere.solving.control import Control


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The programs that are grounded, with nothing kept from before."""
    made: list[str] = []
    ground = Control.__init__

    def counted(self: Control, program: str) -> None:
        made.append(program)
        ground(self, program)

    monkeypatch.setenv("DEDERE_CACHE", "off")
    monkeypatch.setattr(Control, "__init__", counted)
    return made
