"""The files mean the same without Dedere: plain clingo on rules and facts reaches what the engine says of each visit.

Plain clingo looks at many visits of the record at once, the engine at one question at a time, on a slice of the record.
What is compared, and why that is fair:

- *Days.* Each visit is looked at on its first day and on each later one on which something changes. At once, something
  may change for one visit because of another, so plain clingo looks at more days. The engine claims that nothing
  changes between its own days; so on each day that plain clingo looks at, it must say what the engine says of the last
  of its own days up to then.
- *Norms.* A norm names its bearer and whom it is about, not the visit it comes from. So the norms that name a person
  are compared by person and day: those of all visits of that person that are looked at on the day, to whatever hosts,
  together. Norms that name no person are compared visit by visit, for the States of the case and the treaties that it
  looks at: at once, every State is looked at under the treaties of all cases. A State that on the day is the host of
  another visit is left to that one.
- *Positions.* All visits share the choice on each contested question. What holds of a visit on some choice (brave) and
  on every choice (cautious) is the same for one visit alone, since every choice on its questions is open in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import clingo
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import profiles
from dedere.answers.solution import solve
from dedere.asking.query import ask
from dedere.dates import next_day
from dedere.engine import default_engine
from dedere.loading import default_folders
from dedere.solving.ground import Grounded
from dedere.terms.values import Atom, Value, split


class Sets(NamedTuple):
    """The effective norms that hold on some choice and on every choice, as texts of atoms."""

    possible: frozenset[str]
    certain: frozenset[str]


def consequences(control: clingo.Control, shown: str) -> Sets:
    """The brave and the cautious consequences of a ground program among the atoms of a predicate."""
    sets = []
    # clingo types its configuration as anything at all.
    mode: Any = control.configuration.solve
    mode.models = 0
    for kind in ("brave", "cautious"):
        mode.enum_mode = kind
        found: frozenset[str] | None = None
        with control.solve(yield_=True) as handle:
            for model in handle:
                found = frozenset(str(it) for it in model.symbols(atoms=True) if it.name == shown)
        assert found is not None, "plain clingo finds a contradiction"
        sets.append(found)
    return Sets(*sets)


# -------------------------------------------------------------------------------------------- every visit of the record


class Plain(NamedTuple):
    """What plain clingo says of all visits: what holds, by day, and the days on which it looks at each visit."""

    possible: dict[int, frozenset[str]]
    certain: dict[int, frozenset[str]]
    days: dict[str, list[int]]


@lru_cache(maxsize=1)
def plain() -> Plain:
    """Plain clingo over the files; nothing of Dedere takes part."""
    control = clingo.Control(["--warn=none"])
    for folder in default_folders():
        for path in sorted(folder.rglob("*.lp")):
            control.load(str(path))
    # The record tells of journeys; each that was made is put as the visit that a question is about.
    control.add("".join(f"{visit}." for visit in visits()))
    control.ground([("base", [])])
    sets = consequences(control, "effective")
    days: dict[str, list[int]] = {}
    for atom in control.symbolic_atoms.by_signature("day", 2):
        visit, day = atom.symbol.arguments
        if visit.type == clingo.SymbolType.Function:
            days.setdefault(str(visit), []).append(day.number)
    return Plain(_by_day(sets.possible), _by_day(sets.certain), {it: sorted(of) for it, of in days.items()})


def _by_day(atoms: frozenset[str]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for atom in atoms:
        norm, rule, day = split(atom)[1]
        found.setdefault(int(day), set()).add(f"{norm} by {rule}")
    return {day: frozenset(norms) for day, norms in found.items()}


class Case(NamedTuple):
    """What the engine says of one visit: what holds, by day; the States, treaties and days it looks at."""

    possible: dict[int, frozenset[str]]
    certain: dict[int, frozenset[str]]
    days: list[int]
    states: frozenset[str]
    watched: frozenset[str]


VISIT_FACTS = ("manner", "visit_area")


@cache
def visits() -> list[Atom]:
    """The journeys of the record that were made, each as a visit: of those of a person to a State the first.

    All of them where more examples are asked for: then plain clingo works for a minute.
    """
    journeys = [fact.atom.args for fact in default_engine().corpus.by_predicate["journey"]]
    made = sorted((it for it in journeys if it[5] == "took_place"), key=lambda it: (int(it[3]), str(it[0])))
    first = {(person, host): id_ for id_, person, host, *_ in reversed(made)}
    return [
        Atom("visit", (id_, person, host, begun, next_day(int(last))))
        for id_, person, host, begun, last, *_ in made
        if profiles.DEMANDED or first[person, host] == id_
    ]


@cache
def _case(visit: Atom) -> Case:
    """A visit of the record put as a question: its own facts stand as the question's plan."""
    engine = default_engine()
    id_, *rest = visit.args
    plan = [Atom("visit", ("asked", *rest))]
    for name in VISIT_FACTS:
        facts = (fact.atom.args for fact in engine.corpus.by_predicate.get(name, ()))
        plan.extend(Atom(name, ("asked", *args[1:])) for args in facts if args[0] == id_)
    _, slicer = engine.question("assess")
    facts_ = slicer.select(plan, (), ())
    ground = Grounded(engine.law(facts_), facts_)
    model = [split(atom) for atom in ground.world({}) or ()]
    return Case(
        _by_day(ground.possible({})),
        _by_day(ground.certain({})),
        sorted(int(args[1]) for name, args in model if name == "day"),
        frozenset(str(args[0]) for name, args in model if name == "concerned"),
        frozenset(str(args[0]) for name, args in model if name == "watched"),
    )


