"""Up to which day a record is kept, as frozen models: the source of `dedere.kept/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.base import Model
from dedere.schema.told import Told


class KeptPart(Model):
    """One part of a record and the day up to which it is kept: a kind of fact, or of a kind what is about one thing.

    `about` is the id of the thing and `name` its name, where a kind is kept for each. `source` says what was read up to
    that day, `note` what is to be known of it.
    """

    kind: str
    about: str | None
    name: str | None
    day: date
    facts: int
    """How many facts of the record are of this part."""
    source: tuple[str, ...]
    note: str | None


class Kept(Told):
    """The parts of a record with the days up to which they are kept, the earliest day first."""

    schema_: Literal["dedere.kept/1"] = "dedere.kept/1"
    id: str
    parts: tuple[KeptPart, ...]
    unkept: tuple[str, ...]
    """The kinds of facts of which nothing says up to which day they are kept."""
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str
