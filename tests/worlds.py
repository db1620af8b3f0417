"""Worlds to try the rules on: small sets of facts supposed on top of the record, and the engine's answer to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import clingo

from dedere import dates
from dedere.answers.solution import Solution
from dedere.asking.query import Posed
from dedere.asking.suppositions import suppose
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from dedere.terms.values import Atom, Value, split
from second_opinion import Act, Case, Verdict, days


class World(NamedTuple):
    """Facts about fictional people and States, or new ones about real ones, and a case among them."""

    case: Case
    facts: tuple[Atom, ...]

    def __str__(self) -> str:
        listed = "\n".join(f"    {atom}." for atom in self.facts)
        case = self.case
        where = case.host if case.area is None else f"{case.area} of {case.host}"
        return f"{case.person} in {where}, {case.first} to {case.last} ({case.presence}), given\n{listed}"

    def __repr__(self) -> str:
        return f"\n{self}\n"

    def but(self, *added: Atom, without: Iterable[Atom] = (), case: Case | None = None) -> World:
        """The world with facts added and left out, each once."""
        gone = set(without)
        kept = dict.fromkeys(atom for atom in (*self.facts, *added) if atom not in gone)
        return World(case or self.case, tuple(kept))


def slots(case: Case) -> dict[str, Value]:
    """What fills the slots of the question."""
    given: dict[str, Value] = {
        "person": case.person,
        "host": case.host,
        "first": case.first,
        "after": dates.next_day(case.last),
        "presence": case.presence,
    }
    return given if case.area is None else {**given, "area": case.area}


def answering(world: World, engine: Engine | None = None, withdrawn: Iterable[Atom] = ()) -> Solution:
    """The engine's work on the question of a world. Raises `UsageError` if a fact of it is none."""
    engine = engine or default_engine()
    case = world.case
    declared, _ = engine.leading
    return Solution(Posed(engine, declared, slots(case), case.first, case.last, tuple(world.facts), tuple(withdrawn)))


def checked(world: World) -> World:
    """The world, if every fact of it is one that a user could suppose; else the reason, as `AssertionError`."""
    try:
        suppose(default_engine().corpus, [str(atom) for atom in world.facts])
    except UsageError as wrong:
        raise AssertionError(f"{wrong.message} ({wrong.hint}) in {world}") from None
    return world


def by_day(found: Solution, atoms: Iterable[str]) -> dict[int, set[str]]:
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


def duties(found: Solution, atoms: Iterable[str]) -> dict[int, set[str]]:
    """The norms that answer the question, by each day of the stay."""
    norms = {day: {str(split(atom)[1][0]) for atom in holding} for day, holding in by_day(found, atoms).items()}
    return {day: {norm for norm in holding if found.sought(norm)} for day, holding in norms.items()}


ACTS: dict[Act, frozenset[str]] = {
    "arrest": frozenset({"arrest_and_surrender", "arrest", "provisional_arrest"}),
    "surrender": frozenset({"arrest_and_surrender"}),
}
"""What the host must do for the Court, and the acts of norms in which that is found."""


def verdicts(
    found: Solution, answers: Iterable[frozenset[str]], act: Act | None = None
) -> dict[str, dict[int, Verdict]]:
    """The verdict on each day of the stay, under each school and (`all`) on every position, from all answer sets.

    That on every norm that answers the question, or on an act for the Court alone.
    """
    told: dict[str, dict[int, Verdict]] = {}
    held = [(positions(answer), duties(found, filter(_effective, answer))) for answer in answers]
    if act is not None:
        held = [
            (adopted, {day: {norm for norm in norms if _asks(norm, act)} for day, norms in days.items()})
            for adopted, days in held
        ]
    for school, taken in {"all": {}, **{it.id: it.positions for it in found.engine.schools}}.items():
        agreeing = [days for adopted, days in held if all(adopted.get(it, taken[it]) == taken[it] for it in taken)]
        told[school] = {}
        for day in agreeing[0]:
            outcomes = {bool(days[day]) for days in agreeing}
            told[school][day] = "obliged" if outcomes == {True} else "contested" if True in outcomes else "not_obliged"
    return told


def _asks(norm: str, act: Act) -> bool:
    _, (_, done, _, toward) = split(norm)
    return done in ACTS[act] and toward == "icc"


def strongest(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on a stay, from those on its days."""
    found = set(verdicts)
    return "obliged" if "obliged" in found else "contested" if "contested" in found else "not_obliged"


def positions(answer: Iterable[str]) -> dict[str, str]:
    """The position that an answer set takes on each issue."""
    rows = (split(atom)[1] for atom in answer if atom.startswith("adopt("))
    return {str(issue): str(option) for issue, option in rows}


def _effective(atom: str) -> bool:
    return atom.startswith("effective(")


NAMING = frozenset({"state", "person", "situation", "resolution"})
"""Predicates by which the things of a world are named."""


def program(world: World, engine: Engine | None = None) -> str:
    """The program that the engine grounds for a world."""
    engine = engine or default_engine()
    declared, slicer = engine.question("assess")
    plan = declared.facts(slots(world.case))
    facts = slicer.select(plan, world.facts, ())
    return f"{engine.law(facts)}\n{' '.join(facts)}"


def answer_sets(world: World) -> list[frozenset[str]]:
    """Every answer set of a world, asked of clingo itself."""
    control = clingo.Control(["--warn=none", "0"])
    control.add("base", [], program(world))
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        return [frozenset(map(str, model.symbols(atoms=True))) for model in handle]
