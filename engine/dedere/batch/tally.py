"""How many rows of a table came to what, to be told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from dedere.batch.answering import Answered
from dedere.errors import UsageError

By: TypeAlias = Literal["host", "person", "year", "school"]
BY: tuple[By, ...] = ("host", "person", "year", "school")
"""What rows can be counted apart by."""

_SHOWN = 10
"""Rows without an answer that are named."""


class Tally:
    """Rows counted by their verdict, in all and `by` something; those without an answer with where they stand."""

    def __init__(self, by: str | None = None, schools: Iterable[str] = ()) -> None:
        if by is not None and by not in BY:
            raise UsageError(f"rows are not counted by `{by}`", f"it is one of {', '.join(BY)}")
        self._by = by
        self._schools = tuple(schools)
        self.verdicts: Counter[str] = Counter()
        self.apart: dict[str, Counter[str]] = {}
        self.by_row = 0
        self.refused: list[int] = []
        self.refused_in_all = 0
        self.notes: list[str] = []
        """What is told of the table as a whole."""

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return self.verdicts.total() + self.refused_in_all

    def count(self, found: Answered) -> None:
        """Count an answer."""
        self.verdicts[found.verdict] += 1
        self.by_row += found.by_row
        if self._by == "school":
            for school, verdict in zip(self._schools, found.schools, strict=True):
                self.apart.setdefault(school, Counter())[verdict] += 1
        elif self._by is not None:
            key = {
                "host": found.place.area or found.place.state,
                "person": found.person,
                "year": str(found.first_day.year),
            }[self._by]
            self.apart.setdefault(key, Counter())[found.verdict] += 1

    def refuse(self, at: int) -> None:
        """Count a row without an answer."""
        self.refused_in_all += 1
        if len(self.refused) < _SHOWN:
            self.refused.append(at)

    def add(self, other: Tally) -> None:
        """Count what another counted of rows further down."""
        self.verdicts += other.verdicts
        for key, them in other.apart.items():
            self.apart.setdefault(key, Counter()).update(them)
        self.by_row += other.by_row
        self.refused = [*self.refused, *other.refused][:_SHOWN]
        self.refused_in_all += other.refused_in_all

    def kept(self) -> dict[str, Any]:
        """The same as JSON knows it."""
        return {
            "verdicts": self.verdicts,
            "apart": self.apart,
            "by_row": self.by_row,
            "refused": self.refused,
            "refused_in_all": self.refused_in_all,
        }

    def found(self, kept: Mapping[str, Any]) -> Tally:
        """What `kept` gave, as a tally of the same kind."""
        made = Tally(self._by, self._schools)
        made.verdicts = Counter(kept["verdicts"])
        made.apart = {key: Counter(them) for key, them in kept["apart"].items()}
        made.by_row, made.refused, made.refused_in_all = kept["by_row"], kept["refused"], kept["refused_in_all"]
        return made

    def words(self, names: Mapping[str, str] | None = None) -> list[str]:
        """What is told of it, a line each: `20 journeys: 17 to States without a duty, 2 contested, 1 not answered`."""
        if not self.rows:
            return ["no journeys"]
        lines = [
            f"{self.rows:,} {'journey' if self.rows == 1 else 'journeys'}: {_said(self.verdicts, self._refused())}"
        ]
        for key, them in sorted(self.apart.items()):
            lines.append(f"  {(names or {}).get(key, key)}: {_said(them, [])}")
        if self.by_row:
            alone = "was asked about by itself" if self.by_row == 1 else "were asked about one by one"
            lines.append(f"{self.by_row:,} of them {alone}: a rule there speaks of the whole stay")
        return [*lines, *self.notes]

    def _refused(self) -> list[str]:
        if not self.refused_in_all:
            return []
        more = ", ..." if self.refused_in_all > len(self.refused) else ""
        rows = f"{'row' if self.refused_in_all == 1 else 'rows'} {', '.join(map(str, self.refused))}{more}"
        return [f"{self.refused_in_all:,} not answered ({rows})"]


_TO: dict[str, tuple[str, str]] = {
    "obliged": ("to a State with a duty", "to States with a duty"),
    "contested": ("to a State whose duty is contested", "to States whose duty is contested"),
    "not_obliged": ("to a State without a duty", "to States without a duty"),
}


def _said(verdicts: Counter[str], more: list[str]) -> str:
    parts = [
        f"{verdicts[it]:,} {one if verdicts[it] == 1 else many}" for it, (one, many) in _TO.items() if verdicts[it]
    ]
    return ", ".join([*parts, *more])
