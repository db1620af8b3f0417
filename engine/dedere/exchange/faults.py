"""What a check of the record finds in the rows of a table: what `dedere check` would refuse, no import writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dedere.checks.record import VIOLATION, Checking
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine
from dedere.schema.exchange import ImportRow
from dedere.terms.values import text

Refusal = tuple[str, str | None]
"""Why a row is refused, and what to do about it."""


class Faults(NamedTuple):
    """The rows that a check refuses, and what it finds worth knowing of the others, each by its line."""

    refused: dict[int, Refusal]
    notes: dict[int, tuple[str, ...]]


def faults(corpus: Corpus, rows: Sequence[ImportRow]) -> Faults:
    """What the checks find in a record because of the rows that are written in it.

    What is lacking and may follow (`may_follow`) refuses no row: it may come with another table.
    """
    found = Faults({}, {})
    if VIOLATION not in corpus.by_head:
        return found
    written = {str(it.fact): it.line for it in rows if it.written}
    follows = {text(it.atom.args[0]) for it in corpus.by_predicate.get("may_follow", ())}
    for it in Checking(Engine(corpus)).findings():
        own, other, at = it.fact, it.against or "", it.against_at
        if own not in written:  # It is told of what the record has, and is the row's all the same.
            own, other, at = other, own, f"{it.file}:{it.line}"
        line = written.get(own)
        if line is None:
            continue
        if it.level == "error" and it.check not in follows:
            if written.get(other, line) in found.refused.keys() - {line}:
                continue  # Of two rows one is refused already; what is left is checked again.
            where = f", {at}" if at and other not in written else ""
            against = f" (`{other}`{where})" if at else ""
            found.refused.setdefault(line, (f"{it.sentence}{against}", it.hint))
        else:
            found.notes[line] = (*found.notes.get(line, ()), it.sentence)
    return found
