"""What a case has to expect so that it fails for as long as something is wrong, and passes once that is mended."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from dedere import dates
from dedere.cases.told import lines
from dedere.terms.values import Atom, text
from dedere.testing.answers import ALL, Answer
from dedere.testing.world import World, all_renamed

Standing: TypeAlias = str
"""How a norm holds on a day: `certain`, on every view, or `contested`, on some."""


Expect: TypeAlias = Mapping[str, str | Sequence[str]]
"""What a case expects, by its keys."""


class Telling(NamedTuple):
    """A question and what must come out of it, in one way or in others, which expect more."""

    world: World
    expect: Sequence[Expect]
    school: str = ALL


class Apart(NamedTuple):
    """What holds in one of two answers and not in the other: a norm by a rule, on a day, for a school or in all."""

    norm: str
    rule: str
    school: str
    day: int
    in_first: bool
    what: str

    def said(self, where: tuple[str, str]) -> str:
        """The difference in a sentence; `where` tells the two answers."""
        of = f" for {self.school}" if self.school != ALL else ""
        only = where[0 if self.in_first else 1]
        return f"`{self.norm}` by {text(self.rule)} {self.what}{of} on {dates.iso(self.day)} only {only}"


def apart(one: Answer, other: Answer, days: Iterable[int], names: Mapping[str, str] | None = None) -> Apart | None:
    """The first thing that holds in one answer and not in the other on one of some days.

    With `names` things are called so in the other answer, and so they are told.
    """
    for day in days:
        for (school, some, every), (_, others, all_others) in zip(one.on(day), other.on(day), strict=True):
            for what, mine, theirs in (("can hold", some, others), ("must hold", every, all_others)):
                held = mine if names is None else frozenset((called(norm, names), rule) for norm, rule in mine)
                for norm, rule in sorted(held ^ theirs):
                    return Apart(norm, rule, school, day, (norm, rule) in held, what)
    return None


def called(norm: str, names: Mapping[str, str]) -> str:
    """A norm in which some ids are others."""
    (found,) = all_renamed([norm], names)
    return found


def standing(answer: Answer, norm: str, it: Apart, day: int) -> Standing | None:
    """How a norm holds in an answer on a day, by the rule and for the school in question."""
    some, every = next((some, every) for school, some, every in answer.on(day) if school == it.school)
    return "certain" if (norm, it.rule) in every else "contested" if (norm, it.rule) in some else None


def rightly(wrong: Answer, norm: str, it: Apart, right: Mapping[int, Standing | None]) -> Telling | None:
    """What a case expects of an answer in which a norm does not hold as it should.

    `right` says how it holds from each day to the next, the first day of the stay among them.
    """
    world = wrong.world
    there = _lines(norm, it, {day: standing(wrong, norm, it, day) for day in wrong.days}, world)
    wanted = _lines(norm, it, right, world)
    return _expecting(world, norm, it, [x for x in wanted if x not in there], [x for x in there if x not in wanted])


def _surely_not(wrong: Answer, it: Apart) -> Telling | None:
    """What a case expects where it is not known how long a norm holds, but not so long as it is said to."""
    day = {day: standing(wrong, it.norm, it, day) for day in wrong.days}
    there = _lines(it.norm, it, day, wrong.world)
    over = dates.iso(it.day)
    covering = [x for x in there if x[-len("2000-01-01 to 2000-01-01") :][:10] <= over <= x[-10:]]
    return _expecting(wrong.world, it.norm, it, [], covering)


def on_the_day(
    stay: World, whole: Answer, wrong: Apart
) -> Generator[Sequence[World], Sequence[Answer | None], Telling | None]:
    """What a case expects of the day from which on a stay says something else than its days, and of the day before."""

    def otherwise(alone: Answer | None) -> bool:
        at = alone.world.first if alone else day
        return alone is not None and standing(alone, wrong.norm, wrong, at) != standing(whole, wrong.norm, wrong, at)

    before, day = max((it for it in whole.days if it < wrong.day), default=stay.first), wrong.day
    while dates.next_day(before) < day:
        middle = dates.number(dates.as_date(before) + (dates.as_date(day) - dates.as_date(before)) // 2)
        (alone,) = yield [stay.during(middle, middle)]
        before, day = (before, middle) if otherwise(alone) else (middle, day)
    both = stay.during(before, day)
    told, *each = yield [both, stay.during(before, before), stay.during(day, day)]
    if before < day and told is not None and None not in each:
        right = {it.world.first: standing(it, wrong.norm, wrong, it.world.first) for it in each if it}
        telling = rightly(told, wrong.norm, wrong, right)
        if telling:
            return telling
    return _surely_not(whole, wrong)


def _expecting(world: World, norm: str, it: Apart, wanted: Sequence[str], unwanted: Sequence[str]) -> Telling | None:
    """Less is expected first: how what is wrong will be mended is not known."""
    expect: list[Expect] = []
    if unwanted:
        expect = [{"conclusions_not": unwanted}]
    elif wanted:
        expect = [{"holds": [norm]}, {"conclusions": wanted}]
    return Telling(world, expect, it.school) if expect else None


def _lines(norm: str, it: Apart, by_day: Mapping[int, Standing | None], world: World) -> list[str]:
    """How a norm holds over a stay, as cases name it."""
    days = sorted(by_day)
    atoms = {day: str(Atom("effective", (norm, it.rule, day))) for day in days if by_day[day] is not None}
    certain = {atom for day, atom in atoms.items() if by_day[day] == "certain"}
    return sorted(lines(atoms.values(), certain, days, world.last))


def answered_at_all(world: World) -> Telling | None:
    """That there is an answer: it names who is asked about, whatever it says of them."""
    slot = world.question.slots.get("person")
    given = world.given.get(slot) if slot else None
    naming = world.engine.corpus.vocabulary.naming_predicates()
    record = (it.atom for name in naming for it in world.engine.corpus.by_predicate.get(name, ()))
    named = (it for it in (*world.facts, *record) if it.name in naming and len(it.args) > 1 and it.args[0] == given)
    found = next(named, None)
    return None if found is None else Telling(world, [{"says": [text(found.args[1])]}])
