"""Every State on one day, or all wanted persons in one State: by verdict, by school, and on what ground.

>>> found = survey("putin", on="2025-12-05")
>>> len(found.states), found.schools["court"].obliged
(199, 125)

All places are answered by one ground program, and none is asked of `assess` alone. What was answered is kept, so that
it is there at once where it is asked for again: as a picture, say, or as a table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from dedere import dates
from dedere.answers.kept import between_runs
from dedere.asking.period import Day
from dedere.asking.query import Query, answer_id, ask
from dedere.batch.places import Outcome, Place, every_place, outcomes, place_of
from dedere.corpus.content import identify
from dedere.engine import Engine, ready
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.schema.answer import ASSESSMENT, STRENGTH, Verdict
from dedere.schema.survey import Answered, Counts, Survey, SurveyArea, SurveyPerson, SurveyState, SurveyTurn
from dedere.terms.values import Value
from dedere.version import __version__
from dedere.views.ground import Grounds
from dedere.views.told import Recorded


def survey(
    *persons: str,
    host: str | None = None,
    on: Day | None = None,
    suppose: str | Sequence[str] = (),
    withdraw: str | Sequence[str] = (),
    school: str | None = None,
    known_on: Day | None = None,
    engine: Engine | None = None,
) -> Survey:
    """What every State comes to on a day for one person or several; or, with `host`, for all who are wanted that day.

    Names and days are given as `ask` takes them, as are `suppose`, `withdraw`, `school` and `known_on`. Where something
    is supposed or withdrawn `turned` says what that changes. Raises as `ask` does, and `UsageError` where both persons
    and a host are named, or neither.
    """
    engine = ready(engine)
    for it in persons:
        if not isinstance(it, str):
            raise UsageError(f"the person is {quoted(it)}", "give it as a text: an id, a name or an alias")
    if not persons and host is None:
        raise UsageError("nobody is asked about", "name one person or more, or a `host` for all who are wanted")
    if persons and host is not None:
        raise UsageError(f"both persons and a host are named: {quoted(host)}", "ask `assess` of a person in a State")
    if on is None:
        raise UsageError("no day is given", "give the day, as YYYY-MM-DD")
    places = every_place(engine)
    recorded = Recorded(engine)

    def asked(person: str, place: str) -> Query:
        return ask(
            person, place, on=on, suppose=suppose, withdraw=withdraw, school=school, known_on=known_on, engine=engine
        )

    if host is not None:
        wanted = sorted(recorded.wanted_since())
        if not wanted:
            raise UsageError("the record has nobody who is wanted", "name a person")
        query = asked(wanted[0], host)
        of = _Of(query, recorded, wanted, [place_of(query)], of_host=True)
    else:
        queries = [asked(it, str(places[0].state)) for it in persons]
        of = _Of(queries[0], recorded, list(dict.fromkeys(it.question.person for it in queries)), places)
    found = between_runs(engine.corpus, of.id, Survey, of.told)
    return found.making(engine, of.query.school.id if of.query.school else None)


class _Of:
    """Some persons in some places while they are surveyed."""

    def __init__(
        self,
        query: Query,
        recorded: Recorded,
        persons: Sequence[str],
        places: Sequence[Place],
        *,
        of_host: bool = False,
    ) -> None:
        self.query, self.recorded, self.persons, self.places = query, recorded, persons, places
        self.engine = query.engine
        self.phrases = self.engine.reasoner.phrases.calling(query.supposed)
        self.grounds = Grounds(self.engine, self.phrases, query.first)
        self.host_type = query.declared.type_of(query.declared.slot("host"))
        self.schools = [it.id for it in (self.engine.schools if query.school is None else (query.school,))]
        self.host = self._code(places[0]) if of_host else None

    @cached_property
    def id(self) -> str:
        """The id of the answer, which names all that it hangs on."""
        question, corpus = self.query.question, self.engine.corpus
        said = json.dumps(
            [
                *([list(self.persons)] if self.host is None else ["all", self.host]),
                [question.first_day.isoformat(), sorted(question.suppose), sorted(question.withdraw)],
                self.query.school.id if self.query.school else None,
                str(question.known_on),
            ]
        )
        return identify("dedere.survey/1", said, corpus.rules_fingerprint, corpus.facts_fingerprint)

    def _code(self, place: Place) -> str:
        return self.phrases.code(place.area or place.state, self.host_type)

    def told(self) -> Survey:
        """The whole answer."""
        return self._of_states() if self.host is None else self._of_host()

    def _of_states(self) -> Survey:
        """The answer for all States."""
        found = self._answers(self.query)
        by_place = {place: [found[person, place][0] for person in self.persons] for place in self.places}
        states = [self._state(place, its) for place, its in by_place.items() if place.area is None]
        persons = [self._person(it, [found[it, place] for place in self.places]) for it in self.persons]
        return self._survey(
            host=None,
            persons=tuple(persons),
            counts=_counts(it.verdict for it in states),
            schools=self._by_school(states),
            states=tuple(sorted(states, key=lambda it: it.state)),
            areas=tuple(self._areas(by_place)),
            turned=tuple(self._turned(by_place)),
        )

    def _of_host(self) -> Survey:
        """The answer for all who are wanted on the day."""
        (place,) = self.places
        found = self._answers(self.query)
        wanted = [it for it in self.persons if self.recorded.sought_by(it, found[it, place][1].beside)]
        persons = [
            self._person(it, [], found[it, place][0], self.recorded.sought_by(it, found[it, place][1].beside))
            for it in wanted
        ]
        answers = [found[it, place][0] for it in wanted]
        persons.sort(key=lambda it: (-STRENGTH[it.answer.verdict] if it.answer else 0, it.name))
        return self._survey(
            host=self.host,
            persons=tuple(persons),
            counts=_counts(it.verdict for it in answers),
            schools=self._by_school(answers),
            states=(),
            areas=(),
            turned=(),
        )

    def _survey(self, **parts: Any) -> Survey:
        question, corpus = self.query.question, self.engine.corpus
        return Survey(
            id=self.id,
            day=question.first_day,
            suppose=question.suppose,
            withdraw=question.withdraw,
            school=self.query.school.id if self.query.school else None,
            known_on=question.known_on,
            dedere=__version__,
            rules_fingerprint=corpus.rules_fingerprint,
            facts_fingerprint=corpus.facts_fingerprint,
            **parts,
        )

    # ------------------------------------------------------------------------------------------------------- answers

    def _answers(self, query: Query) -> dict[tuple[str, Place], tuple[Answered, Outcome]]:
        """What is answered for each person in each place."""
        slot = query.declared.slot
        cases = [(person, place) for person in self.persons for place in self.places]
        given: list[Mapping[str, Value]] = []
        for person, place in cases:
            slots = {it: value for it, value in query.given.items() if it != query.declared.slots.get("area")}
            area = {slot("area"): place.area} if place.area is not None else {}
            given.append({**slots, slot("person"): person, slot("host"): place.state, **area})
        told = (*self.grounds.goals, *self.recorded.sought_goals)
        found = outcomes(query, given, (*self.grounds.also, *self.recorded.sought_predicates), told)
        return {
            case: (self._answered(query, *case, slots, outcome), outcome)
            for case, slots, outcome in zip(cases, given, found, strict=True)
        }

    def _answered(
        self, query: Query, person: str, place: Place, slots: Mapping[str, Value], outcome: Outcome
    ) -> Answered:
        host = self.phrases.code(place.state, self.host_type)
        asked = query.question.model_copy(update={"person": person, "host": host, "area": place.area})
        rule, ground = self.grounds.of(slots, outcome)
        return Answered(
            person=person,
            verdict=outcome.verdict,
            schools=dict(outcome.schools),
            rule=rule,
            ground=ground,
            unable=outcome.verdict != "not_obliged" and self.grounds.unable(slots, outcome),
            answer=answer_id(ASSESSMENT, self.engine.corpus, asked, query.school),
        )

    # ---------------------------------------------------------------------------------------------- States and areas

    def _state(self, place: Place, its: Sequence[Answered]) -> SurveyState:
        first = _first(its)
        return SurveyState(
            state=self.phrases.code(place.state, self.host_type),
            name=self.phrases.name(place.state),
            verdict=first.verdict,
            schools=self._strongest(its),
            rule=first.rule,
            ground=first.ground,
            bound={id_: sum(it.schools[id_] == "obliged" for it in its) for id_ in self.schools},
            status=self.grounds.of_whole(place.state),
            answers=tuple(its),
        )

    def _areas(self, by_place: Mapping[Place, Sequence[Answered]]) -> Iterator[SurveyArea]:
        owned = {place.area: (place, its) for place, its in by_place.items() if place.area is not None}
        for area, status in self.grounds.areas().items():
            place, its = owned.get(area, (None, ()))
            first = _first(its) if its else None
            yield SurveyArea(
                area=area,
                name=self.phrases.name(area),
                state=None if place is None else self.phrases.code(place.state, self.host_type),
                verdict=first.verdict if first else None,
                schools=self._strongest(its) if its else {},
                rule=first.rule if first else None,
                ground=first.ground if first else "",
                unable=any(it.unable for it in its),
                status=status,
                answers=tuple(its),
            )

    def _turned(self, by_place: Mapping[Place, Sequence[Answered]]) -> Iterator[SurveyTurn]:
        """The places for which what is supposed or withdrawn changes the verdict, in all or in a school."""
        if not self.query.supposed and not self.query.withdrawn:
            return
        before = self._answers(self.query.unchanged())
        for place, its in by_place.items():
            was = [before[person, place][0] for person in self.persons]
            if [(it.verdict, it.schools) for it in was] != [(it.verdict, it.schools) for it in its]:
                yield SurveyTurn(
                    place=place.area or self.phrases.code(place.state, self.host_type),
                    name=self.phrases.name(place.area or place.state),
                    verdict_before=_first(was).verdict,
                    verdict_after=_first(its).verdict,
                    schools_before=self._strongest(was),
                    schools_after=self._strongest(its),
                )

    def _person(
        self,
        person: str,
        found: Sequence[tuple[Answered, Outcome]],
        answer: Answered | None = None,
        wanted_by: tuple[str, ...] | None = None,
    ) -> SurveyPerson:
        its = [it for (it, _), place in zip(found, self.places, strict=False) if place.area is None]
        if wanted_by is None:
            wanted_by = self.recorded.sought_by(person, found[0][1].beside)
        return SurveyPerson(
            person=person,
            name=self.phrases.name(person),
            wanted_by=wanted_by,
            kept_until=self._kept(person),
            counts=None if answer else _counts(it.verdict for it in its),
            schools={} if answer else self._by_school(its),
            answer=answer,
        )

    def _kept(self, person: str) -> date | None:
        day = self.recorded.wanted_kept(person)
        return None if day is None else dates.as_date(day)

    def _strongest(self, its: Sequence[Answered]) -> dict[str, Verdict]:
        return {id_: max((it.schools[id_] for it in its), key=STRENGTH.__getitem__) for id_ in self.schools}

    def _by_school(self, its: Iterable[SurveyState | Answered]) -> dict[str, Counts]:
        every = list(its)
        return {id_: _counts(it.schools[id_] for it in every) for id_ in self.schools}


def _first(its: Sequence[Answered]) -> Answered:
    """The one with the strongest answer, the first of those that are alike."""
    return max(its, key=lambda it: STRENGTH[it.verdict])


def _counts(verdicts: Iterable[Verdict]) -> Counts:
    every = list(verdicts)
    many: Callable[[Verdict], int] = every.count
    return Counts(obliged=many("obliged"), contested=many("contested"), not_obliged=many("not_obliged"))
