"""Cases for the tests of case files, written in few words and read as a user's would be."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dedere.cases.files import CaseFile, Example, parse
from dedere.cases.told import Told, asked
from dedere.engine import default_engine

NORWAY = "person: putin, host: NO, first: 2024-05-01"
INDIA = "person: putin, host: ind, first: 2025-12-05"
ARMENIA = "person: putin, host: arm, first: 2024-01-31, last: 2024-02-01"
"""It becomes a party on the second day."""


def file_of(expect: str, question: str = NORWAY, more: str = "") -> CaseFile:
    """A file of one case that expects what is written in flow style."""
    return parse(Path("some.yaml"), f"- name: a\n  question: {{{question}}}\n{more}  expect: {{{expect}}}\n")


def case_of(expect: str, question: str = NORWAY, more: str = "") -> Example:
    """That case."""
    return file_of(expect, question, more).cases[0]


@cache
def told_of(question: str = NORWAY) -> Told:
    """What is told in answer to a question, worked out once."""
    return Told(asked(case_of("verdict: obliged", question), default_engine()))
