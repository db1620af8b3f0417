"""What is told of case files that were run: the cases that are not as they say, and how many went how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dedere.cases.files import CaseFile, Status
from dedere.cases.run import Outcome
from dedere.errors import printable
from dedere.reporting.document import Block, Document, Item, Items, Note, Paragraph
from dedere.reporting.record import counted

_WENT: dict[Status, str] = {
    "failed": "failed",
    "open": "open, as it says",
    "excused": "differs, and rests on memory",
}


def document(files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]], short: str | None = None) -> Document:
    """The cases that did not pass with what is otherwise, and the tally; `short` is what was tried too little."""
    told = tuple(
        _item(file, it) for file, each in zip(files, outcomes, strict=True) for it in each if it.status != "passed"
    )
    blocks: list[Block] = [Items(told, style="places")] if told else []
    blocks += [Paragraph(short)] if short else []
    count = dict.fromkeys(("passed", "failed", "open", "excused"), 0)
    for each in outcomes:
        for it in each:
            count[it.status] += 1
    went = (f"{number} {status}" for status, number in count.items() if number or status in ("passed", "failed"))
    bad = count["failed"] or short
    return Document(
        f"{counted(len(files), 'file')}: {', '.join(went)}", tuple(blocks), "bad" if bad else "good", last=True
    )


def _item(file: CaseFile, it: Outcome) -> Item:
    notes = tuple(Note(difference, "more") for difference in it.different)
    return Item(f"{printable(str(file.path))}: {it.case.name}: {_WENT[it.status]}", notes)


def data(files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]]) -> list[dict[str, Any]]:
    """How every case went, as values, for JSON."""
    return [
        {
            "file": printable(str(file.path)),
            "cases": [{"name": it.case.name, "status": it.status, "different": it.different} for it in each],
        }
        for file, each in zip(files, outcomes, strict=True)
    ]
