"""A question as a user puts it, read once: names found, days read, changes to the record checked.

>>> query = ask("putin", "India", on="2025-12-05")
>>> query.question.host, query.first
('IND', 20251205)

Whatever answers a question (`assess`, `compare`, `flip`, `grid`) takes a query, or the same arguments as `ask`: the
parameters of a question stand here and nowhere else, so that they cannot drift apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypedDict

from dedere import dates
from dedere.asking import persons, places, suppositions
from dedere.asking.period import Day, period, read_day
from dedere.corpus.content import identify
from dedere.corpus.corpus import Corpus
from dedere.corpus.spelling import plain
from dedere.engine import Engine, School, ready
from dedere.errors import UsageError
from dedere.given import named, texts
from dedere.program.question import Declared
from dedere.schema.answer import Model, Question
from dedere.terms.values import Atom, Value, as_constant


class Asking(TypedDict, total=False):
    """The parameters of a question beside the person and the host, as `ask` explains them."""

    on: Day | None
    first: Day | None
    last: Day | None
    presence: str | None
    suppose: str | Sequence[str]
    withdraw: str | Sequence[str]
    school: str | None
    known_on: Day | None
    engine: Engine | None


@dataclass(frozen=True, eq=False)
class Posed:
    """Any question that the rules declare, with its slots filled, and the facts added and left out for it.

    `first` and `last` are days (`YYYYMMDD`), both looked at; `school` is the school it is asked of, if any; `named` are
    facts that are not added, but name what is spoken of.
    """

    engine: Engine
    declared: Declared
    given: Mapping[str, Value]
    first: int
    last: int
    supposed: tuple[Atom, ...] = ()
    withdrawn: tuple[Atom, ...] = ()
    school: School | None = None
    known_on: int | None = None
    named: tuple[Atom, ...] = ()
    solved: dict[tuple[str, ...], Any] = field(default_factory=dict, init=False, repr=False)
    """The solutions that were made of it (see `answers.solution.solve`), so that each is made once."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Query(Posed):
    """The question of a person, a host and days; made by `ask`.

    `question` is the question as answers show it; `said` is what is to be said of namesakes, and of the area named.
    """

    question: Question
    said: tuple[str, ...] = ()

    def changed(self, supposed: Sequence[Atom], withdrawn: Sequence[Atom]) -> Query:
        """The same question of a record that is changed further."""
        added = tuple(suppositions.ordered((*self.supposed, *supposed)))
        gone = tuple(suppositions.ordered((*self.withdrawn, *withdrawn)))
        asked = self.question.model_copy(update={"suppose": tuple(map(str, added)), "withdraw": tuple(map(str, gone))})
        return replace(self, question=asked, supposed=added, withdrawn=gone)

    def replanned(self, slots: Mapping[str, Value]) -> Query:
        """The same question with some of its slots filled otherwise: on other days, or in another manner."""
        given = {**self.given, **slots}
        slot = self.declared.slot
        first, last = int(given[slot("first")]), dates.previous_day(int(given[slot("after")]))
        manner = str(given[slot("manner")])
        days = {"first_day": dates.as_date(first), "last_day": dates.as_date(last), "presence": manner}
        return replace(self, question=self.question.model_copy(update=days), given=given, first=first, last=last)

    def on_day(self, day: int) -> Query:
        """The same question, asked of one day."""
        slot = self.declared.slot
        given = {**self.given, slot("first"): day, slot("after"): dates.next_day(day)}
        return replace(self, given=given, first=day, last=day)

    def unchanged(self) -> Query:
        """The same question of the record as it is."""
        asked = self.question.model_copy(update={"suppose": (), "withdraw": ()})
        return replace(self, question=asked, supposed=(), withdrawn=(), named=(*self.named, *self.supposed))

    def under(self, school: School) -> Query:
        """The same question, answered on the positions of a school."""
        return replace(self, school=school)


