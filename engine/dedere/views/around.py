"""The person of a question in every place on the first of the days: what is drawn as the small map of a memo."""

from __future__ import annotations

from collections.abc import Sequence

from dedere.asking.query import Query
from dedere.schema.answer import Verdict
from dedere.schema.dossier import Around
from dedere.schema.survey import Counts
from dedere.views.timeline import running


def around(query: Query) -> Around:
    """The answer in every State of the record and in its areas, in the view of the court where it has one.

    Where the question is put to one school it is that of this school.
    """
    engine, asked = query.engine, query.question
    of, _ = running(query)
    schools = [it.id for it in (engine.schools if query.school is None else (query.school,))]
    court = engine.court.id if engine.court is not None else None
    first = court if court in schools else next(iter(schools), None)
    by_place = {it: of.on(it, asked.first_day) for it in of.places}
    code, host_type = engine.reasoner.phrases.code, query.declared.type_of(query.declared.slot("host"))
    places: dict[str, Verdict | None] = {}
    for place, it in by_place.items():
        verdict = it.verdict if first is None else it.schools[first]
        places[place.area or code(place.state, host_type)] = verdict
    for asked_, kind, _ in (it.atom.args for it in engine.corpus.by_predicate.get("host_given_as", ())):
        if asked_ == query.declared.id:
            places = {**{str(it): None for it in sorted(engine.corpus.named_as(str(kind)), key=str)}, **places}
    states = [it for place, it in by_place.items() if place.area is None]
    return Around(
        day=asked.first_day,
        school=first,
        states=len(states),
        counts=_counts([it.verdict for it in states]),
        schools={id_: _counts([it.schools[id_] for it in states]) for id_ in schools},
        places=dict(sorted(places.items())),
    )


def _counts(verdicts: Sequence[Verdict]) -> Counts:
    return Counts(
        obliged=verdicts.count("obliged"),
        contested=verdicts.count("contested"),
        not_obliged=verdicts.count("not_obliged"),
    )
