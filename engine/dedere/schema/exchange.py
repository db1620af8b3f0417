"""What became of a table that was imported, as frozen models: the source of `dedere.import/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.base import Model
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


class Imported(Told):
    """What an import did, or with `dry_run` what it would do."""

    schema_: Literal["dedere.import/1"] = "dedere.import/1"
    table: str
    into: str
    dry_run: bool
    rows: tuple[ImportRow, ...]
    added: str
    """The lines that are new in the file."""

    def count(self, status: str) -> int:
        """How many rows have a status."""
        return sum(row.status == status for row in self.rows)
