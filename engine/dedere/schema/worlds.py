"""What came of trying rules on worlds that were made up for them, as frozen models: the source of `dedere.worlds/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.base import Model
from dedere.schema.told import Told

SAVED_AS = "world.lp"
"""How the file with the facts of a counterexample is called in the command that asks its question."""


class Counterexample(Model):
    """A world in which something is not as it must be, with no fact in it that is not needed for that.

    `facts` is the text of a file of facts, `asks` the command that asks the question of it, saved as `SAVED_AS` and
    read on top of the rules and facts that were tried, and `case` a case of a case file that fails for as long as it is
    so. It is None where no key of a case file tells it, and where the question is none that `assess` answers.
    """

    property: str
    says: str
    """What must be so in every world."""
    message: str
    """What is not so in this one."""
    rules: tuple[str, ...]
    """The rules that fire in it."""
    asks: str
    facts: str
    case: str | None


class Fired(Model):
    """A rule that founds or defeats a norm, and in how many worlds it did."""

    rule: str
    title: str
    worlds: int


class Unmade(Model):
    """A clause that was to fire, and no world was found in which it does: none of those tried could be made."""

    rule: str
    title: str
    file: str
    line: int


class Idle(Model):
    """An issue that was raised in some worlds, and on which nothing turned in any of those looked at."""

    issue: str
    worlds: int


class Worlds(Told):
    """Rules tried on worlds: in how many which rule fired, which never did, and where something was not as it must be.

    The same seed draws the same worlds. `drawn` may be less than was asked for, where faults end the search.
    """

    schema_: Literal["dedere.worlds/1"] = "dedere.worlds/1"
    asked: int
    drawn: int
    seed: int
    properties: tuple[str, ...]
    """What was held against each world, in words."""
    fired: tuple[Fired, ...]
    never: tuple[Fired, ...]
    """The rules that were to found or defeat a norm, and in no world did."""
    unmade: tuple[Unmade, ...] = ()
    """The clauses for which worlds were looked for, and none was found: with few worlds, not all clauses are tried."""
    idle: tuple[Idle, ...] = ()
    """The issues that were raised and turned nothing."""
    counterexamples: tuple[Counterexample, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str
