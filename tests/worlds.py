"""Worlds to try the rules on: small sets of facts supposed on top of the record, and the engine's answer to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dedere import dates
from dedere.answering import Answering
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from dedere.suppositions import suppose
from dedere.values import Atom, Value, split
from second_opinion import Case, Verdict, days


class World(NamedTuple):
    """Facts about fictional people and States, or new ones about real ones, and a case among them."""

    case: Case
    facts: tuple[Atom, ...]

    def __str__(self) -> str:
        listed = "\n".join(f"    {atom}." for atom in self.facts)
        case = self.case
        return f"{case.person} in {case.host}, {case.first} to {case.last} ({case.presence}), given\n{listed}"

    def __repr__(self) -> str:
        return f"\n{self}\n"

    def but(self, *added: Atom, without: Iterable[Atom] = (), case: Case | None = None) -> World:
        """The world with facts added and left out, each once."""
        gone = set(without)
        kept = dict.fromkeys(atom for atom in (*self.facts, *added) if atom not in gone)
        return World(case or self.case, tuple(kept))


def answering(world: World, engine: Engine | None = None, withdrawn: Iterable[Atom] = ()) -> Answering:
    """The engine's work on the question of a world. Raises `UsageError` if a fact of it is none."""
    engine = engine or default_engine()
    case = world.case
    given: dict[str, Value] = {
        "person": case.person,
        "host": case.host,
        "first": case.first,
        "after": dates.next_day(case.last),
        "presence": case.presence,
    }
    return Answering(engine, "assess", given, case.first, case.last, world.facts, list(withdrawn), None)


def checked(world: World) -> World:
    """The world, if every fact of it is one that a user could suppose; else the reason, as `AssertionError`."""
    try:
        suppose(default_engine().corpus, [str(atom) for atom in world.facts])
    except UsageError as wrong:
        raise AssertionError(f"{wrong.message} ({wrong.hint}) in {world}") from None
    return world


def by_day(found: Answering, atoms: Iterable[str]) -> dict[int, set[str]]:
    """The atoms of `effective/3` by each day of the stay, those looked at standing for the days that follow them."""
    looked: dict[int, set[str]] = {}
    for atom in atoms:
        looked.setdefault(int(split(atom)[1][2]), set()).add(atom)
    stay: dict[int, set[str]] = {}
    last = found.first
    for day in days(Case("", "", found.first, found.last)):
        last = day if day in found.days else last
        stay[day] = looked.get(last, set())
    return stay


def duties(found: Answering, atoms: Iterable[str]) -> dict[int, set[str]]:
    """The norms that answer the question, by each day of the stay."""
    norms = {day: {str(split(atom)[1][0]) for atom in holding} for day, holding in by_day(found, atoms).items()}
    return {day: {norm for norm in holding if found.sought(norm)} for day, holding in norms.items()}


def verdicts(found: Answering) -> dict[str, dict[int, Verdict]]:
    """The engine's verdict on each day of the stay, under each school and (`all`) on every position."""
    sets = {**found.by_school, "all": (found.possible, found.certain)}
    told: dict[str, dict[int, Verdict]] = {}
    for school, (possible, certain) in sets.items():
        may, must = duties(found, possible), duties(found, certain)
        told[school] = {day: "obliged" if must[day] else "contested" if may[day] else "not_obliged" for day in may}
    return told
