"""Every State on one day, or all wanted persons in one State, as frozen models: the source of `dedere.survey/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.answer import Verdict
from dedere.schema.base import Model
from dedere.schema.told import Pictured


class Counts(Model):
    """How many States, or persons, have which verdict."""

    obliged: int
    contested: int
    not_obliged: int


class Answered(Model):
    """The answer for one person in one place: the verdict, that of each school, and on what it rests in a few words.

    `rule` is the id of a rule that founds the duty or says why there is none, where one does; `answer` is the id of
    what `assess` answers. `unable` is whether the host cannot act there.
    """

    person: str
    verdict: Verdict
    schools: dict[str, Verdict]
    rule: str | None
    ground: str
    unable: bool
    answer: str


class SurveyState(Model):
    """A State, with the strongest of its answers about the persons asked about.

    `bound` says for each school how many of them the State must arrest in its view, `status` what the record says of
    the State as a territory, such as that another claims all of it.
    """

    state: str
    name: str
    verdict: Verdict
    schools: dict[str, Verdict]
    rule: str | None
    ground: str
    bound: dict[str, int]
    status: tuple[str, ...]
    answers: tuple[Answered, ...]


class SurveyArea(Model):
    """An area of the record: the State it is part of with its answer there; None where it is part of none.

    `status` is what the record says of it, in sentences.
    """

    area: str
    name: str
    state: str | None
    verdict: Verdict | None
    schools: dict[str, Verdict]
    rule: str | None
    ground: str
    unable: bool
    status: tuple[str, ...]
    answers: tuple[Answered, ...]


class SurveyPerson(Model):
    """A person asked about, or one of the wanted in a State, with what the States come to, or the answer there."""

    person: str
    name: str
    wanted_by: tuple[str, ...]
    kept_until: date | None
    """The day to which the record of what the person is wanted for is kept."""
    counts: Counts | None
    schools: dict[str, Counts]
    answer: Answered | None


class SurveyTurn(Model):
    """A place that what was supposed or withdrawn changes something for: an id, a name, and both answers."""

    place: str
    name: str
    verdict_before: Verdict
    verdict_after: Verdict
    schools_before: dict[str, Verdict]
    schools_after: dict[str, Verdict]


class Survey(Pictured):
    """Every State of the record on one day, or all wanted persons in one State.

    `host` is None where all States are asked about; `states` and `areas` are then all of the record, and `persons`
    those asked about. Else `persons` are all who are wanted on the day. `counts` and `schools` count States, or
    persons. `turned` are the places that what is supposed changes.
    """

    schema_: Literal["dedere.survey/1"] = "dedere.survey/1"
    id: str
    day: date
    host: str | None
    persons: tuple[SurveyPerson, ...]
    suppose: tuple[str, ...]
    withdraw: tuple[str, ...]
    school: str | None
    known_on: date | None
    counts: Counts
    schools: dict[str, Counts]
    states: tuple[SurveyState, ...]
    areas: tuple[SurveyArea, ...]
    turned: tuple[SurveyTurn, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str

    def to_csv(self) -> str:
        """The States and areas, or the persons, as a table."""
        return self._shown("csv")
