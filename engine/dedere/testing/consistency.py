"""What must be so in every world, whatever the law says: properties of what is concluded.

Each is a generator: it is made with the answer to a world, says of which other worlds it wants the answer, is sent
them, and returns what is wrong in a sentence, or None. So many of them are answered in one program. An answer that is
None is that of a world in which the rules contradict one another.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias
from zlib import crc32

from dedere import dates
from dedere.checks.record import SWITCH, VIOLATION
from dedere.language.vocabulary import DAYS
from dedere.program.known import Known
from dedere.schema.answer import STRENGTH
from dedere.solving.conclusions import concluded
from dedere.terms.values import Atom, quote, split, text
from dedere.testing.answers import ALL, Answer
from dedere.testing.clashes import clash
from dedere.testing.constraints import reading_conclusions
from dedere.testing.domain import counted_from
from dedere.testing.telling import Telling, apart, called, on_the_day, rightly, standing
from dedere.testing.world import World, renamed, valid


class Wrong(NamedTuple):
    """What is wrong, in a sentence, with the world in which it is so and what a case would expect that tells it."""

    message: str
    world: World
    telling: Telling | None = None


Asking: TypeAlias = Generator[Sequence[World], Sequence[Answer | None], str | Wrong | None]

LONGER = 40
"""By so many days a stay is made longer."""

BEHIND = 2
"""So many days behind the first one asked about something is made to begin or to end."""

MOST_ENDS = 4
"""Of so many beginnings and ends it is tried whether they belong."""

MOST_MOVED = 6
"""So many facts of a world are put on another day."""

MOST_COUNTED = 2
"""So many facts of a world are put on its first day, to try days that are counted from there."""

FAR = 29991231
"""A day on which everything is known."""


class Property(NamedTuple):
    """Something that must be so in every world: its name, what it says, and how it is tried."""

    name: str
    says: str
    tried: Callable[[Answer], Asking]
    backwards: bool = False
    """Whether the law of the other worlds is read from the last clause to the first."""


def _contradictory(world: World) -> str:
    return f"the rules contradict one another where {_shortly(world)}"


def _shortly(world: World) -> str:
    return f"it is asked {dates.stretch(world.first, world.last)}"


def _days(world: World, *more: int) -> list[int]:
    """The first and the last day of a world, and others of its days."""
    return sorted({world.first, world.last, *(it for it in more if world.first <= it <= world.last)})


# --------------------------------------------------------------------------------------------------- within one answer


def hidden_conflict(answer: Answer) -> Asking:
    """No act is both owed and forbidden on one view and day, unless a doubt tells of it or one rule goes first."""
    yield ()
    return clash(answer, _facts(answer.world))


def _facts(world: World) -> list[str]:
    _, slicer = world.engine.question(world.question.id)
    known = Known(world.engine.corpus, world.known_on)
    return slicer.select(world.question.facts(world.given), world.facts, world.withdrawn, known.of)


def ordered_views(answer: Answer) -> Asking:
    """What must hold can hold; what must hold on every view must hold for each school, and for none more than can."""
    yield ()
    for school, some in answer.possible.items():
        every = answer.certain[school]
        for atom in sorted((every - some) | (answer.certain[ALL] - every) | (some - answer.possible[ALL])):
            return f"`{atom}` is out of order{f' for {school}' if school != ALL else ''}"
    return None


def in_the_stay(answer: Answer) -> Asking:
    """What holds is founded by a rule that there is, on a day of the stay."""
    yield ()
    world = answer.world
    for atom in sorted(answer.possible[ALL]):
        _, (norm, rule, day) = split(atom)
        if not world.first <= int(day) <= world.last:
            return f"`{norm}` holds on {dates.iso(int(day))}, outside the stay"
        if text(rule) not in world.engine.corpus.rules:
            return f"`{norm}` is founded by `{text(rule)}`, and there is no such rule"
    return None


def checks_of_conclusions(answer: Answer) -> Asking:
    """No check of the pack fails that reads what is concluded."""
    yield ()
    checks = reading_conclusions(answer.world.engine)
    if not checks:
        return None
    facts = _facts(answer.world)
    own = {quote(it.rule_id) for it in checks}
    law = answer.world.engine.law([*facts, f"{SWITCH}."])
    for atom in concluded(f"{law}\n{' '.join(facts)} {SWITCH}.", VIOLATION, 3):
        check, fact, _ = split(atom)[1]
        if check in own:
            return f"the check {text(check)} fails of `{fact}`"
    return None


# ------------------------------------------------------------------------------------------------ beside other answers


def order(answer: Answer) -> Asking:
    """In what order facts and clauses stand says nothing."""
    world = answer.world
    (other,) = yield [replace(world, facts=world.facts[::-1])]
    return _against(answer, other, "the order of facts and clauses")


def _against(answer: Answer, other: Answer | None, what: str, asked: World | None = None) -> str | Wrong | None:
    """What is otherwise in another answer, which was changed in something that must not matter.

    `asked` is the other world as a user would ask of it, where that can be told.
    """
    if other is None:
        return f"{what} makes the rules contradict one another"
    days = _days(answer.world, *answer.days, *other.days)
    found = apart(other, answer, days)
    if found is None:
        return None
    right = {day: standing(answer, found.norm, found, day) for day in days}
    telling = rightly(other, found.norm, found, right) if asked else None
    telling = telling._replace(world=asked) if telling and asked else None
    return Wrong(f"{what} matters: {found.said(('with it', 'without it'))}", answer.world, telling)


def other_names(answer: Answer) -> Asking:
    """How made-up things are called says nothing."""
    world = answer.world
    ids = sorted(world.invented())
    names = {it: f"z{len(ids) - at}_{it}" for at, it in enumerate(ids)}
    (other,) = yield [world.renamed(names)]
    if other is None:
        return "other ids make the rules contradict one another"
    days = _days(world, *answer.days)
    found = apart(answer, other, days, names)
    if found is None:
        return None
    back = {new: old for old, new in names.items()}
    own = called(found.norm, back)
    # What asks for the order of ids asks too much: of a duty where it is lacking, of an exception where that is.
    lacking, norm = (other, found.norm) if found.in_first else (answer, own)
    defeated = any(it.startswith(f"applicable({norm},{found.rule},") for it in lacking.ever)
    if (lacking is other) != defeated:
        telling = rightly(other, found.norm, found, {day: standing(answer, own, found, day) for day in days})
    else:
        telling = rightly(answer, own, found, {day: standing(other, found.norm, found, day) for day in days})
    return Wrong(f"the ids of things matter: {found.said(('as they are', 'as others'))}", world, telling)


def strangers(answer: Answer) -> Asking:
    """Facts about other people and States, with which the question has nothing to do, change nothing.

    They are given to the rules, though the engine would leave them out: plain clingo does not.
    """
    world = answer.world
    if not world.question.focus:
        yield ()
        return None
    names = {it: f"{it}_other" for it in world.invented()}
    whole = {*world.question.whole}
    more = [
        renamed(it, names)
        for it in world.facts
        if it.name not in whole and it.args and str(it.args[0]) in names and renamed(it, names) != it
    ]
    (other,) = yield [replace(world, strangers=tuple(more))]
    return _against(answer, other, "a fact about somebody else", world.but(*more))


def split_stay(answer: Answer) -> Asking:
    """A stay that is split in two is the whole."""
    world = answer.world
    inside = [it for it in answer.days if it > world.first] or ([world.last] if world.last > world.first else [])
    if not inside:
        yield ()
        return None
    cut = inside[len(inside) // 2]
    parts = yield [world.during(world.first, dates.previous_day(cut)), world.during(cut, world.last)]
    if None in parts:
        return _contradictory(world)
    for part in filter(None, parts):
        found = apart(part, answer, _days(part.world, *answer.days))
        if found and part.assumed <= answer.assumed:
            days = _days(world, cut, *answer.days, *(day for it in parts if it for day in it.days))
            right = {
                day: standing(it, found.norm, found, day)
                for it in filter(None, parts)
                for day in days
                if it.world.first <= day <= it.world.last
            }
            said = found.said(("with it", "without it"))
            telling = rightly(answer, found.norm, found, right)
            return Wrong(f"splitting the stay matters: {said}", world, telling)
    return None


def every_day(answer: Answer) -> Asking:
    """A stay is looked at on every day on which something changes: there it says what that day alone would.

    Facts are put, one at a time, on the second day of a stay in which all else is as it was; and on the first day of a
    longer one, of which the days are tried that rules may count from there, and the first of the next month: to that a
    day to which a number is added comes, since days are no numbers.
    """
    world = answer.world
    second = dates.next_day(world.first)
    both = world.during(world.first, second)
    tried = [(both.but(new, without=[old]), [second]) for old, new, _ in _put_on(world, second)]
    tried = tried[:MOST_MOVED]
    days = counted_from(world.first, world.engine.corpus.clauses, str(world))
    longer = world.during(world.first, max(days))
    put = sorted(_put_on(longer, world.first), key=lambda it: crc32(f"{it} {world}".encode()))[:MOST_COUNTED]
    # A fact that is there already stays.
    tried += [(longer.but(new, without={old} - {new}), days) for old, new, _ in put]
    found = iter((yield [it for stay, on in tried for it in (stay, *(stay.during(day, day) for day in on))]))
    for stay, on in tried:
        whole = next(found)
        for day, alone in zip(on, [next(found) for _ in on], strict=True):
            if whole is None or alone is None:
                continue  # What was moved contradicts the rest.
            wrong = apart(whole, alone, [day])
            if wrong and alone.assumed <= whole.assumed and valid(stay):
                said = wrong.said(("in the stay", "where it is asked alone"))
                telling = yield from on_the_day(stay, whole, wrong)
                return Wrong(f"{_overlooked(whole, day)}: {said}", stay, telling)
    return None


def _overlooked(whole: Answer, day: int) -> str:
    """Between which days something changes on one that is not looked at."""
    seen = max((it for it in whole.days if it <= day), default=whole.world.first)
    if seen == day:
        return f"on {dates.iso(day)} the stay says something else than that day alone"
    return f"something changes after {dates.iso(seen)} and by {dates.iso(day)}, when the stay is not looked at"


def _put_on(world: World, day: int, *, between: bool = False) -> Iterator[tuple[Atom, Atom, int]]:
    """Facts that happen, begin or end on a day, each with the fact of the world it stands for, and its place.

    With `between` only those that have a beginning and an end.
    """
    predicates = world.engine.corpus.vocabulary.predicates
    for atom in world.facts:
        types = [it.type for it in predicates[atom.name].arguments]
        lasts = len(types) > 1 and types[-1] == "until" and types[-2] in ("date", "since")
        for at, type_ in enumerate(types):
            if type_ not in DAYS or (between and not (lasts and at >= len(types) - 2)):
                continue
            new = Atom(atom.name, (*atom.args[:at], day, *atom.args[at + 1 :]))
            start, end = new.args[-2:] if lasts else ("#inf", "#sup")
            if not (isinstance(start, int) and isinstance(end, int) and end - 1 <= start):
                yield atom, new, at


def longer_stay(answer: Answer) -> Asking:
    """A longer stay is never answered more weakly."""
    world = answer.world
    try:
        last = dates.later(world.last, LONGER)
    except ValueError:
        yield ()
        return None
    (longer,) = yield [world.during(world.first, last)]
    if longer is None:
        return _contradictory(world.during(world.first, last))
    for school in answer.possible:
        was, now = answer.verdicts[school], longer.verdicts[school]
        if STRENGTH[now] < STRENGTH[was]:
            before = dates.iso(world.last)
            of = f" for {school}" if school != ALL else ""
            message = f"until {dates.iso(last)} the answer{of} is `{now}`, and `{was}` until {before}"
            # What is contested for so long may turn out to be owed: that it can hold is what is sure.
            sought = sorted({str(split(it)[1][0]) for it in answer.possible[school]})
            held = {"holds": [it for it in sought if answer.sought(it)]}
            return Wrong(
                message, world, Telling(longer.world, [{"verdict": was} if was == "obliged" else held], school)
            )
    return None


def withdrawn_and_supposed(answer: Answer) -> Asking:
    """What is left out of the record and supposed again is as it was."""
    world = answer.world
    record = world.engine.corpus.by_atom
    seen = [Atom(*split(it[:-1])) for it in _facts(world)]
    naming = world.engine.corpus.vocabulary.naming_predicates()
    there = [
        it for it in seen if it in record and not record[it].law and it.name not in naming and it not in world.facts
    ]
    if not there:
        yield ()
        return None
    chosen = min(there, key=lambda it: crc32(f"{it} {world}".encode()))
    (other,) = yield [replace(world.but(chosen), withdrawn=(chosen,))]
    return _against(answer, other, f"to withdraw and suppose `{chosen}`", other and other.world)


def known_at_last(answer: Answer) -> Asking:
    """With what is known on a far day the answer is that of today."""
    world = answer.world
    (other,) = yield [replace(world, known_on=FAR)]
    return _against(answer, other, "what is known on a far day")


def half_open(answer: Answer) -> Asking:
    """What holds from a day to a day holds on the first, and no longer on the end.

    On the first day it is all one whether it began a day before; on the end whether it ended a day before. The day is
    put a little behind the one asked about, where all else is as it was and nothing else happens.
    """
    world = answer.world
    try:
        day = dates.later(world.first, BEHIND)
    except ValueError:
        return None
    before = dates.previous_day(day)
    if {day, before} & {value for it in world.facts for value in it.args}:
        return None
    asked = world.during(day, day)
    ends = list(_put_on(world, day, between=True))[:MOST_ENDS]
    wanted = []
    for old, new, at in ends:
        earlier = Atom(new.name, (*new.args[:at], before, *new.args[at + 1 :]))
        wanted += [asked.but(it, without=[old]) for it in (new, earlier)]
    found = yield wanted
    for (_, new, at), one, other in zip(ends, found[::2], found[1::2], strict=True):
        if one is None or other is None:
            continue
        wrong = apart(other, one, [day])
        if wrong and valid(one.world):
            what = f"on its first day, {dates.iso(day)}, `{new}` does not hold as if it had begun before"
            if at == len(new.args) - 1:
                what = f"on {dates.iso(day)}, on which it no longer holds, `{new}` does not count as ended"
            telling = rightly(one, wrong.norm, wrong, {day: standing(other, wrong.norm, wrong, day)})
            return Wrong(f"{what}: {wrong.said(('if it is a day earlier', 'as it is'))}", one.world, telling)
    return None


PROPERTIES = (
    Property(
        "hidden_conflict",
        "no act is both owed and forbidden on one view without a doubt that tells of it or a rule that goes first",
        hidden_conflict,
    ),
    Property("ordered_views", "what must hold can hold, in all and for each school", ordered_views),
    Property("in_the_stay", "what holds, holds in the stay and by a rule that there is", in_the_stay),
    Property("checks_of_conclusions", "no check of the pack fails of what is concluded", checks_of_conclusions),
    Property("order", "the order of facts and clauses says nothing", order, backwards=True),
    Property("other_names", "how things are called says nothing", other_names),
    Property("strangers", "facts about others, with which the question has nothing to do, change nothing", strangers),
    Property("split_stay", "a stay that is split in two is the whole", split_stay),
    Property("every_day", "a stay is looked at on every day on which something changes", every_day),
    Property("longer_stay", "a longer stay is never answered more weakly", longer_stay),
    Property("withdrawn_and_supposed", "what is withdrawn and supposed again is as it was", withdrawn_and_supposed),
    Property("known_at_last", "with what is known on a far day the answer is that of today", known_at_last),
    Property("half_open", "what has a beginning and an end holds on the first day and not on the end", half_open),
)
"""What must be so of what is concluded in every world."""
