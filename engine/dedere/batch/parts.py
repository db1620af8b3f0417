"""The parts of a table answered: row by row, or as columns, into what stands in the files, with a tally of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from dedere.batch import arrow, rowfiles, spread
from dedere.batch.answering import Answered, Answering, Row
from dedere.batch.deriving import AS_IT_IS, Footing
from dedere.batch.roles import Roles
from dedere.batch.rowfiles import Cells, Form, Part, Read
from dedere.batch.tally import Tally
from dedere.engine import Engine
from dedere.errors import DedereError, UsageError

if TYPE_CHECKING:
    from dedere.batch.columnar import Columns

REASONS = "dedere.reporting.reasons"
"""What tells a reason in words; it stands above this room, and is looked up by its name."""


class Asked(NamedTuple):
    """How a table is asked: what its columns stand for, the manner where a row has none, and what the record is."""

    mapped: Mapping[str, str] = {}
    presence: str | None = None
    footing: Footing = AS_IT_IS
    reasons: bool = False
    by: str | None = None


class Made(NamedTuple):
    """A part that was answered: its rows and those without an answer, as they stand in the files, and their tally."""

    rows: bytes
    refused: bytes
    tally: Tally


class Parts:
    """Answers the parts of a table."""

    def __init__(self, engine: Engine, asked: Asked, form: Form) -> None:
        self._answering = Answering(engine, asked.presence, asked.footing)
        self._asked = asked
        self._form: Form = form
        self._roles = Roles(asked.mapped)
        self._schools = [it.id for it in engine.schools]
        reason = ("reason",) if asked.reasons else ()
        schools = (f"school_{it}" for it in self._schools)
        self.added = ("verdict", *schools, "rule", "authority", "first_day", "last_day", *reason)
        self._told: dict[Any, str | None] = {}

    @property
    def tally(self) -> Tally:
        """A tally of no rows."""
        return Tally(self._asked.by, self._schools)

    def columns(self, part: Part) -> tuple[str, ...]:
        """The columns of the output, from the first part. Raises `UsageError` where one is missing."""
        given = part.columns or tuple(dict.fromkeys(name for it in part.rows for name in it.cells))
        if given or part.rows:
            self._roles.check(given, self.added)
        return (*self._roles.kept(given), *self.added)

    def needed(self, part: Part) -> list[spread.Asked]:
        """Whose situations a part is looked up in."""
        if part.table is not None:
            return self._columnar.needed(part.table)
        wanted = map(self._answering.needs, self._readable(part))
        return list(dict.fromkeys(it for it in wanted if it is not None))

    def _readable(self, part: Part) -> Iterator[Row]:
        """The rows of a part in which there is a question to read."""
        for read in part.rows:
            with suppress(DedereError):  # That is told when the row is answered.
                if not read.wrong:
                    yield self._roles.row(read.cells)

    @cached_property
    def _columnar(self) -> Columns:
        from dedere.batch.columnar import Columns

        return Columns(self._answering, self._roles)

    def answer(self, columns: tuple[str, ...], part: Part) -> Made:
        """The rows of a part with their answers."""
        if part.table is not None and self._form not in rowfiles.TEXTS and not self._asked.reasons:
            return self._answer_columns(columns, part)
        part = part.as_rows()
        self._answering.prepare(self._readable(part))
        rows: list[Cells] = []
        refused: list[Cells] = []
        tally = self.tally
        own = columns[: len(columns) - len(self.added)]
        for read in part.rows:
            try:
                found = self._found(read, own)
            except DedereError as error:
                tally.refuse(read.at)
                refused.append({**read.cells, "line": read.at, "reason": error.message, "hint": error.hint or ""})
                continue
            tally.count(found)
            kept = dict(zip(self._roles.kept(read.cells), self._kept(read), strict=True))
            rows.append({**kept, **self._cells(found)})
        return Made(
            rowfiles.written(self._form, columns, rows),
            rowfiles.written(of_rejected(self._form), ("line", "reason", "hint", *own), refused),
            tally,
        )

    def _answer_columns(self, columns: tuple[str, ...], part: Part) -> Made:
        """The same of columns, which keep their types."""
        before = self._columnar.by_row
        table = self._columnar.answered(part.table)
        fine = table["refused"].is_null()
        tally = self.tally
        tally.by_row = self._columnar.by_row - before
        self._count(table.filter(fine), tally)
        refused = []
        wrong = (
            [at for at, it in enumerate(fine.to_pylist()) if not it] if table["refused"].null_count < len(table) else []
        )
        for at, cells in zip(wrong, part.table.take(wrong).to_pylist() if wrong else [], strict=True):
            tally.refuse(part.behind + at + 1)
            hint = self._hint(cells)
            refused.append(
                {**cells, "line": part.behind + at + 1, "reason": table["refused"][at].as_py(), "hint": hint}
            )
        own = columns[: len(columns) - len(self.added)]
        answered = table.filter(fine) if refused else table
        rows = rowfiles.of_table(answered.drop_columns(["refused"]), plain=self._form != "parquet")
        return Made(rows, rowfiles.written("csv", ("line", "reason", "hint", *own), refused), tally)

    def _hint(self, cells: Cells) -> str:
        try:
            self._answering.answer(self._roles.row(cells))
        except DedereError as error:
            return error.hint or ""
        return ""

    def _count(self, table: Any, tally: Tally) -> None:
        """Count the answers of columns."""
        by = self._asked.by
        counted: dict[str, str] = {"": "verdict"}
        if by == "school":
            counted |= {it: f"school_{it}" for it in self._schools}
        for key, column in counted.items():
            for it in table[column].value_counts().to_pylist():
                of = tally.apart.setdefault(key, Counter()) if key else tally.verdicts
                of[it["values"]] += it["counts"]
        if by in ("host", "person", "year"):
            own = self._roles.of(tuple(table.column_names)).get(by)
            keys = table[own] if own else arrow.compute().year(table["first_day"])
            pairs = arrow.library().table({"key": keys, "verdict": table["verdict"]}).group_by(["key", "verdict"])
            for it in pairs.aggregate([([], "count_all")]).to_pylist():
                tally.apart.setdefault(self._key(by, it["key"]), Counter())[it["verdict"]] += it["count_all"]

    def _key(self, by: str, cell: Any) -> str:
        """What rows are counted by, as `Tally.count` has it."""
        if by == "year":
            return str(cell)
        try:
            place = self._answering.place(cell) if by == "host" else None
            return self._answering.person(cell) if place is None else place.area or place.state
        except DedereError:
            return str(cell)  # A title, which means one or another by the day.

    def _kept(self, read: Read) -> Iterator[Any]:
        return (read.cells[it] for it in self._roles.kept(read.cells))

    def _found(self, read: Read, own: tuple[str, ...]) -> Answered:
        if read.wrong:
            raise UsageError(read.wrong, read.hint)
        surplus = [it for it in self._roles.kept(read.cells) if it not in own] if self._form != "jsonl" else []
        if surplus:
            raise UsageError(f"the row has a column `{surplus[0]}` that those before it lack", "name it in all rows")
        return self._answering.answer(self._roles.row(read.cells))

    def _cells(self, found: Answered) -> Cells:
        days = found.first_day.isoformat(), found.last_day.isoformat()
        said = (found.verdict, *found.schools, found.rule, found.authority, *days)
        reason = (self._reason(found),) if self._asked.reasons else ()
        return dict(zip(self.added, (*said, *reason), strict=True))

    def _reason(self, found: Answered) -> str | None:
        """The first reason in words; the days on which the same holds are told of alike, and each is asked once."""
        key = found.footing, found.person, found.manner, found.place, found.first_day
        if key not in self._told:
            from importlib import import_module

            told = import_module(REASONS).first
            self._told[key] = told(self._answering.engine, *key)
        return self._told[key]


def of_rejected(form: Form) -> Form:
    """The form in which rows without an answer are written: one that anybody can read."""
    return "jsonl" if form == "jsonl" else "csv"
