"""What a reader must take into account: what was taken for granted, what rests on memory, how far the record is kept.

None of it is ever left out, save where no more than a few lines are wanted: there what does not fit is counted. What
is of one kind is told together, so that its words stand there once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from dedere import dates
from dedere.reporting import phrases
from dedere.reporting.document import Remarks

if TYPE_CHECKING:
    from datetime import date

    from dedere.schema.answer import Assessment

_TAKEN = re.compile(r"it is taken (?=that )")
_MEMORY = re.compile(r"rests on memory, not on a source that was seen: ")
_KEPT = re.compile(r"the record is (?=kept )")
_DAY = re.compile(r" up to (\d+ \w+ \d+)$")

_FEWEST = 5
"""Of how many words more a beginning is that two cautions have in common and that is said once."""

_MORE = "told by --explain short"


class _Caution(NamedTuple):
    """A label, what is told under it, and how many more there are."""

    label: str
    told: tuple[str, ...]
    more: int = 0

    def remark(self) -> tuple[str, str]:
        said = " ".join([self.told[0].rstrip(".") + ".", *map(phrases.sentence, self.told[1:])]) if self.told else ""
        if not self.more:
            return self.label, said
        return self.label, f"{said} And {self.more} more, {_MORE}." if said else f"{self.more}, {_MORE}."


def cautions(
    assumptions: Iterable[str], warnings: Iterable[str], known_until: date | None = None, *, brief: bool = False
) -> tuple[tuple[str, str], ...]:
    """Labels, and below each what is to be taken into account; at the end up to when the record is kept.

    In `brief` of the parts of the record that a question goes past the first and the last are told.
    """
    return tuple(it.remark() for it in _cautions(assumptions, warnings, known_until, brief=brief))


def shortening(assumptions: Iterable[str], warnings: Iterable[str], known_until: date | None = None) -> Remarks | None:
    """The same for a page of a few lines: it has ever shorter forms, in which what is left out is counted."""
    every = _cautions(assumptions, warnings, known_until, brief=True)
    if not every:
        return None
    number = sum(len(it.told) for it in every)
    steps = [tuple(it.remark() for it in every)]
    while any(it.told for it in every):
        # Of the longest the last gives way.
        at = max(range(len(every)), key=lambda it: len("".join(every[it].told)))
        label, told, more = every[at]
        every[at] = _Caution(label, told[:-1], more + 1)
        steps.append(tuple(it.remark() for it in every))
    steps.append((("Take care", f"{number} caution{'s' if number > 1 else ''}, {_MORE}."),))
    shown: Remarks | None = None
    for step in reversed(steps):
        shown = Remarks(step, shown)
    return shown


def remarks(assessment: Assessment, *, full: bool, bare: bool) -> Remarks | None:
    """What is to be taken into account of an answer: with nothing left out, on a page, or on one of a few lines."""
    told = assessment.assumptions, assessment.warnings, assessment.known_until
    if bare:
        return shortening(*told)
    found = cautions(*told, brief=not full)
    return Remarks(found) if found else None


def _cautions(
    assumptions: Iterable[str], warnings: Iterable[str], known_until: date | None, *, brief: bool
) -> list[_Caution]:
    said = list(warnings)
    remembered = [it for it in said if _MEMORY.match(it)]
    kept = [it for it in said if _KEPT.match(it)]
    others = [it for it in said if it not in (*remembered, *kept)]
    found = [
        _Caution("Taken for granted", tuple(_TAKEN.sub("", it) for it in assumptions)),
        _Caution("Take care", tuple(map(phrases.sentence, _joined(others)))),
        _Caution("Rests on memory, not on a source that was seen", tuple(_MEMORY.sub("", it) for it in remembered)),
        # They say the day that bears on the answer with the others.
        _Caution("Record", tuple(_briefly(_KEPT.sub("", it)) if brief else _KEPT.sub("", it) for it in kept)),
    ]
    if known_until and not kept:
        found.append(_Caution("Record", (f"kept until {dates.words(known_until)}.",)))
    return [it for it in found if it.told]


def _joined(said: Iterable[str]) -> list[str]:
    """Cautions that begin alike, up to a colon, made one: what is said of the same is not said twice.

    >>> _joined(["of this an answer can be argued: yes", "take it", "of this an answer can be argued: no"])
    ['of this an answer can be argued: yes; no', 'take it']
    """
    found: dict[str, list[str]] = {}
    for it in said:
        before, colon, after = it.rpartition("?\u2019 ")[2].partition(": ")
        alike = it[: len(it) - len(after)] if colon and len(before.split()) > _FEWEST else it
        found.setdefault(alike, []).append(after if alike != it else "")
    return [begin + "; ".join(ends) for begin, ends in found.items()]


def _briefly(said: str) -> str:
    """Up to which days the parts of the record are kept, with the first of them and the last day alone.

    >>> _briefly("kept of wars up to 1 May 2026; of acts up to 2 May 2026; the question goes past it")
    'kept of wars up to 1 May 2026, of the rest up to 2 May 2026 at the latest; the question goes past it'
    """
    first, *others, end = said.split("; ")
    latest = _DAY.search(others[-1]) if others else None
    return said if latest is None else f"{first}, of the rest up to {latest[1]} at the latest; {end}"
