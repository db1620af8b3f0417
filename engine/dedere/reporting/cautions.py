"""What a reader must take into account: what was taken for granted, what rests on memory, how far the record is kept.

None of it is ever left out, save where no more than a few lines are wanted: there what does not fit is counted. What
is of one kind is told together, so that its words stand there once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_UNTIL = re.compile(r"kept until \d+ \w+ \d+")
_UP_TO = re.compile(r"up to (\d+ \w+ \d+)")
_KIND = re.compile(r"\bof (.+?)(?: concerning |, | and | up to )")
_PAST = "; the question goes past it"

_FEWEST = 5
"""Of how many words more a beginning is that two cautions have in common and that is said once."""

_TAKEN_FOR_GRANTED = "Taken for granted"
_TAKE_CARE = "Take care"
_REMEMBERED = "Rests on memory, not on a source that was seen"
_RECORD = "Record"

_SEE = "--explain short"
_MORE = f"told by {_SEE}"


class _Caution(NamedTuple):
    """A label, what is told under it, and how many more there are."""

    label: str
    told: tuple[str, ...]
    more: int = 0

    def remark(self) -> tuple[str, str]:
        every = [*map(phrases.sentence, _joined(self.told))] if self.label == _TAKE_CARE else self.told
        said = " ".join([every[0].rstrip(".") + ".", *map(phrases.sentence, every[1:])])
        return self.label, f"{said} And {self.more} more, {_MORE}." if self.more else said


_LEFT_OUT = "Left out"
_COUNTED = {
    _TAKEN_FOR_GRANTED: ("thing taken for granted", "things taken for granted"),
    _TAKE_CARE: ("caution", "cautions"),
    _REMEMBERED: ("fact that rests on memory", "facts that rest on memory"),
}
"""What a few lines leave out and count, by its label."""


def _counting(every: Iterable[_Caution]) -> Iterator[tuple[str, str]]:
    """What is told under each label, and on one line how many things there are under those of which nothing is."""
    gone = []
    for it in every:
        if it.told:
            yield it.remark()
        else:
            gone.append(f"{it.more} {_COUNTED[it.label][it.more > 1]}")
    if gone:
        yield _LEFT_OUT, f"{phrases.listed(gone)}, {_MORE}."


def cautions(
    assumptions: Iterable[str], warnings: Iterable[str], known_until: date | None = None, *, brief: bool = False
) -> tuple[tuple[str, str], ...]:
    """Labels, and below each what is to be taken into account; at the end up to when the record is kept.

    In `brief` of the parts of the record that a question goes past the first and the last are told.
    """
    return tuple(it.remark() for it in _cautions(assumptions, warnings, known_until, brief=brief))


def shortening(assumptions: Iterable[str], warnings: Iterable[str], known_until: date | None = None) -> Remarks | None:
    """The same for a page of a few lines: it has ever shorter forms, in which what is left out is counted."""
    found = _cautions(assumptions, warnings, known_until, brief=True)
    # Up to when the record is kept is told and not counted: it has a form that fits on a line.
    kept = tuple(it.remark() for it in found if it.label == _RECORD)
    every = [it for it in found if it.label != _RECORD]
    if not found:
        return None
    number = sum(len(it.told) for it in every)
    steps = [(*_counting(every), *kept)]
    while any(it.told for it in every):
        # Of the longest the last gives way.
        at = max(range(len(every)), key=lambda it: len("".join(every[it].told)))
        label, told, more = every[at]
        every[at] = _Caution(label, told[:-1], more + 1)
        steps.append((*_counting(every), *kept))
    # What rests on memory is told under another label than what to take care of, so it is no caution to a reader.
    word = "caution" if {it.label for it in every} == {_TAKE_CARE} else "remark"
    counted = f"{number} {word}{'s' if number > 1 else ''}"
    if number > 1:
        steps.append(((_LEFT_OUT, f"{counted}, {_MORE}."), *kept))
    for _, said in kept:
        for shorter in dict.fromkeys((_of_kind(said), _until(said))):
            if shorter != said:
                steps.append((*steps[-1][:-1], (_RECORD, shorter)))
        if number:
            steps.append(((_RECORD, f"{_until(said)} {counted}, {_MORE}."),))
            first, _, earliest = _until(said).removesuffix(f"{_PAST}.").partition(", in part only ")
            # One line holds the day that comes first, not both, and that the question goes past it in a word.
            if earliest:
                steps.append(((_RECORD, f"kept in part {earliest} {counted}: {_SEE}."),))
            elif _until(said).endswith(f"{_PAST}."):
                only = first if " only " in first else first.replace("kept", "kept only")
                steps.append(((_RECORD, f"{only}. {counted}: {_SEE}."),))
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
    if not found:
        return None
    # Where the page has no room left, of the days up to which the record is kept the earliest stands for all.
    shown: Remarks | None = None
    for shorter in () if full else (_until, _of_kind):
        briefer = tuple((label, shorter(said) if label == _RECORD else said) for label, said in found)
        shown = shown if briefer == found else Remarks(briefer, shown)
    return Remarks(found, shown)


def _cautions(
    assumptions: Iterable[str], warnings: Iterable[str], known_until: date | None, *, brief: bool
) -> list[_Caution]:
    said = list(warnings)
    remembered = [it for it in said if _MEMORY.match(it)]
    kept = [it for it in said if _KEPT.match(it)]
    others = [it for it in said if it not in (*remembered, *kept)]
    found = [
        _Caution(_TAKEN_FOR_GRANTED, tuple(_TAKEN.sub("", it) for it in assumptions)),
        _Caution(_TAKE_CARE, tuple(others)),
        _Caution(_REMEMBERED, tuple(_MEMORY.sub("", it) for it in remembered)),
        # They say the day that bears on the answer with the others.
        _Caution(_RECORD, tuple(_briefly(_KEPT.sub("", it)) if brief else _KEPT.sub("", it) for it in kept)),
    ]
    if known_until and not kept:
        found.append(_Caution(_RECORD, (f"kept until {dates.words(known_until)}.",)))
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
    >>> _briefly("kept until 1 May 2026, but of acts up to 1 May 2020; of wars up to 2 May 2021")
    'kept until 1 May 2026, but of acts up to 1 May 2020 and of other parts up to 2 May 2021 at the latest'
    """
    parts, past = said.removesuffix(_PAST), said.endswith(_PAST)
    first, *others = parts.split("; ")
    latest = _UP_TO.findall(others[-1]) if others else []
    # What carries the answer is kept longer than the parts that are named, and those are not all others.
    rest = " and of other parts" if _UNTIL.match(said) else ", of the rest"
    return f"{first}{rest} up to {latest[-1]} at the latest{_PAST if past else ''}" if latest else said


