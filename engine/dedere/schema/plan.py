"""What a plan of visits comes to, leg by leg, as frozen models: the source of `dedere.plan/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.answer import Question, Stretch, Verdict
from dedere.schema.base import Model
from dedere.schema.dossier import Said, Side, Task, Turn
from dedere.schema.survey import Counts
from dedere.schema.told import Pictured


class PlanLeg(Model):
    """A leg, or what may be put in the place of another (`alternative_to`), with the answer of its host.

    `line` is where it stands in the file, `summary` the first line of the answer, `answer` its id. What the host must,
    must not and may do, what would turn it, and what is taken for granted are told as in a memo.
    """

    leg: str
    line: int | None
    alternative_to: str | None
    capacity: str | None
    event: str | None
    question: Question
    name: str
    host: str
    summary: str
    verdict: Verdict
    schools: dict[str, Verdict]
    by_day: tuple[Stretch, ...]
    beside: tuple[Said, ...]
    sides: tuple[Side, ...]
    reasons: tuple[Said, ...]
    tasks: tuple[Task, ...]
    some: tuple[Turn, ...]
    turns: tuple[Turn, ...]
    nothing_turns: str | None
    taken: tuple[str, ...]
    cautions: tuple[str, ...]
    kept_until: date | None
    answer: str


class PlanDue(Model):
    """What counts before a day or up to it, as the rules derive it.

    A `duty` and what else concerns the time before a leg are due before its first day. A `change` is one that would
    turn a leg, alone or with others, if it were made on that day at the latest.
    """

    day: date
    leg: str
    host: str
    kind: Literal["duty", "forbidden", "permitted", "change"]
    said: Said


class PlanOverlap(Model):
    """Two legs by which one person (`person` is the id, `name` the name) is in two places on the same days.

    The last day of one leg may be the first of the next, and who flies over a State may be elsewhere on that day.
    """

    legs: tuple[str, str]
    hosts: tuple[str, str]
    person: str
    name: str
    first_day: date
    last_day: date


class PlanFault(Model):
    """What could not be answered: where it stands, the name of the leg, what is wrong, and what to do about it.

    The name is empty where what stands there is no leg at all.
    """

    line: int | None
    leg: str
    message: str
    hint: str | None


class Plan(Pictured):
    """A plan of visits, answered leg by leg: what the host of each must, must not and may do, and what would turn it.

    Alternatives stand behind the leg that they are to, in the order given; none is proposed and none preferred.
    `counts` and `schools` count legs, without alternatives. `due` is what counts before the days of the plan.
    `overlaps` warns of legs that one person cannot make together; each is answered as it stands.
    """

    schema_: Literal["dedere.plan/1"] = "dedere.plan/1"
    id: str
    title: str | None
    day: date
    school: str | None
    counts: Counts
    schools: dict[str, Counts]
    legs: tuple[PlanLeg, ...]
    due: tuple[PlanDue, ...]
    overlaps: tuple[PlanOverlap, ...]
    faults: tuple[PlanFault, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str

    def to_csv(self) -> str:
        """The legs as a table, one a row."""
        return self._shown("csv")