def _about(norms: frozenset[str], person: str) -> frozenset[str]:
    """The norms that name the person."""
    return frozenset(norm for norm in norms if person in _names(norm.partition(" by ")[0]))


def _of_states(norms: frozenset[str], case: Case, others: set[str]) -> frozenset[str]:
    """The norms that name no person, only States of the case but the other hosts, and treaties that it looks at."""
    names = default_engine().corpus.names
    kept = set()
    for norm in norms:
        named = set(_names(norm.partition(" by ")[0]))
        states = named & names["state"]
        if (
            states
            and states <= case.states - others
            and named & names["treaty"] <= case.watched
            and not named & names["person"]
        ):
            kept.add(norm)
    return frozenset(kept)


def _names(term: Value) -> Iterator[str]:
    name, args = split(term)
    yield name
    for arg in args:
        yield from _names(arg)


@pytest.mark.parametrize("kind", ["possible", "certain"])
def test_every_person_of_the_record_on_every_day(kind: str) -> None:
    at_once = plain()
    said: dict[tuple[str, int], set[str]] = {}
    for visit in visits():
        case = _case(visit)
        for day in at_once.days[str(visit.args[0])]:
            here = getattr(case, kind).get(_last(case, day), frozenset())
            said.setdefault((str(visit.args[1]), day), set()).update(_about(here, str(visit.args[1])))
    wrong: list[str] = []
    for (person, day), here in sorted(said.items()):
        there = _about(getattr(at_once, kind).get(day, frozenset()), person)
        wrong.extend(f"{person}, {day}: {it} in plain clingo alone" for it in sorted(there - here))
        wrong.extend(f"{person}, {day}: {it} in the engine alone" for it in sorted(here - there))
    assert wrong == []
    assert sum(map(len, said.values())) > 5 * len(visits()), "hardly anything was compared"


@pytest.mark.parametrize("kind", ["possible", "certain"])
def test_every_state_of_every_visit(kind: str) -> None:
    at_once = plain()
    wrong: list[str] = []
    compared = 0
    for visit in visits():
        case = _case(visit)
        for day in at_once.days[str(visit.args[0])]:
            others = {str(it.args[2]) for it in visits() if day in at_once.days[str(it.args[0])]} - {str(visit.args[2])}
            here = _of_states(getattr(case, kind).get(_last(case, day), frozenset()), case, others)
            there = _of_states(getattr(at_once, kind).get(day, frozenset()), case, others)
            compared += len(there)
            wrong.extend(f"{visit.args[0]}, {day}: {it} in plain clingo alone" for it in sorted(there - here))
            wrong.extend(f"{visit.args[0]}, {day}: {it} in the engine alone" for it in sorted(here - there))
    assert wrong == []
    assert compared > 2 * len(visits()), "hardly anything was compared"


