"""How far a run has come is told on a terminal, and nothing of it is left."""

from __future__ import annotations

import io
import sys

import pytest

from dedere_cli.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, told in ((_Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with Progress("rows answered") as progress:
            progress(1000, 2000)
            progress(1500, None)
            progress(2000, 2000)
        assert ("\r1,000 of 2,000 rows answered" in stream.getvalue()) is told
        assert stream.getvalue().rpartition("\r")[2] == ""
