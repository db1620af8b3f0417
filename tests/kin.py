"""Worlds beside those of the case files that must be answered alike, whatever the law says of them.

Of each case and each fact that it supposes, two worlds are made that differ only in what must not matter on the day:

- *begun*: what holds from a day on holds on that day, as if it had begun the day before;
- *ended*: what no longer holds on a day is over on it, as if it had ended the day before;
- *ahead*: what will begin or happen the day after is as if it were not there. What announces itself is told ahead
  (`FORETOLD`);
- *lasting*: what holds on a day does so whether it ends the day after or never, unless the end is told beforehand
  (`END_FORETOLD`);
- *over*: what is over is as if it were still to come, unless what has been counts (`HAVING_BEEN`);
- *happened*: what happened on the day has happened, as if it had the day before (not `ON_THE_DAY_ITSELF`);
- *stay*: what happens, begins or ends on the second day of a stay is seen on it, as if that day alone were asked about;
- *stranger*: that another person is in the same position, or another State, makes no difference.

No expectation is read off the rules here: so these tell of a rule that it is wrong, not only that it has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple, get_args

from dedere import dates
from dedere.asking.query import Posed
from dedere.cases.files import Example
from dedere.cases.together import facts_of
from dedere.cases.told import asked
from dedere.engine import Engine
from dedere.errors import DedereError
from dedere.language.vocabulary import DAYS
from dedere.terms.values import Atom, Value, split
from dedere.testing.world import World, renamed

Kind = Literal["begun", "ended", "ahead", "lasting", "over", "happened", "stay", "stranger"]

KINDS: tuple[Kind, ...] = get_args(Kind)

FORETOLD = frozenset(
    {
        # The day is that of what a case is about, or tells one thing from another.
        *("act_of_aggression", "born", "served_in_operation", "situation_period", "finding_stay"),
        # What comes later is told beforehand, or reaches back.
        *("application", "summons", "warrant", "made_public", "died", "surrendered", "acceptance_rejected"),
        *("referral_made", "referral_reversed", "finding_concerns"),
        # A succession is notified later, with effect from the day of independence.
        "succeeded",
        # The day is named ahead.
        *("surrender_day", "withdrawal_date_named"),
    }
)
"""Predicates of which what lies ahead is told, or counts, before it is there."""

FROM_THE_FIRST_DAY = frozenset({"carried_to_court"})
"""Predicates whose day is held against the first day of the stay, which is another where the second is asked alone."""

END_FORETOLD = frozenset({"office"})
"""Predicates of which the end is told before it comes: that an office ends within half a year."""

HAVING_BEEN = frozenset(
    {
        # What a person was, or a court has done, goes on to count.
        *("office", "national_proceedings", "un_delegate", "organisation_opposes"),
        # Whoever is a diplomat no longer is protected until the time to leave is over (art. 39(2)).
        "accredited",
        # The days are those of the crimes.
        "acceptance_period",
        # An act is held against the opt-out of its day.
        "opt_out",
        # A ban that ended leaves what else the list does.
        "ban_in_force",
    }
)
"""Predicates of which what is over is not as if it were still to come."""

ON_THE_DAY_ITSELF = frozenset(
    {
        # On the day of the handing over the person is still there, and is the day after no longer.
        *("surrendered", "warrant_ended"),
        # Which came first tells whether the person is held.
        *("arrested", "set_free"),
        # Which came first: the act or the surrender, the end of a post or the departure.
        *("eaw_committed", "request_committed", "post_left"),
        # Which came first: the request to all Parties, or the day on which the State became one.
        "circulated",
        # What is referred, or no longer, is named by the day of the finding.
        *("referral_made", "referral_reversed", "finding_concerns"),
        # What was seen on the day asked about is in no doubt on it.
        *("warrant_status", "office_last_seen"),
    }
)
"""Predicates of which it matters whether it was today or the day before."""

NAMED_BY_ITS_DAY = frozenset(
    {
        # Who made a challenge is told of the challenge of that day.
        "challenge",
        # What bound the State on the day on which the stay began tells whether it broke anything.
        "finding_stay",
    }
)
"""Predicates whose first day another fact names, or is held against."""

WHERE_IT_MAY_MATTER: dict[Kind, frozenset[str]] = {
    "begun": NAMED_BY_ITS_DAY,
    "ahead": FORETOLD,
    "lasting": END_FORETOLD,
    "over": FORETOLD | HAVING_BEEN,
    "happened": ON_THE_DAY_ITSELF,
    "stay": FROM_THE_FIRST_DAY,
}
"""The predicates of which nothing is said in a way."""

LONG_AGO = 100000
"""Ten years, in the numbers that days are."""


class Kin(NamedTuple):
    """Two worlds that must be answered alike on a day, made from a case by changing a predicate of it."""

    kind: Kind
    one: World
    other: World
    day: int
    case: Example
    predicate: str

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.kind} ({self.predicate}), beside: {self.case.name}"


def kin_of(
    case: Example, engine: Engine, kinds: Iterable[Kind] = KINDS, recorded: Collection[str] = ()
) -> Iterator[Kin]:
    """The worlds beside a case; none if its question is refused, or only what was known then counts.

    What the case supposes is moved, and what is on record of some predicates.
    """
    try:
        query = asked(case, engine)
    except DedereError:
        return
    if query.known_on is not None:
        return
    whole = _world(query)
    day = query.first
    try:
        before, after = dates.previous_day(day), dates.next_day(day)
    except ValueError:
        return
    alone = whole.during(day, day)
    wanted = {*kinds}
    own = {*alone.question.planned, *alone.question.whole}
    names = {*recorded} - own
    on_record = [it for it in _facts(alone) if it.name in names and it not in alone.facts] if names else []
    for old in (*alone.facts, *on_record):
        rest = replace(alone, withdrawn=(*alone.withdrawn, old)) if old in on_record else alone
        for kind, one, other in _moved(old, engine, before, day, after):
            if kind not in wanted or old.name in WHERE_IT_MAY_MATTER.get(kind, ()):
                continue
            if kind == "stay":
                both = _with(rest.during(day, after), old, one)
                yield Kin(kind, both, both.during(after, after), after, case, old.name)
            else:
                yield Kin(kind, _with(rest, old, one), _with(rest, old, other), day, case, old.name)
    if "stranger" in wanted:
        for what, facts in _strangers(alone):
            yield Kin("stranger", replace(alone, strangers=tuple(facts)), alone, day, case, what)


def _facts(world: World) -> list[Atom]:
    """All that is known of a question."""
    return [Atom(*split(text[:-1])) for text in facts_of(world.posed)]


def _with(world: World, old: Atom, new: Atom | None) -> World:
    """A world in which a fact stands in the place of another, or nothing does."""
    return world.but(*([new] if new else ()), without={old} - {new})


def _world(query: Posed) -> World:
    return World(query.engine, query.declared, query.given, query.first, query.last, query.supposed, query.withdrawn)


def _moved(old: Atom, engine: Engine, before: int, day: int, after: int) -> Iterator[tuple[Kind, Atom, Atom | None]]:
    """A fact on other days: twice, so that it must be all one which of the two it is; None where it is not there."""
    declared = engine.corpus.vocabulary.predicates[old.name]
    types = [it.type for it in declared.arguments]
    lasts = len(types) > 1 and types[-1] == "until" and types[-2] in ("date", "since")

    def put(*days: tuple[int, Value]) -> Atom:
        args = list(old.args)
        for at, value in days:
            args[at] = value
        return Atom(old.name, tuple(args))

    if lasts:
        start, end = len(types) - 2, len(types) - 1
        first, last = old.args[start], old.args[end]
        long_ago: Value = "#inf" if types[start] == "since" else day - LONG_AGO
        first = first if first == "#inf" or (isinstance(first, int) and first < before) else long_ago
        last = last if last == "#sup" or (isinstance(last, int) and last > after) else "#sup"
        yield "begun", put((start, day), (end, last)), put((start, before), (end, last))
        yield "over", put((start, long_ago), (end, before)), put((start, after), (end, "#sup"))
        yield "lasting", put((start, first), (end, after)), put((start, first), (end, "#sup"))
        yield "ended", put((start, first), (end, day)), put((start, first), (end, before))
        yield "ahead", put((start, after), (end, last)), None
        yield "stay", put((start, after), (end, last)), None
        yield "stay", put((start, first), (end, after)), None
    for at, type_ in enumerate(types):
        if type_ in DAYS and not (lasts and at >= len(types) - 2):
            yield "ahead", put((at, after)), None
            yield "happened", put((at, day)), put((at, before))
            yield "stay", put((at, after)), None
            yield "stay", put((at, day)), None


def _strangers(world: World) -> Iterator[tuple[str, list[Atom]]]:
    """The facts of another person in the same position, and of another State in that of the host."""
    corpus = world.engine.corpus
    naming = corpus.vocabulary.naming_predicates()
    skipped = {*world.question.planned, *world.question.whole}
    facts = [it for it in _facts(world) if it.name not in skipped]
    roles = world.question.slots
    person, host = str(world.given[roles["person"]]), str(world.given[roles["host"]])
    own = {str(it.args[0]) for it in facts if it.name in naming and _names(it, person) and it.args[0] != person}
    names = {it: f"{it}_other" for it in (person, *sorted(own))}
    yield "person", [renamed(it, names) for it in facts if renamed(it, names) != it]
    about = [it for it in facts if _names(it, host) and not any(_names(it, one) for one in names)]
    # Which other State holds or claims an area bears on whoever is in it.
    predicates = corpus.vocabulary.predicates
    about = [it for it in about if "area" not in {of.type for of in predicates[it.name].arguments}]
    yield "host", [renamed(it, {host: f"{host}_other"}) for it in about]


def _names(atom: Atom, id_: str) -> bool:
    return renamed(atom, {id_: ""}) != atom
