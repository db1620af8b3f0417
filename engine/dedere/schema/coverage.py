"""Which rules a run of cases tried, as frozen models: the source of `dedere.coverage/1`."""

from __future__ import annotations

from typing import Literal

from dedere.schema.base import Model
from dedere.schema.told import Told

Kind = Literal["derive", "choice", "constraint"]


class ConditionCoverage(Model):
    """A condition of a clause, and whether it ever decided alone; None where that cannot be asked."""

    condition: str
    decisive: bool | None


class ClauseCoverage(Model):
    """A clause, in how many cases it fired, and its conditions. `counted`: whether the question can reach it."""

    rule: str
    file: str
    line: int
    clause: str
    kind: Kind
    counted: bool
    fired: int
    conditions: tuple[ConditionCoverage, ...]


class Coverage(Told):
    """What a run of cases tried. Shares are hundredths of what can be reached from the question at all."""

    schema_: Literal["dedere.coverage/1"] = "dedere.coverage/1"
    cases: int
    clauses: int
    fired: int
    conditions: int
    decisive: int
    exceptions: int
    defeating: int
    """How many rules that are exceptions to others defeated something, of `exceptions`."""
    never_defeating: tuple[str, ...]
    each: tuple[ClauseCoverage, ...]
    dedere: str
    rules_fingerprint: str

    @property
    def share_fired(self) -> float:
        """How many of a hundred clauses fired."""
        return _share(self.fired, self.clauses)

    @property
    def share_decisive(self) -> float:
        """How many of a hundred conditions ever decided alone."""
        return _share(self.decisive, self.conditions)


def _share(some: int, of: int) -> float:
    return round(100 * some / of, 1) if of else 100.0
