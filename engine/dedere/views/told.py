"""What the record tells of journeys, read by the forms that the rules declare (`recorded`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dedere import dates
from dedere.answers.currency import Keeping
from dedere.engine import Engine
from dedere.language.records import Fact
from dedere.program.question import Declared, slot_of, slots
from dedere.program.slicing import Goal
from dedere.terms.values import Value, split, text


class Row(NamedTuple):
    """A journey as the record has it; `made` is whether it took place. Both days are included.

    `manner` is how the person was there, where that is told.
    """

    id: str
    person: str
    host: str
    areas: tuple[str, ...]
    manner: str | None
    first: int
    last: int
    outcome: str
    made: bool
    capacity: str
    occasion: str
    fact: Fact


class Span(NamedTuple):
    """Days for which the list of a person's journeys is believed to be complete, or is not. Both are included."""

    person: str
    first: int
    last: int
    complete: bool
    ground: str
    fact: Fact


class Recorded:
    """The journeys of a record, and what goes with them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._declared: Declared = engine.leading[0]

    def _facts(self, what: str) -> Iterator[tuple[Mapping[str, Value], Fact]]:
        for about, form in self._declared.recorded:
            if about == what:
                for fact in self._engine.corpus.by_predicate.get(split(form)[0], ()):
                    found = slots(form, fact.atom)
                    if found is not None:
                        yield found, fact

    def rows(self) -> list[Row]:
        """All journeys, by their days."""
        areas: dict[Value, list[str]] = {}
        for found, _ in self._facts("area"):
            areas.setdefault(found["id"], []).append(str(found["area"]))
        manners = {found["id"]: str(found["presence"]) for found, _ in self._facts("manner")}
        made = self._declared.put
        rows = [
            Row(
                id=str(found["id"]),
                person=str(found["person"]),
                host=str(found["host"]),
                areas=tuple(areas.get(found["id"], ())),
                manner=manners.get(found["id"]),
                first=int(found["first"]),
                last=int(found["last"]),
                outcome=str(found["outcome"]),
                made=any(slots(form, fact.atom) is not None for form in made),
                capacity=text(found["capacity"]),
                occasion=text(found["occasion"]),
                fact=fact,
            )
            for found, fact in self._facts("journey")
        ]
        return sorted(rows, key=lambda it: (it.first, it.last, it.person, it.host))

    def stays(self) -> Iterator[tuple[str, str, Fact]]:
        """The stays of the record in the form of a question's own, each with person and host: no journeys of it."""
        person, host = (self._declared.slot(it) for it in ("person", "host"))
        for form in self._declared.plan:
            name, places = split(form)
            at = {slot_of(it): place for place, it in enumerate(places)}
            if person in at and host in at:
                for fact in self._engine.corpus.by_predicate.get(name, ()):
                    yield str(fact.atom.args[at[person]]), str(fact.atom.args[at[host]]), fact

    def wanted_since(self) -> dict[str, int]:
        """The day on which each person was first wanted by anybody."""
        since: dict[str, int] = {}
        for found, _ in self._facts("wanted"):
            person, day = str(found["person"]), int(found["day"])
            since[person] = min(day, since.get(person, day))
        return since

    def spans(self, person: str | None = None) -> list[Span]:
        """How far the list of journeys reaches, of one person or of all, by days."""
        spans = [
            Span(
                str(found["person"]),
                int(found["first"]),
                int(found["last"]),
                what == "complete",
                text(found["ground"]),
                fact,
            )
            for what in ("complete", "incomplete")
            for found, fact in self._facts(what)
            if person in (None, str(found["person"]))
        ]
        return sorted(spans, key=lambda it: (it.person, it.first, it.last, not it.complete))

    def found_of(self, row: Row) -> list[Fact]:
        """What was found of a journey that was made."""
        if not row.made:
            return []
        days = {
            found["found"]
            for found, _ in self._facts("found_of")
            if (found["host"], found["person"]) == (row.host, row.person) and _overlap(found, row)
        }
        return [
            fact
            for found, fact in self._facts("found")
            if (found["host"], found["person"]) == (row.host, row.person) and found["found"] in days
        ]

    def wanted_facts(self, person: str) -> list[Fact]:
        """What the record says a person is wanted for."""
        return [fact for found, fact in self._facts("wanted") if found["person"] == person]

    def wanted_kept(self, person: str) -> int | None:
        """The earliest day up to which what a person is wanted for is kept; None where it is kept to none."""
        keeping = Keeping(self._engine.corpus, self._engine.reasoner.phrases)
        days = (
            keeping.days[part]
            for fact in self.wanted_facts(person)
            for part in keeping.parts_of(fact.atom.name, fact.atom.args)
        )
        return min(days, default=None)

    @property
    def sought_predicates(self) -> tuple[str, ...]:
        """The conclusions that say by whom the person is wanted on a day, as `name/arity`."""
        return tuple(f"{name}/{len(split(form)[1])}" for name, form in self.sought)

    @property
    def sought_goals(self) -> tuple[Goal, ...]:
        """The same as what is looked for in the law."""
        return tuple(Goal(name) for name, _ in self.sought)

    def sought_by(self, person: str, atoms: Iterable[str]) -> tuple[str, ...]:
        """By whom a person is wanted, as the conclusions among some atoms say."""
        found = (slots(form, it) for it in atoms for name, form in self.sought if it.partition("(")[0] == name)
        return tuple(sorted({str(it["court"]) for it in found if it is not None and it["person"] == person}))

    @property
    def sought(self) -> tuple[tuple[str, str], ...]:
        """The conclusions that say by whom the person is wanted on a day: each predicate with its form."""
        return tuple((split(form)[0], form) for about, form in self._declared.recorded if about == "sought")


def _overlap(found: Mapping[str, Value], row: Row) -> bool:
    """Whether a stay of which something was found and a journey have a day in common."""
    first, after = found["first"], found["after"]
    return not (isinstance(first, int) and row.last < first) and not (isinstance(after, int) and after <= row.first)


def covered(spans: list[Span], first: int, last: int) -> bool:
    """Whether spans that are complete leave out no day from the first to the last."""
    day = first
    for it in sorted(it for it in ((span.first, span.last) for span in spans if span.complete)):
        if it[0] <= day <= it[1]:
            day = dates.next_day(it[1])
    return day > last
