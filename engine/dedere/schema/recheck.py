"""Kept answers asked again, as frozen models: the source of `dedere.recheck/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.answer import Question, Verdict
from dedere.schema.base import Model
from dedere.schema.told import Told

Outcome = Literal["same", "words", "days", "verdict", "unanswered"]


class Ground(Model):
    """A fact or rule on which the reasons of an answer rested, or now rest.

    `change` is `gone` where record or law have it no more, `left` where they have it and nothing rests on it, `new`
    where something rests on it now and did not, and `changed` where it has other sources or another authority.
    `folded` marks technical steps, as in a proof.
    """

    kind: Literal["fact", "rule"]
    id: str
    """The atom of a fact, the id of a rule."""
    change: Literal["gone", "left", "new", "changed"]
    sentence: str
    by: tuple[str, ...]
    """Its sources, or its authority; of what has others now these."""
    folded: bool


class Recheck(Model):
    """A kept answer asked again; `number` says which it is of all that were kept, `id` is what it was kept under.

    `outcome` is `verdict` where the verdict is another, in all or in the view of a school, `days` where it holds on
    other days, `words` where the reasons or anything else that is told differs, in the `parts` of the answer that are
    named; `unanswered` where it could not be asked, for a `reason`. Of the `grounds` facts come first, and technical
    steps last. A row of a table has no reasons: of it only the rule that carries the verdict is compared.
    """

    number: int
    id: str | None
    outcome: Outcome
    question: Question | None
    verdict_before: Verdict | None
    verdict_after: Verdict | None
    schools_before: dict[str, Verdict]
    schools_after: dict[str, Verdict]
    parts: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    reason: str | None = None


class Rechecked(Told):
    """Kept answers asked again of the rules and facts as they are now."""

    schema_: Literal["dedere.recheck/1"] = "dedere.recheck/1"
    id: str
    answers: tuple[Recheck, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str
