"""What changed on a day on which an answer turns: read off the proofs of the two days, not guessed from dates.

Where a duty begins it is the latest fact that its proof rests on; where it ends, what is true of the host since then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from dedere.answers.solution import Held
from dedere.batch.visits import Refused, Visit, explain
from dedere.engine import Engine
from dedere.schema.answer import Proof
from dedere.terms.values import split

MOST = 2
"""How many sentences are told of one turn."""


class Day(Protocol):
    """What is read of the answer of a day: what holds, what of it answers the question, and why."""

    @property
    def host(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def held(self) -> tuple[Held, ...]: ...
    @property
    def windows(self) -> tuple[Held, ...]: ...
    def why(self, held: Held, /) -> Proof: ...


def because(engine: Engine, turns: Sequence[tuple[str, str, date]]) -> list[tuple[str, ...]]:
    """For each turn, a person in a place on a day, what changed on it. All are answered together."""
    visits = [Visit(person, place, on=day - timedelta(days=back)) for person, place, day in turns for back in (1, 0)]
    found = list(explain(visits, engine=engine))
    told: list[tuple[str, ...]] = []
    for before, after in zip(found[::2], found[1::2], strict=True):
        if isinstance(before, Refused) or isinstance(after, Refused):
            told.append(())
        else:
            told.append(turned(before, after))
    return told


def turned(before: Day, after: Day) -> tuple[str, ...]:
    """What changed between the answers of two days, in few sentences."""
    return tuple(_turned(before, after))[:MOST]


def _turned(before: Day, after: Day) -> Iterator[str]:
    known = {it.atom for held in before.windows for it in _facts(before.why(held))}
    had = {(it.norm, it.rule) for it in before.windows}
    begun = [it for it in after.windows if (it.norm, it.rule) not in had]
    if begun:
        facts = [it for held in begun for it in _facts(after.why(held)) if it.atom not in known]
        latest = max((_latest(it, after.first) for it in facts), default=0)
        yield from dict.fromkeys(it.sentence for it in facts if latest and _latest(it, after.first) == latest)
        return
    old = {it.norm for it in before.held}
    yield from dict.fromkeys(_law(after.why(it)) for it in after.held if it.norm not in old and _of_host(it, after))
    # Whatever else ended: the facts that the last proof rested on no longer carry it.
    kept = {(it.norm, it.rule) for it in after.windows}
    ended = [it for it in before.windows if (it.norm, it.rule) not in kept]
    yield from dict.fromkeys(f"no longer: {_law(before.why(it))}" for it in ended)


def _law(proof: Proof) -> str:
    """What the rule says that a norm rests on; the step above it only says that nothing stands in its way."""
    while not proof.authority and proof.children:
        proof = proof.children[0]
    return proof.sentence


def _of_host(held: Held, answer: Day) -> bool:
    name, args = split(held.norm)
    return name == "status" and str(args[0]).upper() == answer.host.upper()


def _facts(proof: Proof) -> Iterator[Proof]:
    if proof.kind == "fact" and proof.atom is not None and proof.confidence is not None:
        yield proof
    for it in proof.children:
        yield from _facts(it)


def _latest(fact: Proof, day: date) -> int:
    """The latest day that a fact names, up to a day."""
    most = int(f"{day:%Y%m%d}")
    _, args = split(str(fact.atom))
    return max((it for it in _days(args) if it <= most), default=0)


def _days(args: Iterable[object]) -> Iterator[int]:
    yield from (it for it in args if isinstance(it, int) and it > 10_000_000)
