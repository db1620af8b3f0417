"""The rules of a pack tried on worlds that are drawn for them, with what came of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from random import Random

from dedere.cases.files import parse
from dedere.cases.run import run
from dedere.cases.told import asked
from dedere.cases.validating import faults as refused
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, ready
from dedere.errors import DedereError, UsageError
from dedere.given import numbers, several
from dedere.language.records import Clause
from dedere.program.question import Declared
from dedere.schema.worlds import Counterexample, Fired, Idle, Unmade, Worlds
from dedere.terms.values import split, text
from dedere.testing.answers import Answer, answers
from dedere.testing.consistency import PROPERTIES, Property
from dedere.testing.drawing import Source, goals
from dedere.testing.reasons import REASONS
from dedere.testing.telling import Telling
from dedere.testing.trying import Fault, faults, known, shrunk
from dedere.testing.turning import Turning
from dedere.testing.world import World
from dedere.version import __version__

_BY = re.compile(r"` by (\S+) ")

EVERY = (*PROPERTIES, *REASONS)
"""All that is held against a world."""

FROM_ONE = 3
"""Worlds that are drawn from one ground program."""

PAIRED = 0.5
"""How often a second clause is to fire in a world, where that can be, and how often one that forbids what is owed."""

DECIDING = ("applicable", "defeated")
"""What the clauses of a rule that is told to have fired, or never to have, conclude."""

TRIES = 3
"""Domains in which a clause is tried before it is left for the next round, and with ids turned if it never fired."""

MOST_SEED = 1 << 63
"""The largest seed that is taken."""

BATCH = 25
"""Worlds that are held against the properties at once."""

MOST_FAULTS = 5
"""After so many different things are wrong no more worlds are drawn."""


def try_worlds(
    corpus: Corpus | Engine | None = None,
    worlds: int = 100,
    *,
    seed: int = 0,
    properties: Sequence[Property] = EVERY,
    rules: Collection[str] | None = None,
) -> Worlds:
    """Draw worlds for the rules of a corpus, hold them against the properties, and tell what came of it.

    Each clause that founds or defeats something is the goal of some, in turn, or each of those of some `rules`, given
    by their ids; the same `seed` draws the same worlds.
    Raises `UsageError` for what is given wrong, and for rules that declare no question.
    """
    numbers(1, worlds=worlds)
    numbers(0, MOST_SEED, seed=seed)
    several(rules=rules)
    known(properties)
    engine = ready(corpus)
    questions = _questions(engine, rules)
    fired: Counter[str] = Counter()
    found: dict[tuple[str, str], Fault] = {}
    drawn = 0
    unmade: dict[int, Clause] = {}
    turning = Turning(engine, rules)
    for batch in _batches(_drawn(questions, engine, seed, unmade), worlds):
        told = answers(batch)
        drawn += len(batch)
        by_world = {id(it.world): _firing(it) for it in told if it is not None}
        fired.update(it for them in by_world.values() for it in them)
        turning.look(told)
        for it in faults(batch, properties, told):
            key = it.property.name, _shape(it.message)
            if key not in found:
                found[key] = it
        if len(found) >= MOST_FAULTS:
            break
    tried = {it.rule_id for _, clauses in questions for it in clauses if it.head_name in DECIDING}
    titles = engine.corpus.rules
    return Worlds(
        asked=worlds,
        drawn=drawn,
        seed=seed,
        properties=tuple(it.says for it in properties),
        fired=tuple(Fired(rule=it, title=titles[it].title, worlds=fired[it]) for it in titles if fired[it]),
        never=tuple(Fired(rule=it, title=titles[it].title, worlds=0) for it in titles if it in tried and not fired[it]),
        unmade=tuple(
            Unmade(rule=it.rule_id, title=titles[it.rule_id].title, file=it.file, line=it.line)
            for _, it in sorted(unmade.items())
        ),
        idle=tuple(Idle(issue=it, worlds=many) for it, many in turning.idle.items()),
        counterexamples=tuple(_counterexample(shrunk(it)) for it in found.values()),
        dedere=__version__,
        rules_fingerprint=engine.corpus.rules_fingerprint,
        facts_fingerprint=engine.corpus.facts_fingerprint,
    ).making(engine)


def _questions(engine: Engine, rules: Collection[str] | None) -> list[tuple[Declared, tuple[Clause, ...]]]:
    """The questions that the rules declare, each with the clauses that can be the goal of a world."""
    ids = [str(it.atom.args[0]) for it in engine.corpus.by_predicate.get("question", ())]
    every = [(declared, goals(engine, declared)) for declared, _ in map(engine.question, ids)]
    of = [(declared, tuple(it for it in them if rules is None or it.rule_id in rules)) for declared, them in every]
    found = [it for it in of if it[1]]
    if not found:
        raise UsageError("no rule answers a question", "declare one, and rules that conclude `applicable`")
    return found


def _drawn(
    asked: Sequence[tuple[Declared, tuple[Clause, ...]]], engine: Engine, seed: int, unmade: dict[int, Clause]
) -> Iterator[World]:
    """Worlds for each goal in turn, for as long as they are asked for; it ends where no goal can be reached.

    In `unmade` stand, by their index, the goals for which so far no world could be made.
    """
    random = Random(seed)  # noqa: S311  # it draws worlds, and keeps no secret
    every = [(question, it) for question, clauses in asked for it in clauses]
    at, ever = 0, set[int]()
    while True:
        random.shuffle(every)
        reached = False
        for question, goal in every:
            others = [it for of, it in every if of.id == question.id]
            against = [it for it in others if _opposed(goal, it)]
            random.shuffle(against)
            made = False
            fresh = goal.index not in unmade
            for tried in range((TRIES if goal.index in ever else 2 * TRIES) if fresh else 1):
                at += 1
                another = [random.choice(others)] if random.random() < PAIRED else []
                if against and (goal.index not in ever or random.random() < PAIRED):
                    another = [against[at % len(against)]]
                # What asks for an order of ids fires in one of the two alone: where nothing else helps, it is turned.
                backwards = tried >= TRIES or (not fresh and at % 2 == 0)
                source = Source(engine, question, goal, seed * 1_000_003 + at, *another, backwards=backwards)
                worlds = [it for _ in range(FROM_ONE) if (it := source.draw()) is not None]
                if worlds:
                    reached = made = True
                    unmade.pop(goal.index, None)
                    ever.add(goal.index)
                    yield from worlds
                    break
            if not made and goal.index not in ever:
                unmade[goal.index] = goal
        if not reached:
            return


def _opposed(one: Clause, other: Clause) -> bool:
    """Whether one founds a duty to do what the other forbids."""
    if one.head_name != "applicable" or other.head_name != "applicable":
        return False
    (kind, norm), (other_kind, other_norm) = split(one.head_args[0]), split(other.head_args[0])
    return {kind, other_kind} == {"duty", "forbidden"} and norm[1:2] == other_norm[1:2]


def _batches(worlds: Iterator[World], most: int) -> Iterator[list[World]]:
    """The worlds in batches; those of different questions apart."""
    batch: list[World] = []
    for number, world in enumerate(worlds, 1):
        if batch and (len(batch) >= BATCH or batch[0].question.id != world.question.id):
            yield batch
            batch = []
        batch.append(world)
        if number >= most:
            break
    if batch:
        yield batch


def _firing(answer: Answer) -> frozenset[str]:
    """The rules that found or defeat something in a world, on some view."""
    rows = [split(it) for it in answer.ever]
    return frozenset(text(args[2] if name == "defeated" else args[1]) for name, args in rows if name != "doubt")


def _shape(message: str) -> str:
    """The rule that is named in what is wrong, so that each kind is told once of each rule."""
    found = _BY.search(message)
    return found[1] if found else ""


def _counterexample(fault: Fault) -> Counterexample:
    world = fault.world
    told = answers([world])[0]
    rules = _firing(told) if told is not None else frozenset()
    by = _shape(fault.message)
    name = f"a counterexample to: {fault.property.says}{by and f' (of {by})'}"
    return Counterexample(
        property=fault.property.name,
        says=fault.property.says,
        message=fault.message,
        rules=tuple(sorted(rules)),
        asks=world.as_question(),
        facts=world.as_facts(),
        case=_case(name, fault.telling),
    )


def _case(name: str, telling: Telling | None) -> str | None:
    """A case that fails on the rules as they are, for what is wrong with them; None where none does."""
    for expect in telling.expect if telling else ():
        text = telling and telling.world.as_case(name, expect, telling.school)
        if telling and text and _fails(text, telling.world.engine):
            return text
    return None


def _fails(text: str, engine: Engine) -> bool:
    """Whether a case fails, and not because it cannot be asked, or expects what cannot be."""
    (case,) = parse(Path("case.yaml"), text).cases
    try:
        query = asked(case, engine)
    except DedereError:
        return False
    return not refused(case, engine, query) and run(case, engine).status == "failed"
