"""One reason alone, as frozen models: the source of `dedere.reason/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.answer import Model, Proof, Question
from dedere.schema.told import Told

Standing = Literal["certain", "contested", "gives way", "absent"]


class Lack(Model):
    """What a clause lacked to conclude what was asked about, and what of it was met, as sentences."""

    rule: str
    missing: Proof
    met: tuple[str, ...]


class Reasoned(Told):
    """Why a rule applies or a fact holds in a case, or why not.

    `about` is the id of the rule or the text of the fact, with `_` for anything. `standing` says whether it holds
    whatever is held on what is contested, on some views, or not; of a rule also whether it is founded and gives way.
    `schools` says the same under each school. `why` has the proofs where it holds, `why_not` what was lacking.
    """

    schema_: Literal["dedere.reason/1"] = "dedere.reason/1"
    id: str
    question: Question
    kind: Literal["rule", "fact"]
    about: str
    title: str | None
    authority: tuple[str, ...]
    standing: Standing
    schools: dict[str, Standing]
    sentence: str
    why: tuple[Proof, ...]
    why_not: tuple[Lack, ...]
