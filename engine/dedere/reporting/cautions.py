"""What a reader must take into account: what was taken for granted, what rests on memory, how far the record is kept.

None of it is ever left out; cautions of one kind are told together, so that their words stand there once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import phrases

if TYPE_CHECKING:
    from datetime import date

_TAKEN = re.compile(r"it is taken (?=that )")
_MEMORY = re.compile(r"rests on memory, not on a source that was seen: ")
_KEPT = re.compile(r"the record is (?=kept )")


def cautions(
    assumptions: Iterable[str], warnings: Iterable[str], known_until: date | None = None
) -> tuple[tuple[str, str], ...]:
    """Labels, and below each what is to be taken into account; at the end up to when the record is kept."""
    return tuple(_cautions(list(assumptions), list(warnings), known_until))


def _cautions(assumptions: list[str], warnings: list[str], known_until: date | None) -> Iterator[tuple[str, str]]:
    remembered = [it for it in warnings if _MEMORY.match(it)]
    kept = [it for it in warnings if _KEPT.match(it)]
    others = [it for it in warnings if it not in (*remembered, *kept)]
    if assumptions:
        yield "Taken for granted", _several(_TAKEN.sub("", it) for it in assumptions)
    if others:
        yield "Take care", _several(map(phrases.sentence, others))
    if remembered:
        yield "Rests on memory, not on a source that was seen", _several(_MEMORY.sub("", it) for it in remembered)
    if kept:
        # They say the day that bears on the answer with the others.
        yield "Record", _several(_KEPT.sub("", it) for it in kept)
    elif known_until:
        yield "Record", f"kept until {dates.words(known_until)}."


def _several(told: Iterable[str]) -> str:
    """Sentences one behind the other."""
    first, *others = told
    return " ".join([first.rstrip(".") + ".", *map(phrases.sentence, others)])
