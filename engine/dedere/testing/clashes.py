"""An act that is owed and forbidden at once, where nothing tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from dedere import dates
from dedere.solving.control import Control
from dedere.terms.values import Value, split
from dedere.testing.answers import ALL, Answer


def clash(answer: Answer, facts: Sequence[str]) -> str | None:
    """The first act that is both owed and forbidden on one view and day, in a sentence; None where a doubt tells of it,
    or what owes it goes before what forbids it. `facts` are those of the answer's world.
    """
    rows = [split(it) for it in answer.possible[ALL]]
    ever = [(*split(args[0]), args[2]) for _, args in rows]
    owed = {(args[:3], day) for kind, args, day in ever if kind == "duty"}
    banned = {(args[:3], day) for kind, args, day in ever if kind == "forbidden"}
    both = sorted(owed & banned, key=str)
    if not both:
        return None
    program = Control(f"{answer.world.engine.law(facts)}\n{' '.join(facts)}")
    possible = [(split(str(it)), literal) for it, literal in program.literals("effective", 3)]
    doubts = [(split(str(it))[1], literal) for it, literal in program.literals("doubt", 2)]
    first = {split(str(it))[1]: -literal for it, literal in program.literals("outranks", 2)}
    for (bearer, act, of), day in both:
        held: dict[str, list[tuple[Value, int]]] = {"duty": [], "forbidden": []}
        for (_, args), literal in possible:
            kind, norm = split(args[0])
            if kind in held and norm[:3] == (bearer, act, of) and args[2] == day:
                held[kind].append((args[1], literal))
        silent = [-literal for (what, on), literal in doubts if on == day and str(bearer) in str(what)]
        if any(
            program.can([must, *silent, *filter(None, [first.get((rule, other))]), not_])
            for rule, must in held["duty"]
            for other, not_ in held["forbidden"]
        ):
            return f"`{act}` is both owed and forbidden to {bearer} on {dates.iso(int(day))}, and no doubt tells of it"
    return None