def _of_kind(said: str) -> str:
    """The same in fewer words: the kind of what is kept up to the earliest day, and up to which.

    >>> _of_kind("kept of acts concerning a war up to 1 May 2026, of the rest up to 2 May 2026 at the latest; it is.")
    'kept of acts only until 1 May 2026, of the rest longer; it is.'
    >>> _of_kind("kept until 1 May 2026, but of acts up to 1 May 2020.")
    'kept until 1 May 2026, but of acts only until 1 May 2020.'
    """
    kind, days = _KIND.search(said), _UP_TO.findall(said)
    if kind is None or not days:
        return said
    if found := _UNTIL.match(said):
        return f"{found[0]}, but of {kind[1]} only until {days[0]}."
    rest = ", of the rest longer" if len(days) > 1 else ""
    return f"kept of {kind[1]} only until {days[0]}{rest}; {said.rpartition('; ')[2]}"


def _until(said: str) -> str:
    """The day up to which what carries the answer is kept, for an answer of a few lines.

    >>> _until("kept of wars up to 1 May 2026, of the rest up to 2 May 2026 at the latest; the question goes past it.")
    'kept in part only until 1 May 2026; the question goes past it.'
    >>> _until("kept until 1 May 2026, but of acts up to 1 May 2020.")
    'kept until 1 May 2026, in part only until 1 May 2020.'
    """
    days = _UP_TO.findall(said)
    if found := _UNTIL.match(said):
        # The earliest is told first.
        return f"{found[0]}, in part only until {days[0]}." if days else f"{found[0]}."
    part = "in part only " if len(days) > 1 else ""
    return f"kept {part}until {days[0]}; {said.rpartition('; ')[2]}" if days else said
