"""The changes that the rules declare for a case: what each adds and removes, by when, and a question once it is made.

>>> [it.sentence for it in changes("putin", "India", on="2025-12-05").changes if it.number == 2]
['India makes an ad hoc arrangement with the Court by 5 December 2025']

The rules say what can change (`changeable`, `adds`, `removes`, `latest`, `variant`); here what they name is turned into
facts, and found by its number or its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Unpack

from dedere import dates
from dedere.answers.solution import Solution
from dedere.asking.period import Day, read_day
from dedere.asking.query import Asking, Query, answer_id, query_of
from dedere.corpus.spelling import plain
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.program import question as questions
from dedere.program.clauses import CHANGES
from dedere.reasons.proofs import World
from dedere.schema.difference import Change, Changeable, Changes
from dedere.terms.values import Atom, Value, split

SWITCH = Atom("changing")
"""The fact that every clause about changes waits for."""

MOST_OFFERED = 5
"""How many changes are offered in the place of one that is none."""


class Declared(NamedTuple):
    """A change as the rules declare it."""

    id: Value
    sentence: str
    rule: str
    weight: int
    adds: tuple[Atom, ...]
    removes: tuple[Atom, ...]
    latest: int | None
    group: tuple[Value, int] | None

    def told(self) -> Change:
        """The change as answers have it."""
        # Facts that only give a thing its name say little; the one that says most stands for the change.
        main = max(self.adds or self.removes, key=lambda atom: len(atom.args))
        return Change(
            kind="add" if self.adds else "withdraw",
            fact=str(main),
            sentence=self.sentence,
            latest_day=dates.as_date(self.latest) if self.latest else None,
            weight=self.weight,
            rule=self.rule,
            suppose=tuple(map(str, self.adds)),
            withdraw=tuple(map(str, self.removes)),
        )

    def by(self, day: int) -> Declared:
        """The change, made on another day. Raises `UsageError` where it has none, or another day hangs on it."""
        days = {arg for it in self.adds for arg in it.args if isinstance(arg, int) and dates.valid(arg)}
        if self.latest not in days:
            raise UsageError(f"no day can be given for `{self.sentence}`", "leave it out")
        if any(it > self.latest for it in days if self.latest is not None):
            facts = " and ".join(f"`{it}`" for it in self.adds)
            raise UsageError(f"another day hangs on that of `{self.sentence}`", f"suppose what it adds: {facts}")
        moved = (Atom(it.name, tuple(day if arg == self.latest else arg for arg in it.args)) for it in self.adds)
        return self._replace(adds=tuple(moved), latest=day)


def changes(person: str | Query, host: str = "", **asked: Unpack[Asking]) -> Changes:
    """The changes that the rules declare for a question, numbered: each can be made in `compare`.

    The arguments are those of `ask`, or a query that `ask` has read. Raises `UsageError` for what is wrong with the
    question.
    """
    query = query_of(person, host, asked)
    found = Changes(
        id=answer_id("dedere.changes/1", query.engine.corpus, query.question, query.school),
        question=query.question,
        changes=tuple(
            Changeable(number=number, sentence=it.sentence, change=it.told())
            for number, it in enumerate(declared(query), 1)
        ),
    )
    return found.making(query.engine)


def wanted(change: object) -> list[str | int]:
    """The changes that are named, one or many. Raises `UsageError` for what names none."""
    if isinstance(change, (str, int)):
        return [change]
    if not isinstance(change, Iterable) or isinstance(change, (bytes, bytearray, dict)):
        raise UsageError(f"a change is given as {quoted(change)}", "give its number or its words, or a list of them")
    return list(change)


class Made(NamedTuple):
    """A question once changes are made, and what was made, in words; a day of the user's own is told by its facts."""

    query: Query
    sentences: tuple[str, ...]


def made(query: Query, wanted: Sequence[str | int], by: Day | None = None) -> Made:
    """The question once the changes are made that are named by number or by words, `by` another day where one is given.

    Raises `UsageError` for a change that is not known or not clear, and for a day that cannot be given.
    """
    if by is not None and len(wanted) != 1:
        message = f"the day {quoted(by)} is given for {len(wanted) or 'no'} changes"
        raise UsageError(message, "name one change, or leave the day out")
    known = declared(query)
    chosen = [known[it] for it in dict.fromkeys(_find(known, it) for it in wanted)]
    if by is None:
        return Made(made_with(query, chosen), tuple(it.sentence for it in chosen))
    return Made(made_with(query, [chosen[0].by(read_day(by))]), ())


