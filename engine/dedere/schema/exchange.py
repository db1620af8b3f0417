"""Tables that were imported and exported, as frozen models: the source of `dedere.import/1` and `dedere.table/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.base import Model
from dedere.schema.diff import Entry, Turned
from dedere.schema.told import Told


class ImportRow(Model):
    """What became of a row.

    `status` is `new`, `same` (it is in the record, with this source), `sourced` (it is, with another source or remark),
    `changed` (the record says otherwise of the same), or `invalid`. `old` is what the record has instead, `reason` why
    a row is invalid or not written, `notes` what a check finds worth knowing of a row that is written.
    """

    line: int
    status: Literal["new", "same", "sourced", "changed", "invalid"]
    written: bool
    fact: str | None
    sentence: str | None
    old: str | None = None
    reason: str | None = None
    hint: str | None = None
    notes: tuple[str, ...] = ()


class Exported(Model):
    """Facts as a table: the names of the columns in their order, and of each fact the cells that have something."""

    schema_: Literal["dedere.table/1"] = "dedere.table/1"
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


class OfStatus(Model):
    """What a status table of a depositary tells beside its rows.

    `gone` are acts of the record that the table does not show, and that no other act of the record explains; `unread`
    are rows that name no participant of the record: any may be one whose act seems gone. `verdicts` are those that turn
    on the day `on` if the record says what the table says, of `answered` questions: every person of the record in each
    State whose acts differ; `unanswered` are the States of which none was worked out.
    """

    treaty: str
    as_at: date
    source: str
    gone: tuple[Entry, ...] = ()
    part: bool = False
    """Whether the table leaves out most of what the record has of its treaty: nothing is told to be gone then."""
    unread: tuple[str, ...] = ()
    on: date | None = None
    verdicts: tuple[Turned, ...] = ()
    answered: int = 0
    unanswered: tuple[str, ...] = ()


class Imported(Told):
    """What an import did, or with `dry_run` what it would do."""

    schema_: Literal["dedere.import/1"] = "dedere.import/1"
    table: str
    into: str
    dry_run: bool
    rows: tuple[ImportRow, ...]
    added: str
    """The lines that are new in the file."""
    of_status: OfStatus | None = None
    """What is told of a status table of a depositary, where it is one."""

    def count(self, status: str) -> int:
        """How many rows have a status."""
        return sum(row.status == status for row in self.rows)
