"""The answer, as frozen models. They are the source of the JSON schemas `dedere.assessment/1` and its relatives.

Days are `datetime.date`, in JSON ISO text (`2025-12-05`); States are upper-case ISO 3166 alpha-3, save inside an atom,
which reads as in the facts; other ids are as in the record. Every first and last day belongs to its interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from dedere.schema.base import Model, field
from dedere.schema.told import Drawn

__all__ = [
    "ASSESSMENT",
    "IN_WORDS",
    "Assessment",
    "Conclusion",
    "Inability",
    "Issue",
    "Model",
    "Position",
    "Proof",
    "Provenance",
    "Question",
    "Standing",
    "Stretch",
    "Verdict",
    "WhyNot",
    "Window",
]

Verdict = Literal["obliged", "not_obliged", "contested"]
Standing = Literal["certain", "contested"]

STRENGTH: Mapping[Verdict, int] = {"not_obliged": 0, "contested": 1, "obliged": 2}
"""How much an answer asks of the host, as numbers that compare."""

ASSESSMENT = "dedere.assessment/1"
"""The contract that an assessment follows."""

IN_WORDS: Mapping[Verdict, str] = {"obliged": "obliged", "not_obliged": "not obliged", "contested": "contested"}
"""How a verdict reads within a sentence."""


class Question(Model):
    """What was asked: a person (id), a host State, the days, the manner of presence, and changes to the record."""

    person: str
    host: str
    first_day: date
    last_day: date
    presence: str = "visit"
    area: str | None = None
    suppose: tuple[str, ...] = ()
    withdraw: tuple[str, ...] = ()
    known_on: date | None = None


class Proof(Model):
    """One step of a proof, or of the reason why there is none.

    `kind` is `derived` (by a rule), `fact` (of the record), `assumed`, `absent` (nothing of the kind is known),
    `compared`, `counted`, `chosen` (a position on a contested question), `defeated` (what stands in the way of
    something), or `missing` (the condition that failed, in a reason why not; `would` then says, as a condition, what
    would have to be the case, or is None where the rules do not say it, and `then` what the answer of the day would
    then be, on all views at once under "" and under each school). `folded` marks technical steps that a
    short explanation leaves out, `ref` a step that is proved elsewhere in the same answer.
    """

    kind: Literal["derived", "fact", "assumed", "absent", "compared", "counted", "chosen", "defeated", "missing"]
    sentence: str
    would: str | None = None
    then: dict[str, Verdict] = field(default_factory=dict)
    atom: str | None = None
    rule: str | None = None
    title: str | None = None
    authority: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    confidence: str | None = None
    bindings: dict[str, str | int] = field(default_factory=dict)
    folded: bool = False
    ref: bool = False
    children: tuple[Proof, ...] = ()


class Window(Model):
    """Days without a gap on which one of the duties asked about holds.

    `standing` is `certain` if it holds whatever position one takes, else `contested`; `schools` are those under which
    it holds in any case. `toward` is the court or State to which it is owed.
    """

    act: str
    bearer: str
    person: str
    toward: str
    first_day: date
    last_day: date
    standing: Standing
    schools: tuple[str, ...]
    regime: str
    rule: str
    authority: str
    sentence: str


class Stretch(Model):
    """Days without a gap on which the verdict, and that of each school, is the same."""

    first_day: date
    last_day: date
    verdict: Verdict
    schools: dict[str, Verdict]


class Conclusion(Model):
    """Any other duty, prohibition, permission, power or status, with the days on which it holds."""

    kind: Literal["duty", "forbidden", "permitted", "power", "status"]
    bearer: str
    act: str
    object: str
    toward: str
    first_day: date
    last_day: date
    standing: Standing
    schools: tuple[str, ...]
    regime: str
    rule: str
    authority: str
    sentence: str


class Inability(Model):
    """Days on which the host, where it is bound, cannot act in the place where the person is."""

    place: str
    first_day: date
    last_day: date
    sentence: str


class Position(Model):
    """One option on a contested question: who holds it, on what authority, and what the verdict is if it is taken.

    `beyond` says how the case lies beyond what those who hold it spoke of, and is empty where it does not.
    """

    option: str
    meaning: str
    held_by: tuple[str, ...]
    authority: tuple[str, ...]
    court: bool
    verdict: Verdict
    beyond: str = ""


class Issue(Model):
    """A contested question that bears on the answer; `turns` says whether it turns the verdict, and how.

    Alone: it settles the verdict whatever else is held. Together: once positions are taken on those in `with`.
    """

    id: str
    question: str
    turns: Literal["alone", "together", "no"]
    with_: tuple[str, ...] = ()
    positions: tuple[Position, ...]


class WhyNot(Model):
    """A rule that could have founded the duty, and the first condition that failed, under the schools named.

    `would` says what would then be owed, in the words of the rule, or is None where it has none.
    """

    rule: str
    title: str
    authority: tuple[str, ...]
    regime: str
    day: date
    schools: tuple[str, ...]
    would: str | None = None
    missing: Proof
    met: tuple[str, ...]
    """The conditions that were met, as sentences."""


class Provenance(Model):
    """What the answer was made from.

    `id` is that of the answer; `rules` and `facts` are digests of what these say, wherever they stand.
    """

    id: str
    dedere: str
    clingo: str
    rules: str
    facts: str


class Assessment(Drawn):
    """What a State must do with a person on these days, and why.

    `verdict` is the strongest over the days of the stay: `obliged` if on some day the duty is certain, else
    `contested` if on some day it is contested, else `not_obliged`; `schools` gives the same under each school, or
    under the one that was asked, and `left_open` the issues that leave the answer of a school open.

    `unable` says where and when the host cannot act; where it is bound, it is bound all the same.

    `id` is the same for the same question on the same rules and facts, whatever way it was put and wherever they stand.
    """

    schema_: Literal["dedere.assessment/1"] = "dedere.assessment/1"
    id: str
    question: Question
    summary: str
    verdict: Verdict
    schools: dict[str, Verdict]
    by_day: tuple[Stretch, ...] = ()
    """The same by days: one stretch where nothing changes in the stay."""
    windows: tuple[Window, ...]
    unable: tuple[Inability, ...] = ()
    beside: tuple[Conclusion, ...] = ()
    """What is told of the host beside the first line, whatever the verdict; it is among the conclusions."""
    conclusions: tuple[Conclusion, ...]
    why: tuple[Proof, ...]
    why_not: tuple[WhyNot, ...]
    issues: tuple[Issue, ...]
    left_open: dict[str, tuple[str, ...]]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    known_until: date | None
    provenance: Provenance


def regimes(windows: Iterable[Window], why_not: Iterable[WhyNot]) -> frozenset[str]:
    """The regimes in which a duty asked about is founded in a case, whether or not something stands in its way."""
    founded = [it.regime for it in why_not if it.missing.kind == "defeated"]
    return frozenset(it for it in (*(window.regime for window in windows), *founded) if it != "general")
