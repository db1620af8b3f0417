"""What went wrong, told to a program, as frozen models: the source of `dedere.error/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.base import Model


class FaultFinding(Model):
    """One fault in one line of a rule or fact file: `file` from the folder it was found in, `line` from 1."""

    file: str
    line: int
    message: str
    hint: str | None = None


class Fault(Model):
    """Why there is no answer: `code` stays the same where the words of `message` may not, `hint` says what to do.

    `exit_code` is that of the command: 1 failed, 2 the question is wrong, 3 the rules or facts are broken.
    """

    schema_: Literal["dedere.error/1"] = "dedere.error/1"
    code: str
    exit_code: int
    message: str
    hint: str | None = None
    findings: tuple[FaultFinding, ...] = ()
