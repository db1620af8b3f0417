"""What a change of the record does to an answer, as frozen models: the source of `dedere.difference/1` and others.

Days, States and ids are written as in `dedere.answers`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from dedere.answers import Model, Proof, Question, Verdict

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
    first_day: str
    last_day: str
    before: Level
    after: Level
    schools_before: tuple[str, ...]
    schools_after: tuple[str, ...]
    parts: tuple[Parting, ...]


class _Root(Model):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    def to_json(self, indent: int | None = 2) -> str:
        """The answer as JSON text."""
        return self.model_dump_json(by_alias=True, indent=indent)


class Difference(_Root):
    """The same question of the record as it is, and of the record with what `question` supposes and withdraws."""

    schema_: Literal["dedere.difference/1"] = Field(
        default="dedere.difference/1", validation_alias="schema", serialization_alias="schema"
    )
    question: Question
    summary: str
    verdict_before: Verdict
    verdict_after: Verdict
    schools_before: dict[str, Verdict]
    schools_after: dict[str, Verdict]
    gained: tuple[Shift, ...]
    lost: tuple[Shift, ...]


class Row(Model):
    """The answer with one set of suppositions."""

    host: str
    suppose: tuple[str, ...]
    verdict: Verdict
    schools: dict[str, Verdict]


class Grid(_Root):
    """One question answered with many sets of suppositions, one at a time. `host` is None where it differs by row."""

    schema_: Literal["dedere.grid/1"] = Field(
        default="dedere.grid/1", validation_alias="schema", serialization_alias="schema"
    )
    person: str
    host: str | None
    first_day: str
    last_day: str
    presence: str
    suppose: tuple[str, ...]
    withdraw: tuple[str, ...]
    rows: tuple[Row, ...]
