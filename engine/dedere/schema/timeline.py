"""How the duty about a person runs, as frozen models: the source of `dedere.timeline/1` and `dedere.upcoming/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.answer import Verdict
from dedere.schema.base import Model
from dedere.schema.told import Pictured, Told


class Phase(Model):
    """Days on which the answer is the same; None where they have no beginning, or no end.

    `rules` are those that found the duty, `because` what changed on the first of the days, in sentences.
    """

    first_day: date | None
    last_day: date | None
    verdict: Verdict
    schools: dict[str, Verdict]
    rules: tuple[str, ...]
    because: tuple[str, ...]


class Trip(Model):
    """A journey of the record on a band."""

    id: str
    host: str
    first_day: date
    last_day: date
    outcome: str
    made: bool
    verdict: Verdict


class Band(Model):
    """The places in which the answer runs alike: States in capitals, areas by their ids."""

    places: tuple[str, ...]
    names: tuple[str, ...]
    phases: tuple[Phase, ...]
    journeys: tuple[Trip, ...]


class Timeline(Pictured):
    """How the duty about a person runs, a band for each of the hosts named, or for all places that run alike."""

    schema_: Literal["dedere.timeline/1"] = "dedere.timeline/1"
    id: str
    person: str
    name: str
    wanted_since: date | None
    kept_until: date | None
    hosts: tuple[str, ...]
    """Those that were named; none where all places are told."""
    bands: tuple[Band, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str

    def to_csv(self) -> str:
        """The phases as a table."""
        return self._shown("csv")


class Upcoming(Model):
    """A day on which the answer about a person, or the rules it rests on, change in some places alike, and why."""

    day: date
    person: str
    name: str
    places: tuple[str, ...]
    names: tuple[str, ...]
    verdict_before: Verdict
    verdict_after: Verdict
    schools_before: dict[str, Verdict]
    schools_after: dict[str, Verdict]
    rules_before: tuple[str, ...]
    rules_after: tuple[str, ...]
    because: tuple[str, ...]


class Changing(Told):
    """What in the record will change an answer in some days to come, the earliest first."""

    schema_: Literal["dedere.upcoming/1"] = "dedere.upcoming/1"
    id: str
    first_day: date
    last_day: date
    persons: tuple[str, ...]
    changes: tuple[Upcoming, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str

    def to_csv(self) -> str:
        """The changes as a table, a row for each place."""
        return self._shown("csv")
