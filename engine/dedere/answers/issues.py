"""The contested questions that bear on an answer, and which of them turn it: alone, or together with which others.

How the verdict depends on the positions is learned by parting the positions until the verdict is decided: each part is
a handful of positions under which it is the same whatever else is held. Two parts with opposite verdicts that differ in
one issue only show that this issue turns the verdict, and on which positions of others that depends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import Literal

from dedere.answers.solution import Solution
from dedere.schema.answer import Issue, Position, Verdict
from dedere.terms.values import Atom, text

Positions = Mapping[str, str]

MOST_PARTS = 256
"""How many parts are made at most; beyond that the verdict is left undecided in the rest."""


def issues(found: Solution) -> tuple[Issue, ...]:
    """The open issues, with the verdict that each position leads to and whether it turns the answer."""
    overall = found.verdict(found.fixed)
    of = found.engine.corpus.by_predicate
    questions = {str(fact.atom.args[0]): text(fact.atom.args[1]) for fact in of.get("issue", ())}
    places = {str(fact.atom.args[0]): int(fact.atom.args[1]) for fact in of.get("told_at", ())}
    told = sorted(questions, key=lambda id_: places.get(id_, inf))
    open_ = {id_: found.issues[id_] for id_ in told if id_ in found.issues}
    contested = overall == "contested"
    verdicts: dict[str, dict[str, Verdict]] = {
        id_: {option: found.verdict({**found.fixed, id_: option}) if contested else overall for option in options}
        for id_, options in open_.items()
    }
    turning = _turning(found, verdicts) if contested else {}
    return tuple(
        Issue(
            id=text(id_),
            question=questions[id_],
            turns=_how(turning.get(id_)),
            with_=tuple(text(other) for other in open_ if other in turning.get(id_, ())),
            positions=tuple(_position(found, id_, option, verdict) for option, verdict in verdicts[id_].items()),
        )
        for id_ in open_
    )


def left_open(found: Solution, verdicts: Mapping[str, Verdict]) -> dict[str, tuple[str, ...]]:
    """For each school whose verdict is open the issues that leave it so, on which it takes no position.

    Those that alone settle its verdict in one way or another, or where none does all that are open in it.
    """
    told: dict[str, tuple[str, ...]] = {}
    for school in found.schools:
        if verdicts[school.id] != "contested":
            continue
        open_ = found.ground.issues(school.positions)
        settling = [
            issue
            for issue, options in open_.items()
            if any(found.verdict({**school.positions, issue: it}) != "contested" for it in options)
        ]
        told[school.id] = tuple(sorted(map(text, settling or open_)))
    return told


def _how(others: frozenset[str] | None) -> Literal["alone", "together", "no"]:
    return "no" if others is None else "together" if others else "alone"


def _turning(found: Solution, verdicts: Mapping[str, Mapping[str, Verdict]]) -> dict[str, frozenset[str]]:
    """For each issue that turns the verdict the others that it takes: those of every smallest set that suffices."""
    parts = list(_parts(found, verdicts))
    turning: dict[str, set[str]] = {}
    for id_, by_option in verdicts.items():
        if {"obliged", "not_obliged"} <= set(by_option.values()):
            turning[id_] = set()
            continue
        for one, other, around in _opposed(parts, id_):
            known = turning.setdefault(id_, set())
            for issue in set(around) - known:
                known |= _needed(found, around, issue, {id_: one}, {id_: other})
    return {id_: frozenset(others) for id_, others in turning.items()}


def _parts(found: Solution, verdicts: Mapping[str, Mapping[str, Verdict]]) -> Iterator[tuple[dict[str, str], Verdict]]:
    """Positions that decide the verdict whatever else is held, covering all that can be held."""
    # What decides most comes first, so that little is left to be parted.
    order = sorted(verdicts, key=lambda id_: sum(verdict == "contested" for verdict in verdicts[id_].values()))
    waiting: list[tuple[dict[str, str], Verdict]] = [({}, "contested")]
    made = 0
    while waiting and made < MOST_PARTS:
        positions, verdict = waiting.pop()
        if verdict != "contested":
            made += 1
            yield positions, verdict
            continue
        id_ = next((it for it in order if it not in positions), None)
        if id_ is not None:
            for option in verdicts[id_]:
                taken = {**positions, id_: option}
                waiting.append((taken, found.verdict({**found.fixed, **taken})))


def _opposed(parts: list[tuple[dict[str, str], Verdict]], id_: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Pairs of options that lead to opposite verdicts, with the positions on other issues under which they do."""
    obliged = [part for part, verdict in parts if verdict == "obliged" and id_ in part]
    for part, verdict in parts:
        if verdict == "not_obliged" and id_ in part:
            for other in obliged:
                both = {**part, **other}
                if part[id_] != other[id_] and all(both[it] == option for it, option in part.items() if it != id_):
                    yield part[id_], other[id_], {it: option for it, option in both.items() if it != id_}


def _needed(found: Solution, around: Positions, kept: str, one: Positions, other: Positions) -> set[str]:
    """A smallest part of some positions under which two options still lead to opposite verdicts; `kept` goes last."""
    needed = dict(around)
    for issue in [*(it for it in around if it != kept), kept]:
        fewer = {it: option for it, option in needed.items() if it != issue}
        verdicts = {found.verdict({**found.fixed, **fewer, **taken}) for taken in (one, other)}
        if verdicts == {"obliged", "not_obliged"}:
            needed = fewer
    return set(needed)


def _position(found: Solution, issue: str, option: str, verdict: Verdict) -> Position:
    of = found.engine.corpus.by_predicate
    meaning = next(text(it.atom.args[2]) for it in of["option"] if it.atom.args[:2] == (issue, option))
    holders = [it.atom.args[2:] for it in of.get("held_by", ()) if it.atom.args[:2] == (issue, option)]
    court = [it.atom.args[2] for it in of.get("court_holds", ()) if it.atom.args[:2] == (issue, option)]
    return Position(
        option=option,
        meaning=meaning,
        held_by=tuple(text(who) for who, _ in holders),
        authority=tuple(dict.fromkeys([*map(text, court), *(text(where) for _, where in holders)])),
        court=bool(court),
        verdict=verdict,
        beyond=_beyond(found, issue, option),
    )


def _beyond(found: Solution, issue: str, option: str) -> str:
    """How the case lies beyond what those who hold a position spoke of; nothing where no rule says that it can."""
    if not found.engine.reasoner.concluding("beyond", (issue, option, None)):
        return ""
    world = found.world({**found.court_base, issue: option})
    atoms = (str(Atom("beyond", it)) for it in world.answer_set.rows("beyond") if it[:2] == (issue, option))
    return next(map(world.sentence, atoms), "")
