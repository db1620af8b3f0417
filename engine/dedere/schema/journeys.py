"""The journeys of a wanted person, or those to one State, as frozen models: the source of `dedere.journeys/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.answer import Verdict
from dedere.schema.base import Model
from dedere.schema.told import Pictured


class Journey(Model):
    """A journey of the record, made or not, and the duty that the host had on its days, or would have had.

    `areas` are the parts of the host that it led to, `unable` those of them in which a host that was bound could not
    act. `wanted_by` are those whose warrants stood on one of its days, `found` what was found about it afterwards.
    `answer` is the id of what `assess` answers, for the first of `areas` where there are some.
    """

    id: str
    person: str
    host: str
    areas: tuple[str, ...]
    presence: str
    first_day: date
    last_day: date
    outcome: str
    made: bool
    capacity: str
    occasion: str
    wanted_by: tuple[str, ...]
    verdict: Verdict
    schools: dict[str, Verdict]
    unable: tuple[str, ...]
    found: tuple[str, ...]
    sentence: str
    source: tuple[str, ...]
    note: str | None
    answer: str


class Share(Model):
    """Of the journeys that were made in some days, how many led to a host with which duty.

    `unable` counts those among the bound whose host could not act where they led. Both days are included; a day that
    is None is open. `asked_on` is the day of which the duty is, where it is not that of each journey.
    """

    first_day: date | None
    last_day: date | None
    asked_on: date | None
    made: int
    obliged: int
    contested: int
    not_obliged: int
    unable: int


class Tally(Model):
    """The journeys to one State, of one year, by one person, or while one court wanted the person."""

    key: str
    name: str
    made: int
    obliged: int
    contested: int
    not_obliged: int
    other: int
    """Journeys that were not made, or of which it is not known whether they were."""


class Reach(Model):
    """Days for which the list of a person's journeys is believed to be complete, or is not, and on what ground."""

    person: str
    first_day: date
    last_day: date
    complete: bool
    ground: str
    sentence: str


class Journeys(Pictured):
    """The journeys of a wanted person, or those to one State, each with the duty of its host.

    `since` counts those that were made from the day on which the person was first wanted, `kept` those of them up to
    the day to which the list is kept, `before` those made earlier, by the duty that the same hosts had on that first
    day. `comparable` is whether the list of the time before is believed to be complete. Of a State, `since` counts what
    each person made after being first wanted, and there is no `before`. What is counted by State, year, court and
    person are journeys since then; all of them for a person who is not known to be wanted.
    """

    schema_: Literal["dedere.journeys/1"] = "dedere.journeys/1"
    id: str
    about: Literal["person", "host"]
    person: str | None
    host: str | None
    name: str
    wanted_since: date | None
    kept_until: date | None
    since: Share | None
    kept: Share | None
    before: Share | None
    comparable: bool
    journeys: tuple[Journey, ...]
    by_state: tuple[Tally, ...]
    by_year: tuple[Tally, ...]
    by_court: tuple[Tally, ...]
    by_person: tuple[Tally, ...]
    reach: tuple[Reach, ...]
    passed_over: tuple[str, ...]
    """Stays of the record in the form of a question's own, as facts: they have no outcome, and are counted nowhere."""
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str

    def to_csv(self) -> str:
        """The journeys as a table, one a row."""
        return self._shown("csv")
