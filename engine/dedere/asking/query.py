"""A question as a user puts it, made ready to be answered: names found, days read, changes to the record checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dedere import dates
from dedere.answers.builder import period, upper
from dedere.answers.solution import Answering
from dedere.asking import places, suppositions
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine, School
from dedere.errors import UsageError
from dedere.schema.answer import Question
from dedere.terms.values import Atom, Value


class Asked(NamedTuple):
    """A question with its slots filled, the facts added and left out for it, and the school it is asked of."""

    question: Question
    given: Mapping[str, Value]
    first: int
    last: int
    supposed: tuple[Atom, ...]
    withdrawn: tuple[Atom, ...]
    school: School | None
    known_on: int | None = None
    said: tuple[str, ...] = ()
    """What is to be said of the area that was named."""

    def answer(self, engine: Engine, question: str = "assess", also: Sequence[str] = ()) -> Answering:
        """The answer to it, as one of the questions that the rules declare; `also` as for `Answering`."""
        return Answering(
            engine,
            question,
            self.given,
            self.first,
            self.last,
            self.supposed,
            self.withdrawn,
            self.school,
            self.known_on,
            also,
        )

    def changed(self, supposed: Sequence[Atom], withdrawn: Sequence[Atom]) -> Asked:
        """The same question of a record that is changed further."""
        added, gone = (*self.supposed, *supposed), (*self.withdrawn, *withdrawn)
        asked = self.question.model_copy(update={"suppose": tuple(map(str, added)), "withdraw": tuple(map(str, gone))})
        return self._replace(question=asked, supposed=added, withdrawn=gone)

    def replanned(self, slots: Mapping[str, Value]) -> Asked:
        """The same question with some of its slots filled otherwise: on other days, or in another manner."""
        given = {**self.given, **slots}
        first, last = int(given["first"]), dates.previous_day(int(given["after"]))
        days = {"first_day": dates.iso(first), "last_day": dates.iso(last), "presence": str(given["presence"])}
        return self._replace(question=self.question.model_copy(update=days), given=given, first=first, last=last)

    def unchanged(self) -> Asked:
        """The same question of the record as it is."""
        asked = self.question.model_copy(update={"suppose": (), "withdraw": ()})
        return self._replace(question=asked, supposed=(), withdrawn=())


def ask(
    engine: Engine,
    person: str,
    host: str,
    *,
    on: str | int | None = None,
    first: str | int | None = None,
    last: str | int | None = None,
    presence: str = "visit",
    suppose: Sequence[str] = (),
    withdraw: Sequence[str] = (),
    school: str | None = None,
    known_on: str | int | None = None,
) -> Asked:
    """Read a question. `assess` says what its parts may be. Raises `UsageError` for what is wrong with it."""
    corpus = engine.corpus
    added = suppositions.suppose(corpus, suppose)
    gone = suppositions.withdraw(corpus, withdraw)
    person_id = engine.directory("person", added).find(person)
    place = places.find(engine, "assess", host, added)
    first_day, last_day = period(on, first, last)
    manner = _presence(corpus, presence)
    known = None if known_on is None else dates.parse_date(str(known_on))
    given: dict[str, Value] = {
        **place.slots,
        "person": person_id,
        "first": first_day,
        "after": dates.next_day(last_day),
        "presence": manner,
    }
    asked = Question(
        person=person_id,
        host=upper(place.state),
        area=place.area,
        first_day=dates.iso(first_day),
        last_day=dates.iso(last_day),
        presence=manner,
        suppose=tuple(map(str, added)),
        withdraw=tuple(map(str, gone)),
        known_on=None if known is None else dates.iso(known),
    )
    chosen = find_school(engine, school)
    return Asked(asked, given, first_day, last_day, tuple(added), tuple(gone), chosen, known, place.said)


def _presence(corpus: Corpus, presence: str) -> str:
    manner = presence.strip().lower().replace("-", "_").replace(" ", "_")
    wrong = corpus.vocabulary.check_value("presence", manner, corpus.names)
    if wrong:
        raise UsageError(f"`{presence}` is no manner of presence", wrong.hint)
    return manner


def find_school(engine: Engine, school: str | None) -> School | None:
    """The school of that id; None where none is named. Raises `UsageError` for one that is not declared."""
    if school is None:
        return None
    for it in engine.schools:
        if it.id == school.strip().lower():
            return it
    listed = ", ".join(it.id for it in engine.schools)
    raise UsageError(f"no school `{school}` is declared", f"the schools are {listed}")
