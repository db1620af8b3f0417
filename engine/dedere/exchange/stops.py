"""A plan of visits as it was given, in whatever form: its legs with their parts as texts, not yet looked up."""

from __future__ import annotations

from typing import NamedTuple


class Stop(NamedTuple):
    """A leg as it was given: where it stands in the file, its name, and the parts of its question, as texts.

    `of` is the leg in whose place it may be put, `wrong` why it can be no question, with a hint.
    """

    line: int | None
    leg: str
    of: str | None = None
    person: str | None = None
    host: str | None = None
    first: str | None = None
    last: str | None = None
    presence: str | None = None
    capacity: str | None = None
    event: str | None = None
    wrong: tuple[str, str] | None = None


class Given(NamedTuple):
    """A plan as it was given: maybe a title, and its legs in their order, each before the alternatives to it."""

    title: str | None
    legs: tuple[Stop, ...]
