"""The memo on one question, as frozen models: the source of `dedere.dossier/1`.

It says nothing of its own: every sentence stands in the answers that it is made of, or in the record.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.answer import Question, Verdict
from dedere.schema.base import Model
from dedere.schema.survey import Counts
from dedere.schema.timeline import Band
from dedere.schema.told import Told


class Cited(Model):
    """A source of the record, by the number under which sentences refer to it; None where it has no address."""

    number: int
    citation: str
    address: str | None


class Said(Model):
    """One sentence, and what stands behind it.

    Behind what the law says stands a rule with its authority, behind a fact of the record its `sources`, by number, and
    how well they were checked (`confidence`). `supposed` is what was added to the record for the question. `view` says
    in whose view alone it holds, and is empty where it holds on every view; the days are given where they are not all
    that were asked about.
    """

    sentence: str
    rule: str | None = None
    authority: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    confidence: str | None = None
    supposed: bool = False
    view: str = ""
    first_day: date | None = None
    last_day: date | None = None


class Point(Model):
    """A reason, and below it the steps that it rests on, each told once in the memo."""

    said: Said
    steps: tuple[Said, ...]


class Side(Model):
    """What one side answers: a school or, where `school` is false, whoever holds a position; `court` is the court's."""

    who: str
    answer: str
    reason: str
    decision: str
    court: bool
    school: bool


class Stand(Model):
    """An answer to a contested question: who holds it, on what authority, and what the host then has to do."""

    meaning: str
    held_by: tuple[str, ...]
    authority: tuple[str, ...]
    court: bool
    verdict: Verdict


class Dispute(Model):
    """A contested question that turns the answer, alone or together with others, with the positions on it."""

    question: str
    turns: Literal["alone", "together"]
    stands: tuple[Stand, ...]


class Task(Model):
    """What the host must, must not or may do, and when: before the days asked about, on them, or after them."""

    kind: Literal["duty", "forbidden", "permitted"]
    phase: Literal["before", "on", "after"]
    said: Said


class Choice(Model):
    """A change, in words, and the last day on which it still counts."""

    sentence: str
    latest_day: date | None


class Turn(Model):
    """What would turn the answer: one of each of the `choices` together; then the answer, and with the first why."""

    choices: tuple[tuple[Choice, ...], ...]
    verdict: Verdict
    schools: dict[str, Verdict]
    sentence: str


class Around(Model):
    """The same person on the first of the days in every State, and in the areas of the record, by their ids.

    `places` are the answers in the view of `school`, which is the court's where it has one; None where no State of the
    record answers for an area.
    """

    day: date
    school: str | None
    states: int
    counts: Counts
    schools: dict[str, Counts]
    places: dict[str, Verdict | None]


class Dossier(Told):
    """The memo: who must do what, who says otherwise, on what facts and law, what changes, and what would turn it.

    `day` is the day on which it was drawn up. `beside` is told beside the first line. `for_` are the reasons for the
    duty, `against` those for there being none; `absent` is what would stand in the way if it were so, and is not known
    to be. `line` is how the duty of the host runs, `heralds` what has changed or is about to. `turns` are told up to
    the first of equal weight that make it certain; `some` of them turn it on some view only.
    """

    schema_: Literal["dedere.dossier/1"] = "dedere.dossier/1"
    id: str
    question: Question
    day: date
    title: str
    host: str
    school: str | None
    summary: str
    verdict: Verdict
    schools: dict[str, Verdict]
    beside: tuple[Said, ...]
    sides: tuple[Side, ...]
    disputes: tuple[Dispute, ...]
    findings: tuple[Said, ...]
    facts: tuple[Said, ...]
    for_: tuple[Point, ...]
    against: tuple[Point, ...]
    line: Band
    heralds: tuple[Said, ...]
    tasks: tuple[Task, ...]
    powers: tuple[Said, ...]
    taken: tuple[str, ...]
    absent: tuple[str, ...]
    cautions: tuple[str, ...]
    kept_until: date | None
    some: tuple[Turn, ...]
    turns: tuple[Turn, ...]
    nothing_turns: str | None
    supposed: tuple[Said, ...]
    withdrawn: tuple[Said, ...]
    around: Around
    sources: tuple[Cited, ...]
    assessment: str
    flip: str
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str

    def to_docx(self) -> bytes:
        """The memo as a document of a word processor. Raises `UsageError` where the extra `docx` is not installed."""
        return self._written()
