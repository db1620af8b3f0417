"""What the columns of a table of stays stand for, by their names, by those that lists of stays use, or said apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from dedere.batch.answering import Cell, Row
from dedere.errors import UsageError
from dedere.exchange.header import FIRST_DAY, LAST_DAY, plain
from dedere.language.vocabulary import nearest

NAMES = ("person", "host", "from", "until", "presence", "suppose")
"""The columns that are read; the last three may be missing."""

_SPELT: Mapping[str, tuple[str, ...]] = {"from": FIRST_DAY, "until": LAST_DAY}


class Roles:
    """Which column stands for what; `mapped` gives columns the names of `NAMES`, or none where they are left out.

    Raises `UsageError` where a name is none of these.
    """

    def __init__(self, mapped: Mapping[str, str] | None = None) -> None:
        self._mapped = {plain(column): plain(name) for column, name in (mapped or {}).items()}
        for name in self._mapped.values():
            if name and name not in NAMES:
                near = nearest(name, NAMES)
                hint = f"did you mean `{near}`?" if near else f"the columns are {', '.join(NAMES)}"
                raise UsageError(f"`{name}` is no column of a table of stays", hint)
        self.of = lru_cache(maxsize=1 << 10)(self._of)

    def _of(self, columns: tuple[str, ...]) -> dict[str, str]:
        """The column of each name, for the columns of a row."""
        by_name: dict[str, str] = {}
        plains = {plain(it): it for it in columns}
        for it, column in plains.items():
            if self._mapped.get(it):
                by_name[self._mapped[it]] = column
        for name in NAMES:
            spelt = (name, *_SPELT.get(name, ()))
            found = next((it for it in spelt if it in plains and it not in self._mapped), None)
            if name not in by_name and found is not None:
                by_name[name] = plains[found]
        return by_name

    def check(self, columns: Iterable[str], added: Iterable[str]) -> None:
        """Raise `UsageError` where a column is missing that is needed, or one stands there twice, or would."""
        given = tuple(columns)
        if len({*given}) < len(given):
            double = next(it for it in given if given.count(it) > 1)
            raise UsageError(f"the table has two columns `{double}`", "name every column once")
        found = self.of(given)
        missing = [it for it in NAMES[:3] if it not in found]
        if missing:
            listed = ", ".join(f"`{it}`" for it in missing)
            hint = f"its columns are {', '.join(given)}; give one another name with --map COLUMN={missing[0]}"
            hint = hint if given else "it has no columns at all"
            raise UsageError(f"the table has no column for {listed}", hint)
        gone = self._mapped.keys() - {plain(it) for it in given}
        if gone:
            raise UsageError(f"the table has no column `{min(gone)}`", f"its columns are {', '.join(given)}")
        twice = [it for it in self.kept(given) if plain(it) in {*added}]
        if twice:
            hint = f"leave it out with --map {twice[0]}=, or give it another name"
            raise UsageError(f"the table has a column `{twice[0]}`, which the answer has too", hint)

    def kept(self, columns: Iterable[str]) -> list[str]:
        """The columns that are carried through."""
        return [it for it in columns if self._mapped.get(plain(it)) != ""]

    def row(self, cells: Mapping[str, Any]) -> Row:
        """A row, read by what its columns stand for. Raises `UsageError` for a cell that is no text and no day."""
        found = self.of(tuple(cells))
        return Row(*(_cell(name, cells.get(found[name])) if name in found else None for name in NAMES))


def _cell(name: str, value: Any) -> Cell:
    if value is None or isinstance(value, (str, date)) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise UsageError(f"the cell of `{name}` is `{value}`", "write a text, or a day as YYYY-MM-DD")
