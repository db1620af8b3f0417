"""What changed between two versions of the record, as frozen models: the source of `dedere.diff/1`."""

from __future__ import annotations

from datetime import date

from dedere.schema.answer import Verdict
from dedere.schema.base import Model
from dedere.schema.told import Drawn


class Entry(Model):
    """A fact of one of the versions: its text, what it says, and where it stands."""

    fact: str
    sentence: str
    file: str
    line: int


class Exchange(Model):
    """One thing of which the two versions say different things; `old` and `new` agree in what they are about."""

    old: Entry
    new: Entry


class Resourced(Model):
    """A fact of both versions that rests on something else; `was` and `now` are sources, confidence and day checked."""

    new: Entry
    was: str
    now: str


class Turned(Model):
    """A visit whose verdict is not the same in both versions; `visit` is its id, empty where the record has none."""

    visit: str
    person: str
    host: str
    first_day: date
    last_day: date
    from_verdict: Verdict
    to_verdict: Verdict
    from_schools: dict[str, Verdict]
    to_schools: dict[str, Verdict]
    sentence: str


class RecordDiff(Drawn):
    """What changed from one version of the record to another.

    `verdicts` are those that turn, of the visits that are in both versions; `answered` is of how many of them the
    answer was worked out again, since something about them had changed.
    """

    schema_: str = "dedere.diff/1"
    id: str
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Exchange, ...]
    resourced: tuple[Resourced, ...]
    verdicts: tuple[Turned, ...]
    visits: int
    answered: int
    unanswered: tuple[str, ...]
    """The visits of which a version gives no answer."""
    old_facts: str
    new_facts: str
