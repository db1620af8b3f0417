"""The answer to any question that the rules declare, as frozen models: the source of `dedere.inquiry/1`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from dedere.schema.answer import Conclusion, Proof, Provenance
from dedere.schema.base import Model
from dedere.schema.told import Drawn


class Inquired(Model):
    """What was asked: a declared question, the values of its slots, the days, what was changed in the record for it."""

    id: str
    sentence: str
    given: dict[str, str | int]
    first_day: date
    last_day: date
    suppose: tuple[str, ...] = ()
    withdraw: tuple[str, ...] = ()
    known_on: date | None = None


class Inquiry(Drawn):
    """The answer to a declared question.

    `summary` has a sentence for each conclusion that answers it, in the order in which the rules ask for them, with its
    days where it does not hold on all that were asked about. `answers` are these conclusions, `conclusions` all others,
    `why` the proofs of the answers, `defeated` what would have been an answer with what stood in its way, and `sources`
    what the proofs cite of the record.
    """

    schema_: Literal["dedere.inquiry/1"] = "dedere.inquiry/1"
    id: str
    question: Inquired
    summary: tuple[str, ...]
    answers: tuple[Conclusion, ...]
    conclusions: tuple[Conclusion, ...]
    why: tuple[Proof, ...]
    defeated: tuple[Proof, ...]
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    known_until: date | None
    provenance: Provenance