def _find(known: Sequence[Declared], wanted: str | int) -> int:
    """The place of the one change that is meant. Raises `UsageError` with those that it may be."""
    if isinstance(wanted, bool) or not isinstance(wanted, (str, int)):
        raise UsageError(f"a change is given as {quoted(wanted)}", "give its number or its words")
    typed = str(wanted).strip()
    if not known:
        raise UsageError(f"there is no change `{typed}`", "the rules declare none for this question", "unknown_change")
    if re.fullmatch(r"[-+]?[0-9]+", typed):
        number = int(typed) if len(typed) < 6 else 0
        if 0 < number <= len(known):
            return number - 1
        raise UsageError(
            f"there is no change `{typed}`", f"there are {len(known)}; `dedere changes` lists them", "unknown_change"
        )
    said = [f" {plain(it.sentence)} " for it in known]
    words = plain(typed)
    meant = [at for at, it in enumerate(said) if words and f" {words} " in it]
    within = re.compile(r"\b.*\b".join(map(re.escape, words.split())))
    meant = meant or [at for at, it in enumerate(said) if words and re.search(rf"\b{within.pattern}\b", it)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise UsageError(
            f"`{typed}` may be more than one change", f"did you mean {_listed(known, meant)}?", "ambiguous_change"
        )
    near = sorted(range(len(said)), key=lambda at: -sum(f" {word} " in said[at] for word in words.split()))
    some = [at for at in near if any(len(word) > 2 and f" {word} " in said[at] for word in words.split())]
    hint = f"did you mean {_listed(known, some)}?" if some else "`dedere changes` lists them"
    raise UsageError(f"there is no change `{typed}`", hint, "unknown_change")


def _listed(known: Sequence[Declared], places: Sequence[int]) -> str:
    shown = "; ".join(f"{at + 1}: {known[at].sentence}" for at in places[:MOST_OFFERED])
    more = len(places) - MOST_OFFERED
    return f"{shown}; or one of {more} more" if more > 0 else shown


def made_with(query: Query, chosen: Iterable[Declared]) -> Query:
    """The question once the changes are made: of a changed record, and where the plan changes with other slots."""
    made = list(chosen)
    planned = query.declared.planned
    slots: dict[str, Value] = {}
    for atom in (it for change in made for it in change.adds if it.name in planned):
        for template in query.declared.plan:
            slots |= questions.slots(template, atom) or {}
    added, gone = ([it for it in its if it.name not in planned] for its in facts_of(made))
    return query.replanned(slots).changed(added, gone)


def facts_of(changes: Iterable[Declared]) -> tuple[list[Atom], list[Atom]]:
    """All that some changes add, and all that they remove."""
    made = list(changes)
    return [atom for it in made for atom in it.adds], [atom for it in made for atom in it.removes]


def declared(asked: Query) -> list[Declared]:
    """The changes that the rules declare for the case, in the order of their ids."""
    answer = Solution(asked.changed([SWITCH], []), part=CHANGES)
    world = answer.world(answer.court_base)
    adds = _facts(world, "adds")
    removes = _facts(world, "removes")
    latest = {row[0]: row[1] for row in world.answer_set.rows("latest")}
    variants = {row[0]: (row[1], row[2]) for row in world.answer_set.rows("variant")}
    found = []
    for id_, weight in sorted(world.answer_set.rows("changeable"), key=str):
        atom = str(Atom("changeable", (id_, weight)))
        made = tuple(it for it in adds.get(id_, ()) if it not in removes.get(id_, ()))
        if all(world.holds(str(it)) for it in made) and not removes.get(id_):
            continue
        day, group = latest.get(id_), variants.get(id_)
        found.append(
            Declared(
                id_,
                world.sentence(atom),
                world.rule(atom),
                int(weight),
                made,
                removes.get(id_, ()),
                day if isinstance(day, int) else None,
                (group[0], int(group[1])) if group else None,
            )
        )
    return found


def _facts(world: World, name: str) -> dict[Value, tuple[Atom, ...]]:
    found: dict[Value, list[Atom]] = {}
    for id_, fact in sorted(world.answer_set.rows(name), key=str):
        found.setdefault(id_, []).append(Atom(*split(fact)))
    return {id_: tuple(facts) for id_, facts in found.items()}
