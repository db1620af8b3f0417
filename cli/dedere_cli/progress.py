"""How far a long run has come, told on a terminal and nowhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

import click


class Progress:
    """Tells how many of how many are done, on one line of stderr that is gone at the end.

    Called with the two numbers, the second None where nobody knows it.
    """

    def __init__(self, done: str) -> None:
        self._done = done
        self._told = 0
        self._able = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, of: int | None) -> None:
        """Tell it."""
        if self._able and done != of:
            said = f"{done:,} of {of:,} {self._done}" if of is not None else f"{done:,} {self._done}"
            click.echo(f"\r{said.ljust(self._told)}", err=True, nl=False)
            self._told = len(said)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._told:
            click.echo(f"\r{' ' * self._told}\r", err=True, nl=False)
