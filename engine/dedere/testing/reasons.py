"""What must be so of the reasons of every answer that `assess` gives: proofs, reasons why not, promises, issues."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dedere import dates
from dedere.answers.promises import promising
from dedere.answers.solution import solve
from dedere.batch.grid import grid
from dedere.errors import DedereError
from dedere.program.question import fill
from dedere.schema.answer import STRENGTH, Proof, Verdict, WhyNot
from dedere.solving.ground import Grounded
from dedere.terms.values import quote, split
from dedere.terms.variables import names
from dedere.testing import proofs
from dedere.testing.answers import ALL, Answer
from dedere.testing.consistency import Asking, Property
from dedere.testing.world import World


def proved(answer: Answer) -> Asking:
    """Everything that holds is proved, and every step of every proof follows by a clause of the rule it names."""
    yield ()
    found = solve(answer.world.query if answer.world.assessed else answer.world.posed)
    return next(proofs.faults(found), None)


def agreeing(answer: Answer) -> Asking:
    """`assess`, `grid` and the answers of many questions at once say the same."""
    yield ()
    world = answer.world
    told = answer.world.assessment
    if told is None:
        return None
    for school, verdict in {ALL: told.verdict, **told.schools}.items():
        if verdict != answer.verdicts[school]:
            many = answer.verdicts[school]
            return f"`assess` says `{verdict}`{f' for {school}' if school else ''}, many at once `{many}`"
    if world.facts:
        try:
            row = grid(world.but(without=world.facts[-1:]).query, suppose_from=str(world.facts[-1])).rows[-1]
        except DedereError:
            return None  # Without it something is not named.
        if row.verdict != told.verdict:
            last = world.facts[-1]
            return f"`assess` says `{told.verdict}`, and `grid` `{row.verdict}`, which supposes `{last}` in turn"
    return None


def why_not_true(answer: Answer) -> Asking:
    """What a reason why not names as missing is missing, on some view of each school that it is told for."""
    yield ()
    told = answer.world.assessment
    if told is None or not told.why_not:
        return None
    engine, facts = answer.world.engine, solve(answer.world.query).facts
    rules = []
    for at, miss in enumerate(told.why_not):
        holds = _anything(miss.missing.atom or "")
        if holds is None:
            continue
        if miss.missing.kind != "missing" and not holds.startswith("not "):
            holds = f"not {holds}"  # It stands in the way, and is told as holding.
        rules.append(f"{{ _untrue({at}) }}. :- _untrue({at}), {holds}.")
    ground = Grounded(f"{engine.law(facts)}\n{' '.join(rules)}", facts)
    positions = {it.id: it.positions for it in engine.schools}
    for at, miss in enumerate(told.why_not):
        literal = ground.supposing(f"_untrue({at})")
        for school in miss.schools:
            if literal and not ground.can(positions[school], literal):
                said = miss.missing.sentence
                return f"`{said}` is given as the reason why {miss.rule} does not bind ({school}), and is not so"
    return None


def _anything(atom: str) -> str | None:
    """The atom as a condition, what is not named in it being anything."""
    text = re.sub(r"^not ", "", atom)
    try:
        name, args = split(text)
    except ValueError:
        return None
    if not re.match(r"[a-z_]\w*\Z", name):
        return None
    return ("not " if atom.startswith("not ") else "") + (f"{name}({','.join(map(str, args))})" if args else name)


def promises_kept(answer: Answer) -> Asking:
    """Under what a reason why not says would bind, the answer of the day is a stronger one on some view."""
    yield ()
    told = answer.world.assessment
    if told is None:
        return None
    for miss in told.why_not:
        for step in promising(miss):
            if step.atom and not names(step.atom) and not step.atom.startswith("not "):
                wrong = _broken(answer.world, miss, step)
                if wrong:
                    return wrong
    return None


def _broken(world: World, miss: WhyNot, step: Proof) -> str | None:
    found = solve(world.query)
    day = dates.number(miss.day)
    sought = [fill(it.pattern, world.given) for it in world.question.seeks]
    law = world.engine.law([*found.facts, f"{step.atom}."])
    ground = Grounded(law, [*found.facts, f"{step.atom}."], sought)
    views: Sequence[Mapping[str, str]] = ({}, *(it.positions for it in world.engine.schools))
    pairs: list[tuple[Verdict, Verdict]] = [
        (found.ground.verdict_on(day, it), ground.verdict_on(day, it)) for it in views
    ]
    if any(STRENGTH[after] > STRENGTH[before] for before, after in pairs):
        return None
    return f"`{miss.would} if {step.would}` is told of {dates.iso(day)}, and with `{step.atom}` nothing more is owed"


def issues_turn(answer: Answer) -> Asking:
    """An issue that is told to turn the answer alone does so, and one that is told not to does not."""
    yield ()
    told = answer.world.assessment
    if told is None or not told.issues:
        return None
    found = solve(answer.world.query)
    for issue in told.issues:
        verdicts = {it.option: found.ground.verdict({quote(issue.id): it.option}) for it in issue.positions}
        for position in issue.positions:
            leads = verdicts[position.option]
            if position.verdict != leads:
                told_ = f"`{position.option}` is told to lead to `{position.verdict}`, and leads to `{leads}`"
                return f"on {issue.id} {told_}"
        turns = {"obliged", "not_obliged"} <= set(verdicts.values())
        if turns != (issue.turns == "alone"):
            leads_to = ", ".join(f"`{it}`" for it in sorted(set(verdicts.values())))
            return f"{issue.id} is told to turn the answer: {issue.turns}; its positions lead to {leads_to}"
    return None


REASONS = (
    Property("proved", "everything that holds is proved, and every step follows by its rule", proved),
    Property("agreeing", "`assess`, `grid` and many questions at once say the same", agreeing),
    Property("why_not_true", "what is told to be missing is missing", why_not_true),
    Property("promises_kept", "what would bind would", promises_kept),
    Property("issues_turn", "the issues that are told to turn the answer do, and no others alone", issues_turn),
)
"""What must be so of the reasons of every answer."""
