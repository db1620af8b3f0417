"""Where and when a host that is bound cannot act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dedere import dates
from dedere.answers.solution import Solution, norm_of
from dedere.corpus.sentences import Phrasebook
from dedere.schema.answer import Inability
from dedere.terms.values import Atom, Value, split


def inabilities(found: Solution, phrases: Phrasebook) -> Iterator[Inability]:
    """Where and on which days the host cannot act, one for each stretch of days without a gap."""
    world = found.world(found.court_base)
    ends = [*map(dates.previous_day, found.days[1:]), found.last]
    by_place: dict[Value, dict[int, str]] = {}
    for row in world.answer_set.rows("unable"):
        by_place.setdefault(row[2], {})[int(row[3])] = world.sentence(str(Atom("unable", row)))
    for place, told in sorted(by_place.items(), key=lambda it: (min(it[1]), str(it[0]))):
        for first, last in _stretches(found.days, told):
            yield Inability(
                place=phrases.name(place),
                first_day=dates.as_date(found.days[first]),
                last_day=dates.as_date(ends[last]),
                sentence=told[found.days[first]],
            )


def _stretches(days: Sequence[int], among: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The first and last position of each run of days that are among those given."""
    start: int | None = None
    for at, day in enumerate(days):
        if day in among and start is None:
            start = at
        elif day not in among and start is not None:
            yield start, at - 1
            start = None
    if start is not None:
        yield start, len(days) - 1


def throughout(found: Solution, unable: Sequence[Inability]) -> str | None:
    """The place in which the host cannot act on any day on which something may be asked of it."""
    owing = {dates.as_date(int(split(atom)[1][2])) for atom in found.possible if found.sought(norm_of(atom))}
    for it in unable:
        if owing and all(it.first_day <= day <= it.last_day for day in owing):
            return it.place
    return None


def partly(it: Inability) -> str:
    """Where and when the host cannot act, in words."""
    return f"It cannot act in {it.place} {dates.stretch(it.first_day, it.last_day)}."