def _last(case: Case, day: int) -> int:
    """The last day that the engine looked at, up to this one."""
    return max(it for it in case.days if it <= day)


def test_the_engine_looks_at_no_day_that_plain_clingo_does_not() -> None:
    days = plain().days
    for visit in visits():
        assert set(_case(visit).days) <= set(days[str(visit.args[0])])


# --------------------------------------------------------------------------------------- the slice and the whole record


@lru_cache(maxsize=1)
def _unplanned() -> str:
    """All rules, and all facts but the visits of the record, which a question's own visit replaces."""
    engine = default_engine()
    declared, _ = engine.question("assess")
    facts = " ".join(f"{fact.atom}." for fact in engine.corpus.facts if fact.atom.name not in declared.planned)
    return "\n".join([*(clause.text for clause in engine.corpus.clauses), facts])


def _whole(plan: list[Atom]) -> Sets:
    control = clingo.Control(["--warn=none"])
    control.add("base", [], f"{_unplanned()}\n{' '.join(f'{atom}.' for atom in plan)}")
    control.ground([("base", [])])
    return consequences(control, "effective")


def _compare(person: str, host: str, first: str, last: str, presence: str = "visit") -> None:
    engine = default_engine()
    asked = ask(person, host, first=first, last=last, presence=presence, engine=engine)
    declared, _ = engine.question("assess")
    found = solve(asked)
    whole = _whole(declared.facts(asked.given))
    assert found.possible == whole.possible
    assert found.certain == whole.certain


QUESTIONS = [
    ("putin", "ind", "20251205", "20251205", "visit"),
    ("putin", "mng", "20240902", "20240903", "visit"),
    ("putin", "arm", "20240131", "20240202", "visit"),
    ("putin", "kherson", "20230417", "20230418", "visit"),
    ("netanyahu", "hun", "20250403", "20250406", "visit"),
    ("netanyahu", "usa", "20250926", "20250926", "un_meeting"),
    ("netanyahu", "grc", "20250925", "20250925", "overflight"),
    ("bashir", "jor", "20170329", "20170329", "visit"),
    ("bashir", "sdn", "20190401", "20190420", "visit"),
    ("duterte", "phl", "20250311", "20250311", "visit"),
    ("milosevic", "ind", "19990615", "19990615", "visit"),
    ("assad", "fra", "20241101", "20250301", "visit"),
    ("njeem", "ita", "20250118", "20250121", "visit"),
    ("gbagbo_l", "bel", "20100101", "20210501", "visit"),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda it: f"{it[0]} in {it[1]}")
def test_a_slice_answers_like_the_whole_record(question: tuple[str, str, str, str, str]) -> None:
    _compare(*question)


@st.composite
def stays(draw: st.DrawFn) -> tuple[str, str, str, str, str]:
    """Any person of the record in any State, for up to three years, in any manner."""
    names = default_engine().corpus.names
    person = draw(st.sampled_from(sorted(map(str, names["person"]))))
    host = draw(st.sampled_from(sorted(map(str, names["state"]))))
    day = draw(st.dates(min_value=_day(19900101), max_value=_day(20270101)))
    last = draw(st.dates(min_value=day, max_value=day.replace(year=day.year + 3, day=1)) | st.just(day))
    manner = draw(st.sampled_from(("visit", "overflight", "embassy", "special_mission", "un_meeting", "landing")))
    return person, host, day.strftime("%Y%m%d"), max(day, last).strftime("%Y%m%d"), manner


def _day(number: int) -> Any:
    from datetime import date

    return date(number // 10000, number // 100 % 100, number % 100)


@profiles.few(8)
@given(stays())
@example(("putin", "zaf", "20230822", "20230824", "visit"))
def test_any_slice_answers_like_the_whole_record(stay: tuple[str, str, str, str, str]) -> None:
    _compare(*stay)
