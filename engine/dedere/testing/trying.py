"""Worlds held against properties, many of them at once, and those in which one does not hold made small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dedere.errors import UsageError
from dedere.given import quoted
from dedere.testing.answers import Answer, answers
from dedere.testing.consistency import PROPERTIES, Asking, Property, Wrong
from dedere.testing.telling import Telling, answered_at_all
from dedere.testing.world import World, renamed, valid


class Fault(NamedTuple):
    """A world in which something is not as it must be: which property, and what is wrong in a sentence."""

    world: World
    property: Property
    message: str
    telling: Telling | None = None
    """What a case expects that fails for as long as it is wrong; None where no key of a case file says it."""


ANSWERED = Property("answered", "the rules do not contradict one another", lambda answer: iter(()))  # type: ignore[arg-type,return-value]


def faults(
    worlds: Sequence[World], properties: Iterable[Property] = PROPERTIES, found: Sequence[Answer | None] | None = None
) -> list[Fault]:
    """What is wrong in some worlds of one engine and question; `found` are their answers, where they are there."""
    wrong: list[Fault] = []
    waiting: list[_Waiting] = []
    for world, answer in zip(worlds, answers(worlds) if found is None else found, strict=True):
        if answer is None:
            wrong.append(Fault(world, ANSWERED, "the rules contradict one another", answered_at_all(world)))
            continue
        waiting += [_Waiting(world, it, it.tried(answer), ()) for it in properties]
    given: list[list[Answer | None] | None] = [None] * len(waiting)
    while waiting:
        still = []
        for it, sent in zip(waiting, given, strict=True):
            try:
                # What has not begun can be sent nothing.
                still.append(it._replace(wanted=next(it.asking) if sent is None else it.asking.send(sent)))
            except StopIteration as done:
                if isinstance(done.value, Wrong):
                    found_in, message, telling = done.value.world, done.value.message, done.value.telling
                    wrong.append(Fault(found_in, it.property, message, telling))
                elif done.value is not None:
                    wrong.append(Fault(it.world, it.property, done.value))
        waiting, given = still, [*_sent(still)]
    return wrong


class _Waiting(NamedTuple):
    """A property that waits for the answers to some worlds."""

    world: World
    property: Property
    asking: Asking
    wanted: Sequence[World]


def _sent(waiting: Sequence[_Waiting]) -> Iterator[list[Answer | None]]:
    """The answers that each is waiting for; for those that try their order clauses are read from the last on."""
    found: dict[int, Answer | None] = {}
    for backwards in (False, True):
        worlds = [it for them in waiting if them.property.backwards == backwards for it in them.wanted]
        found.update(zip(map(id, worlds), answers(worlds, backwards=backwards), strict=True))
    return ([found[id(it)] for it in them.wanted] for them in waiting)


def hold(world: World, properties: Iterable[Property] = PROPERTIES) -> None:
    """Hold one world against properties. Raises `AssertionError` with what is wrong, and with the world.

    Raises `UsageError` for what is no world or no properties.
    """
    if not isinstance(world, World):
        raise UsageError(f"the world is {quoted(world)}", "give one that a strategy has drawn")
    known(properties)
    wrong = faults([world], properties)
    if wrong:
        told = "\n".join(f"{it.property.name}: {it.message}" for it in wrong)
        raise AssertionError(f"{told}\nin {world}")


def known(properties: Iterable[Property]) -> None:
    """Refuse what is no list of properties."""
    if not isinstance(properties, (list, tuple)) or not all(isinstance(it, Property) for it in properties):
        raise UsageError(f"the properties are {quoted(properties)}", "give some of `dedere.testing.EVERY`")


def shrunk(fault: Fault) -> Fault:
    """The same fault in as small a world as can be had by leaving out facts and days."""
    best = fault

    def still(world: World) -> Fault | None:
        return next(iter(faults([world], [fault.property])), None) if valid(world) else None

    for days in ((fault.world.first, fault.world.first), (fault.world.last, fault.world.last)):
        if days != (best.world.first, best.world.last) and (found := still(best.world.during(*days))):
            best = found
            break
    # Facts that need one another, as a person and a nationality do, go only together: with what they are about.
    for id_ in best.world.invented():
        about = [it for it in best.world.facts if renamed(it, {id_: ""}) != it]
        best = still(best.world.but(without=about)) or best
    return _without(best, still)


def _without(fault: Fault, still: Callable[[World], Fault | None]) -> Fault:
    """Facts are left out in ever smaller parts; what is used last tends to stand first."""
    size = max(1, len(fault.world.facts) // 2)
    while True:
        at, smaller = 0, False
        while at < len(fault.world.facts):
            found = still(fault.world.but(without=fault.world.facts[at : at + size]))
            if found is None:
                at += size
            else:
                fault, smaller = found, True
        if size == 1 and not smaller:
            return fault
        size = max(1, size // 2)
