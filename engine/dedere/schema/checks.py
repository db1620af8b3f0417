"""What is wrong with a record, as frozen models: the source of `dedere.check/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.base import Model
from dedere.schema.told import Told


class CheckFinding(Model):
    """One thing that is wrong, or worth knowing: the check that found it, the fact it is about, and where that stands.

    `against` is what the fact contradicts, `against_at` its file and line where it is a fact too. What is found of all
    facts of a kind stands at the first of them.
    """

    check: str
    title: str
    level: Literal["error", "note"]
    file: str | None
    line: int | None
    fact: str
    sentence: str
    against: str | None
    against_at: str | None
    hint: str | None


class Checked(Told):
    """What a check of a record found. `findings` are errors, `notes` are not."""

    schema_: Literal["dedere.check/1"] = "dedere.check/1"
    id: str
    findings: tuple[CheckFinding, ...]
    notes: tuple[CheckFinding, ...]
    facts: int
    """How many facts were checked."""
    checks: int
    """By how many rules."""
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str
