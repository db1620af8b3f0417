"""The days on which answers change, as frozen models: the source of `dedere.situations/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.answer import Verdict
from dedere.schema.base import Model
from dedere.schema.told import Told


class SituationRow(Model):
    """What the days from `first` on, and before `after`, come to for a person in a place.

    The days of a person in a place follow one another without a gap, from the first day that can be asked about to the
    last. `verdict` is None where the rules speak of a stay and not of its days: each stay there is to be asked about by
    itself. `rule` is the first of those that carry the verdict, with its authority; it is None where nothing is owed.
    """

    person: str
    host: str
    area: str | None
    presence: str
    first: date
    after: date
    verdict: Verdict | None
    schools: dict[str, Verdict]
    rule: str | None
    authority: str | None


class Situated(Told):
    """The situations of persons in all places, by person, manner of presence, place and day."""

    schema_: Literal["dedere.situations/1"] = "dedere.situations/1"
    id: str
    persons: tuple[str, ...]
    presences: tuple[str, ...]
    known_on: date | None
    schools: tuple[str, ...]
    rows: tuple[SituationRow, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str
