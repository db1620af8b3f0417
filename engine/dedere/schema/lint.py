"""What is wrong with rules, as frozen models: the source of `dedere.lint/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.base import Model
from dedere.schema.told import Told

Severity = Literal["error", "note"]


class LintFinding(Model):
    """One thing that is wrong with the rules (`error`), or worth knowing (`note`); `check` names what was looked at."""

    check: str
    level: Severity
    file: str
    line: int
    message: str
    hint: str | None


class Linted(Told):
    """What was found in the rules."""

    schema_: Literal["dedere.lint/1"] = "dedere.lint/1"
    findings: tuple[LintFinding, ...]
    notes: tuple[LintFinding, ...]
    rules: int
    clauses: int
    dedere: str
    rules_fingerprint: str
