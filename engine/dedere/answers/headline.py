"""The answer in one line: the verdict, what must be done, when, and whether the host can do it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from dedere import dates
from dedere.answers.solution import Solution, norm_of
from dedere.corpus.sentences import Phrasebook
from dedere.engine import School
from dedere.program.question import fill, matches
from dedere.schema.answer import Inability, Question, Verdict
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


def headline(
    found: Solution,
    asked: Question,
    school: School | None,
    phrases: Phrasebook,
    verdict: Verdict,
    schools: Mapping[str, Verdict],
    unable: Sequence[Inability],
    under: Collection[str],
) -> str:
    """The verdict in words, a school being named as it is `under` these regimes.

    Who is bound and cannot act is never told as one who must, nor as one who need not.
    """
    named = {key: phrases.name(value) for key, value in found.given.items()}
    slot = found.declared.slot
    sought = next(
        (
            it
            for it, pattern in zip(found.declared.seeks, found.seeks, strict=True)
            if any(matches(pattern, norm_of(atom)) for atom in found.possible)
        ),
        found.declared.seeks[0],
    )
    act = fill(sought.sentence, named)
    when = f"on {dates.words(found.first)}"
    if found.last != found.first:
        when = f"from {dates.words(found.first)} to {dates.words(found.last)}"
    place = _throughout(found, unable)
    if asked.area is not None and named[slot("area")] != place:
        when = f"in {named[slot('area')]} {when}"
    host = named[slot("host")]
    speaking = None if school is None else school.voice(under)
    if speaking is not None:
        when += f", in the view of {speaking}"
    if verdict == "not_obliged":
        return f"Not obliged: {host} has no duty to {act} {when}."
    court = found.engine.court if school is None else None
    voice = None if court is None else court.voice(under)
    if place is not None:
        if verdict == "obliged":
            return f"Obliged: {host} is bound, but cannot act in {place}: the duty to {act} stands {when}."
        view = {
            "obliged": f"it is bound, but cannot act in {place}",
            "not_obliged": "it is not bound",
            "contested": "that is open too",
        }
        said = f"Contested: whether {host} is bound to {act} {when}; it cannot act in {place}."
    else:
        if verdict == "obliged":
            said = f"Obliged: {host} must {act} {when}."
            return " ".join((said, *(_partly(it) for it in unable)))
        view = {"obliged": "it must", "not_obliged": "it need not", "contested": "that is open too"}
        said = " ".join((f"Contested: whether {host} must {act} {when}.", *(_partly(it) for it in unable)))
    return said if court is None or voice is None else f"{said} In the view of {voice}, {view[schools[court.id]]}."


def _throughout(found: Solution, unable: Sequence[Inability]) -> str | None:
    """The place in which the host cannot act on any day on which something may be asked of it."""
    owing = {dates.as_date(int(split(atom)[1][2])) for atom in found.possible if found.sought(norm_of(atom))}
    for it in unable:
        if owing and all(it.first_day <= day <= it.last_day for day in owing):
            return it.place
    return None


def _partly(it: Inability) -> str:
    last = "" if it.first_day == it.last_day else f" to {dates.words(it.last_day)}"
    return f"It cannot act in {it.place} {'on' if not last else 'from'} {dates.words(it.first_day)}{last}."
