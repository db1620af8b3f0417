"""A plan of visits, leg by leg: what each host must do, what would turn it, and what counts before which day.

>>> legs = [{"host": "Mongolia", "on": "2024-09-02"}, {"host": "Nowhere", "on": "2024-09-04"}]
>>> found = plan({"person": "putin", "legs": legs})
>>> [(it.leg, it.verdict) for it in found.legs], [(it.leg, it.message) for it in found.faults]
([('1', 'contested')], [('2', 'no state or area `Nowhere` is known')])

It is told for whoever advises a host or holds it to account: alternatives are answered as they were given, in their
order, and nothing is searched for or proposed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dedere import dates
from dedere.asking.period import Day, read_day
from dedere.asking.query import ask, find_school
from dedere.batch.deriving import Footing
from dedere.comparing.flip import flip
from dedere.corpus.content import identify
from dedere.engine import Engine, ready
from dedere.errors import Unanswered, UsageError
from dedere.exchange import itineraries
from dedere.exchange.stops import Given, Stop
from dedere.given import quoted
from dedere.schema.answer import Verdict
from dedere.schema.dossier import Said
from dedere.schema.itinerary import Itinerary
from dedere.schema.plan import Plan, PlanDue, PlanFault, PlanLeg
from dedere.schema.survey import Counts
from dedere.version import __version__
from dedere.views.case import Case, turns
from dedere.views.overlaps import overlaps


def plan(
    given: str | Path | Mapping[str, Any] | Itinerary,
    *,
    person: str | None = None,
    suppose: str | Sequence[str] = (),
    withdraw: str | Sequence[str] = (),
    school: str | None = None,
    known_on: Day | None = None,
    today: Day | None = None,
    engine: Engine | None = None,
) -> Plan:
    """What a plan of visits comes to, leg by leg, on a day, by default today.

    `given` is the path of a file (YAML, JSON, facts, or a calendar with the extra `calendar`), or a mapping or an
    `Itinerary` as `dedere.itinerary/1` has them; `person` is whoever travels where a leg names nobody. The others are
    those of `ask` and `flip`, for every leg. A leg that is no question, or has no answer, stands among the faults.

    Raises `UsageError` for what is no plan, and for what is wrong with what is supposed, the school or a day.
    """
    engine = ready(engine)
    day = read_day(date.today() if today is None else today)  # noqa: DTZ011  # the day where the user is
    chosen = find_school(engine, school)
    Footing.read(engine, suppose, withdraw, known_on)  # What is wrong with these is wrong with no leg.
    known = None if known_on is None else dates.as_date(read_day(known_on))
    if person is not None and not isinstance(person, str):
        raise UsageError(f"the person is {quoted(person)}", "give it as a text: an id, a name or an alias")
    of = _read(given)
    common: dict[str, Any] = {"suppose": suppose, "withdraw": withdraw, "school": school, "known_on": known}
    return _Planning(engine, of, person, common, day).told().making(engine, chosen.id if chosen else None)


def _read(given: Any) -> Given:
    if isinstance(given, Itinerary):
        return itineraries.of_data(json.loads(given.to_json()))
    if isinstance(given, Mapping):
        return itineraries.of_data(given)
    if isinstance(given, (str, Path)) and str(given).strip():
        return itineraries.from_file(given)
    raise UsageError(f"the plan is {quoted(given)}", "give the path of a file, or a mapping with `legs`")


class _Planning:
    """A plan while it is answered."""

    def __init__(self, engine: Engine, given: Given, person: str | None, common: Mapping[str, Any], day: int) -> None:
        self.engine, self.given, self.person, self.common, self.day = engine, given, person, common, day

    def told(self) -> Plan:
        """The whole answer."""
        legs: list[PlanLeg] = []
        faults: list[PlanFault] = []
        for it in self.given.legs:
            try:
                legs.append(self._leg(it))
            except (UsageError, Unanswered) as error:
                faults.append(PlanFault(line=it.line, leg=it.leg, message=error.message, hint=error.hint))
        corpus = self.engine.corpus
        main = [it for it in legs if it.alternative_to is None]
        ids = dict.fromkeys(id_ for it in legs for id_ in it.schools)
        told = [(it.answer, it.leg, it.alternative_to) for it in legs]
        said = json.dumps([told, [it.leg for it in faults], dates.iso(self.day)])
        return Plan(
            id=identify("dedere.plan/1", said, corpus.rules_fingerprint, corpus.facts_fingerprint),
            title=self.given.title,
            day=dates.as_date(self.day),
            school=self.common["school"],
            counts=_counts(it.verdict for it in main),
            schools={id_: _counts(it.schools[id_] for it in main) for id_ in ids},
            legs=tuple(legs),
            due=tuple(_due(legs)),
            overlaps=tuple(overlaps(legs, self.engine.leading[0].elsewhere_too)),
            faults=tuple(faults),
            dedere=__version__,
            rules_fingerprint=corpus.rules_fingerprint,
            facts_fingerprint=corpus.facts_fingerprint,
        )

    def _leg(self, it: Stop) -> PlanLeg:
        """The answer to one leg. Raises `UsageError` and `Unanswered`."""
        if it.wrong is not None:
            raise UsageError(*it.wrong)
        person = it.person or self.person
        if person is None or it.host is None:
            what = "person" if person is None else "host"
            raise UsageError(f"the leg names no {what}", f"give `{what}`")
        if it.first is None:
            raise UsageError("the leg has no day", "give `on`, or `from` and `until`, as 2025-12-05")
        query = ask(
            person,
            it.host,
            first=it.first,
            last=it.last,
            presence=it.presence,
            engine=self.engine,
            **self.common,
        )
        case = Case(query)
        answer = case.answer
        flips = flip(query, today=dates.as_date(self.day))
        name = case.phrases.name
        founded = [case.window(window) for window, _ in case.founding]
        against = [
            Said(sentence=proof.sentence, rule=proof.rule, authority=proof.authority) for proof in case.defeating
        ]
        return PlanLeg(
            leg=it.leg,
            line=it.line,
            alternative_to=it.of,
            capacity=it.capacity,
            event=it.event,
            question=query.question,
            name=name(query.question.person),
            host=name(query.question.area or str(query.given[query.declared.slot("host")])),
            summary=answer.summary,
            verdict=answer.verdict,
            schools=answer.schools,
            by_day=answer.by_day,
            beside=tuple(map(case.norm, answer.beside)),
            sides=tuple(case.sides()),
            reasons=(*founded, *against, *(case.norm(account) for account, _ in case.accounts)),
            tasks=tuple(case.tasks()),
            some=turns(flips.nearer),
            turns=turns(flips.sets),
            nothing_turns=flips.reason,
            taken=answer.assumptions,
            cautions=answer.warnings,
            kept_until=answer.known_until,
            answer=answer.id,
        )


def _due(legs: Iterable[PlanLeg]) -> Iterator[PlanDue]:
    """What counts before the days of the legs, the earliest day first."""
    found: dict[tuple[str, str], PlanDue] = {}
    for leg in legs:
        for task in leg.tasks:
            if task.phase == "before":
                day = task.said.first_day or leg.question.first_day
                it = PlanDue(day=day, leg=leg.leg, host=leg.host, kind=task.kind, said=task.said)
                found.setdefault((leg.leg, task.said.sentence), it)
        for turn in (*leg.some, *leg.turns):
            for change in (it for choices in turn.choices for it in choices):
                if change.latest_day is not None:
                    said = Said(sentence=change.sentence)
                    it = PlanDue(day=change.latest_day, leg=leg.leg, host=leg.host, kind="change", said=said)
                    found.setdefault((leg.leg, change.sentence), it)
    yield from sorted(found.values(), key=lambda it: it.day)


def _counts(verdicts: Iterable[Verdict]) -> Counts:
    every = list(verdicts)
    return Counts(
        obliged=every.count("obliged"),
        contested=every.count("contested"),
        not_obliged=every.count("not_obliged"),
    )