def ask(
    person: str,
    host: str,
    *,
    on: Day | None = None,
    first: Day | None = None,
    last: Day | None = None,
    presence: str | None = None,
    suppose: str | Sequence[str] = (),
    withdraw: str | Sequence[str] = (),
    school: str | None = None,
    known_on: Day | None = None,
    engine: Engine | None = None,
) -> Query:
    """Read a question: a person, a host and days, with changes to the record.

    `person` and `host` are ids, names or aliases, the host a State (ISO 3166 alpha-3) or an area of the record that is
    part of one; the days are `YYYY-MM-DD`, `YYYYMMDD` or `datetime.date`, either `on` one day or from `first` to
    `last`, both included. `presence` is the manner of presence, by default that which the rules name first. `suppose`
    and `withdraw` are facts added to the record and left out of it for this question, with ids, names or aliases and
    days as `YYYY-MM-DD` for arguments (see `asking.typed`). With `school` the answer
    is that of one school of thought, with `known_on` it rests on what was known on that day.

    Raises `UsageError` for what is wrong with the question, `CorpusError` for broken rules or facts.
    """
    engine = ready(engine)
    corpus = engine.corpus
    declared, _ = engine.leading
    slot = declared.slot
    named(person=person, host=host)
    gone = suppositions.withdraw(corpus, withdraw)
    added = suppositions.suppose(corpus, suppose, withdrawn=gone)
    first_day, last_day = period(on, first, last)
    try:
        person_id = persons.find(engine, declared.type_of(slot("person")), person, first_day, added)
    except UsageError as error:
        raise _the_other_way_round(engine, declared, person, host, first_day, added) or error from None
    place = places.find(engine, declared, host, added)
    manner = manner_of(corpus, declared, presence)
    known = None if known_on is None else read_day(known_on)
    given: dict[str, Value] = {
        slot("host"): place.state,
        slot("person"): person_id,
        slot("first"): first_day,
        slot("after"): dates.next_day(last_day),
        slot("manner"): manner,
    }
    if place.area is not None:
        given[slot("area")] = place.area
    question = Question(
        person=person_id,
        host=engine.reasoner.phrases.calling(added).code(place.state, declared.type_of(slot("host"))),
        area=place.area,
        first_day=dates.as_date(first_day),
        last_day=dates.as_date(last_day),
        presence=manner,
        suppose=tuple(map(str, added)),
        withdraw=tuple(map(str, gone)),
        known_on=None if known is None else dates.as_date(known),
    )
    chosen = find_school(engine, school)
    return Query(
        engine,
        declared,
        given,
        first_day,
        last_day,
        tuple(added),
        tuple(gone),
        chosen,
        known,
        question=question,
        said=(*persons.namesakes(engine, declared.type_of(slot("person")), person_id, added), *place.said),
    )


def _the_other_way_round(
    engine: Engine, declared: Declared, person: str, host: str, day: int, supposed: Sequence[Atom]
) -> UsageError | None:
    """What is to be said where the place was named first and then the person; None where that is not so."""
    type_ = declared.type_of(declared.slot("person"))
    try:
        who = persons.find(engine, type_, host, day, supposed)
        places.find(engine, declared, person, supposed)
    except UsageError:
        return None
    named = engine.directory(type_, supposed).shown(who)
    hint = f"the person comes first, then the place: did you mean `{host}` ({named}) in `{person}`?"
    return UsageError(f"no person `{person}` is known", hint, "unknown_name")


def answer_id(contract: str, corpus: Corpus, asked: Model, school: School | None, *more: str) -> str:
    """The `id` of the answer to a question in the form of a contract, such as `dedere.assessment/1`.

    It is a digest of the contract, the question as answers show it, the school, what `more` the answer depends on, and
    what rules and facts say, wherever they stand (see `corpus.content`): the same whatever way the question was put.
    The order in which facts are supposed and withdrawn counts for nothing.
    """
    said = json.loads(asked.to_json(None))
    said |= {key: sorted(set(said[key])) for key in ("suppose", "withdraw")}
    question = json.dumps([said, school.id if school else None, *more])
    return identify(contract, question, corpus.rules_fingerprint, corpus.facts_fingerprint)


def query_of(person: str | Query, host: str, asked: Asking) -> Query:
    """The query that was given, or the one that `ask` reads from its parts; `UsageError` where both are given."""
    if not isinstance(person, Query):
        return ask(person, host, **asked)
    beside = [*(["host"] if host != "" else []), *asked]
    if beside:
        given = ", ".join(f"`{it}`" for it in beside)
        raise UsageError(
            f"a query is given, and beside it {given}", "ask anew with `ask`: a query holds all that is asked"
        )
    return person


def manner_of(corpus: Corpus, declared: Declared, presence: str | None) -> str:
    if presence is None:
        return declared.presets[declared.slot("manner")]
    texts("give it as a text", presence=presence)
    manner = as_constant(presence)
    wrong = corpus.vocabulary.check_value(declared.type_of(declared.slot("manner")), manner, corpus.names)
    if wrong:
        raise UsageError(f"`{presence}` is no manner of presence", wrong.hint, "unknown_presence")
    return manner


def find_school(engine: Engine, school: str | None) -> School | None:
    """The school of that id or whole name; None where none is named. Raises `UsageError` for one not declared."""
    if school is None:
        return None
    texts("give its id as a text", school=school)
    wanted = plain(school).removeprefix("the ")
    for it in engine.schools:
        if it.id == school.strip().lower() or plain(it.name).removeprefix("the ") == wanted:
            return it
    listed = ", ".join(it.id for it in engine.schools)
    raise UsageError(
        f"no school `{school}` is declared",
        f"the schools are {listed}" if listed else "the rules declare none",
        "unknown_school",
    )
