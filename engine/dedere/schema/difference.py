"""What a change of the record does to an answer, as frozen models: the source of `dedere.difference/1` and others.

Days, States and ids are as in `schema.answer`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from dedere.schema.answer import Model, Proof, Question, Verdict
from dedere.schema.told import Drawn, Told

if TYPE_CHECKING:
    from dedere.engine import Engine

Level = Literal["absent", "contested", "certain"]


class Parting(Model):
    """Where the proofs of a conclusion part: a step that holds with one record only, and why not with the other.

    Of all such steps it is the highest below the conclusion itself. `instead` is the reason against it in the other
    world: what is missing there, or what stands in the way.
    """

    sentence: str
    step: Proof
    instead: Proof


class Shift(Model):
    """A norm that holds with one record and not with the other, or with less certainty, or under fewer schools."""

    kind: str
    bearer: str
    act: str
    object: str
    toward: str
    sought: bool
    """Whether it is one of the duties that the question asks for."""
    rule: str
    authority: tuple[str, ...]
    sentence: str
    first_day: date
    last_day: date
    before: Level
    after: Level
    schools_before: tuple[str, ...]
    schools_after: tuple[str, ...]
    parts: tuple[Parting, ...]


class Difference(Drawn):
    """The same question of the record as it is, and of the record with what `question` supposes and withdraws."""

    schema_: Literal["dedere.difference/1"] = "dedere.difference/1"
    id: str
    question: Question
    summary: str
    verdict_before: Verdict
    verdict_after: Verdict
    schools_before: dict[str, Verdict]
    schools_after: dict[str, Verdict]
    gained: tuple[Shift, ...]
    lost: tuple[Shift, ...]
    made: tuple[str, ...] = ()
    """The changes by name that were made, in words."""
    regimes: tuple[str, ...] = ()
    """The regimes under which a duty that is asked about holds, before or now, on some view."""
    warnings: tuple[str, ...] = ()
    """How what is supposed and withdrawn contradicts the record."""


class Row(Model):
    """The answer with one set of suppositions; `id` is that of the assessment of them alone."""

    id: str
    host: str
    suppose: tuple[str, ...]
    verdict: Verdict
    schools: dict[str, Verdict]


class Grid(Drawn):
    """One question answered with many sets of suppositions, one at a time. `host` is None where it differs by row."""

    schema_: Literal["dedere.grid/1"] = "dedere.grid/1"
    id: str
    person: str
    host: str | None
    first_day: date
    last_day: date
    presence: str
    suppose: tuple[str, ...]
    withdraw: tuple[str, ...]
    rows: tuple[Row, ...]

    def to_csv(self, *, engine: Engine | None = None) -> str:
        """The rows as a table, those with the same answer together."""
        return self._shown("csv", engine=engine)


class Change(Model):
    """One change of the record or of the plan.

    `fact` is what it adds to the record (`kind` is `add`) or takes out of it (`withdraw`); `suppose` and `withdraw` are
    all the facts that it takes, as `assess` has them, but for those of the plan: these are the days and the presence
    that it is asked with. `latest_day` is the last day on which it still counts.
    """

    kind: Literal["add", "withdraw"]
    fact: str
    sentence: str
    latest_day: date | None
    weight: int
    rule: str
    suppose: tuple[str, ...]
    withdraw: tuple[str, ...]


class Changeable(Model):
    """A change that the rules declare for a question, and the number by which it can be made."""

    number: int
    sentence: str
    change: Change


class Changes(Told):
    """What could change in a case, as the rules declare it."""

    schema_: Literal["dedere.changes/1"] = "dedere.changes/1"
    id: str
    question: Question
    changes: tuple[Changeable, ...]


class Flip(Model):
    """A smallest set of changes that turns the verdict: without any one of them it does not turn.

    `question` is the question that is answered so once the changes are made. `why` is the reason for the new verdict:
    the proof of a duty, or what is missing for it or stands in its way. `left_open` are the questions that leave it
    open to the schools of which that is said.
    """

    question: Question
    changes: tuple[Change, ...]
    weight: int
    verdict: Verdict
    schools: dict[str, Verdict]
    why: Proof
    left_open: tuple[str, ...] = ()


class Flips(Drawn):
    """What would turn the verdict: all smallest sets of changes, the lightest first.

    `nearer` are the single changes that do not make it certain, but turn the answer on some view and on none away from
    it: where it is asked what makes a duty certain.

    `complete` says whether every set up to the `heaviest` weight was tried; `reason` says why there is none.
    """

    schema_: Literal["dedere.flip/1"] = "dedere.flip/1"
    id: str
    question: Question
    school: str | None
    from_verdict: Verdict
    to_verdict: Verdict
    nearer: tuple[Flip, ...] = ()
    sets: tuple[Flip, ...]
    tried: int
    heaviest: int
    complete: bool
    reason: str | None
