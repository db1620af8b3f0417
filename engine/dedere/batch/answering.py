"""Rows of a table answered from what is looked up; every text in them is read once, however often it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from dedere import dates
from dedere.asking import persons, places
from dedere.asking.period import period, read_day
from dedere.asking.places import Place
from dedere.asking.query import manner_of
from dedere.batch.deriving import AS_IT_IS, Footing
from dedere.batch.situations import Situations, situations_at, situations_of
from dedere.corpus.names import Directory
from dedere.engine import Engine
from dedere.errors import DedereError, Unanswered, UsageError
from dedere.exchange.days import read_day as table_day
from dedere.schema.answer import Verdict

_Key = TypeVar("_Key")
_Read = TypeVar("_Read")

Cell = str | int | date | None
"""What stands in a cell of a table."""

_Supposing = tuple[str, str, Footing]
"""Who is where in what manner, and what the record is taken for."""

_MOST_SUPPOSED = 1 << 12
"""For how many of these what was worked out is kept at a time."""

_FACT = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"|")+')
"""A fact in a cell of several: a semicolon within quotes belongs to it."""


class Row(NamedTuple):
    """A row of a table: who, where, from and until when, in what manner, supposing what, as it stands there."""

    person: Cell
    host: Cell
    first: Cell
    last: Cell = None
    presence: Cell = None
    suppose: Cell = None


class Answered(NamedTuple):
    """What a row comes to: the verdict, that of each school in their order, the rule that carries it, its authority.

    The days are the first of the stay on end on which there is that verdict. Rule and authority are None where there is
    none to tell. `by_row` tells whether the stay was asked about by itself; person, place and manner are as
    the record has them, and `footing` is what it was taken for.
    """

    verdict: Verdict
    schools: tuple[Verdict, ...]
    rule: str | None
    authority: str | None
    first_day: date
    last_day: date
    by_row: bool
    person: str
    place: Place
    manner: str
    footing: Footing = AS_IT_IS


class Answering:
    """Answers rows from the situations of a record; `presence` is the manner where a row has none."""

    def __init__(self, engine: Engine, presence: str | None = None, footing: Footing = AS_IT_IS) -> None:
        self.engine = engine
        self.footing = footing
        self._declared, _ = engine.leading
        self._preset = manner_of(engine.corpus, self._declared, presence)
        self._persons: dict[tuple[str, int], str | DedereError] = {}
        self._places: dict[str, Place | DedereError] = {}
        self._manners: dict[str, str | DedereError] = {}
        self._days: dict[str | date | int, int | DedereError] = {}
        self._of: dict[tuple[str, str], tuple[Situations, frozenset[Place]]] = {}
        self._footings: dict[str, Footing | DedereError] = {}
        self._supposing: dict[_Supposing, dict[Place, Situations]] = {}
        self._authorities: dict[str, str] = {}
        self._dates: dict[int, date] = {}

    def answer(self, row: Row) -> Answered:
        """What a row comes to. Raises `UsageError` for what is no question, `Unanswered` for what has no answer."""
        first, last, person, manner = self._asked(row)
        place = self.place(row.host)
        footing = self.supposed(row.suppose)
        if footing == self.footing:
            of, by_row = self._situations(person, manner)
        else:
            of = self.at(person, manner, footing, [place])[place]
            by_row = of.by_row
        begin, after, outcome = of.stay(place, first, dates.next_day(last))
        rule = outcome.rules[0] if outcome.rules else None
        return Answered(
            outcome.verdict,
            outcome.schools,
            rule,
            self.authority(rule) if rule else None,
            self._date(begin),
            self._date(last) if after > last else self._date(dates.previous_day(after)),
            place in by_row,
            person,
            place,
            manner,
            footing,
        )

    def needs(self, row: Row) -> tuple[str, str] | None:
        """Whose situations in what manner a row is looked up in; None where it is no question, or supposes more."""
        try:
            _, _, person, manner = self._asked(row)
            return (person, manner) if self.supposed(row.suppose) == self.footing else None
        except DedereError:
            return None

    def prepare(self, rows: Iterable[Row]) -> None:
        """Work out what rows are looked up in that suppose something: what they suppose alike at once."""
        wanted: dict[_Supposing, dict[Place, None]] = {}
        for row in rows:
            with suppress(DedereError):  # That is told when the row is answered.
                footing = self.supposed(row.suppose)
                if footing != self.footing:
                    _, _, person, manner = self._asked(row)
                    wanted.setdefault((person, manner, footing), {})[self.place(row.host)] = None
        for key, there in wanted.items():
            self.at(*key, there)

    def at(self, person: str, manner: str, footing: Footing, places: Iterable[Place]) -> Mapping[Place, Situations]:
        """What rows that suppose something are looked up in, for these places at least; each is worked out once."""
        key = person, manner, footing
        if key not in self._supposing and len(self._supposing) >= _MOST_SUPPOSED:
            self._supposing.clear()
        found = self._supposing.setdefault(key, {})
        missing = [it for it in places if it not in found]
        if missing:
            found |= dict.fromkeys(missing, situations_at(self.engine, *key, missing))
        return found

    def _asked(self, row: Row) -> tuple[int, int, str, str]:
        """The days, the person and the manner of a row."""
        given = _said("person", row.person)
        first = self.day(row.first)
        last = first if _empty(row.last) else self.day(row.last)
        if not first <= last <= first + 10000:  # A stay of less than a year is one, whatever the days.
            period(None, first, last)
        return first, last, self._person(given, first), self.manner(row.presence)

    def day(self, cell: Cell) -> int:
        """The day of a cell, in any form that a table may have it. Raises `UsageError` for what is none."""
        if cell is None or _empty(cell):
            raise UsageError("no first day is given", "write the day as YYYY-MM-DD", "bad_day")
        return self._read(self._days, cell, lambda it: table_day(it) if isinstance(it, str) else read_day(it))

    def _person(self, given: str, day: int) -> str:
        # A title is borne on some days only; whatever else a name is, it is on all.
        try:
            return self._read(self._persons, (given, 0), lambda it: self._directory.find(it[0]))
        except UsageError as refused:
            if not day:
                raise
            unknown = refused
        return self._read(self._persons, (given, day), lambda it: self._addressed(*it, unknown))

    def _addressed(self, given: str, day: int, unknown: UsageError) -> str:
        found = persons.addressed(self._directory, given, day, self._titles)
        if found is None:
            raise unknown
        return found

    @cached_property
    def _directory(self) -> Directory:
        return self.engine.directory(self._type)

    @cached_property
    def _titles(self) -> list[persons.Borne]:
        return persons.titles(self.engine, self._type)

    @property
    def _type(self) -> str:
        return self._declared.type_of(self._declared.slot("person"))

    def person(self, cell: Cell) -> str:
        """The id of whom a cell names on any day. Raises `UsageError` where it names nobody so, or by a title."""
        return self._person(_said("person", cell), 0)

    def place(self, cell: Cell) -> Place:
        """The place of a cell. Raises `UsageError` for what is none."""
        return self._read(self._places, _said("host", cell), self._place)

    def _place(self, given: str) -> Place:
        return places.find(self.engine, self._declared, given)._replace(said=())

    def manner(self, cell: Cell) -> str:
        """The manner of a cell, or that which holds where it is empty. Raises `UsageError` for what is none."""
        if _empty(cell):
            return self._preset
        return self._read(self._manners, str(cell), lambda it: manner_of(self.engine.corpus, self._declared, it))

    def supposed(self, cell: Cell) -> Footing:
        """What the record is taken for in a row: as in all, with the facts of its cell, which semicolons part.

        Raises `UsageError` for what is no fact.
        """
        if _empty(cell):
            return self.footing
        return self._read(self._footings, str(cell), lambda it: self.footing.supposing(self.engine, _facts(it)))

    @staticmethod
    def _read(known: dict[_Key, _Read | DedereError], given: _Key, read: Callable[[_Key], _Read]) -> _Read:
        """What was read of a cell, or raise what is wrong with it; each is read once."""
        found = known.get(given)
        if found is None:
            try:
                found = read(given)
            except (UsageError, Unanswered) as error:
                found = error
            known[given] = found
        if isinstance(found, DedereError):
            raise found.with_traceback(None)  # It would grow with every row.
        return found

    def _situations(self, person: str, manner: str) -> tuple[Situations, frozenset[Place]]:
        found = self._of.get((person, manner))
        if found is None:
            of = situations_of(self.engine, person, manner, self.footing)
            self._of[person, manner] = found = of, of.by_row
        return found

    def authority(self, rule: str) -> str:
        """The authority of a rule."""
        if rule not in self._authorities:
            self._authorities[rule] = "; ".join(self.engine.reasoner.phrases.authority(rule))
        return self._authorities[rule]

    def _date(self, day: int) -> date:
        found = self._dates.get(day)
        if found is None:
            found = self._dates[day] = dates.as_date(day)
        return found


def _facts(cell: str) -> list[str]:
    """The facts of a cell, without the semicolons between them."""
    return [it.strip() for it in _FACT.findall(cell) if it.strip()]


def _empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _said(what: str, cell: Cell) -> str:
    if _empty(cell):
        raise UsageError(f"no {what} is given", "give it by an id, a name or an alias")
    return str(cell)
