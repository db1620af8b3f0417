"""The picture of a plan: a row for each leg and view over the days, what is contested within a view hatched."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import plan
from dedere.reporting.joints import joint
from dedere.reporting.names import named
from dedere.reporting.pictures import bands
from dedere.reporting.pictures.picture import Picture
from dedere.reporting.pictures.timeline import KEYS
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedere.engine import Engine
    from dedere.reporting.names import Names
    from dedere.schema.plan import Plan, PlanLeg


def picture(found: Plan, engine: Engine) -> Picture:
    """What is drawn of a plan."""
    called = named(engine, only=found.school)
    days = [day for it in found.legs for day in (it.question.first_day, it.question.last_day)] or [found.day]
    first, last = min(days), max(days) + timedelta(days=1)
    court = engine.court.id if engine.court is not None else None
    schools = sorted(found.schools, key=lambda it: it != court)
    rows = [row for it in found.legs for row in _rows(it, schools, called)]
    drawing, height = bands.drawn(rows, first - timedelta(days=1), last + timedelta(days=1), _marks(found))
    return Picture(
        title=plan.title(found),
        lead=joint("legs_drawn"),
        alternative=" ".join((joint("legs_drawn"), *plan.lead(found, called))),
        drawing=drawing,
        width=bands.WIDTH,
        height=height,
        keys=KEYS,
        source=(joint("advice"), f"Dedere {found.dedere}, answer {found.id}."),
        wide=True,
    )


def _marks(found: Plan) -> list[tuple[date, str]]:
    """The first days of the legs, where they stand far enough from one another to be read."""
    days = sorted({it.question.first_day for it in found.legs})
    span = (days[-1] - days[0]).days if days else 0
    apart = [day for at, day in enumerate(days) if at == 0 or (day - days[at - 1]).days * 8 > span]
    return [(day, dates.words(day)) for day in apart]


def _rows(it: PlanLeg, schools: list[str], called: Names) -> Iterator[bands.Row]:
    yield bands.Row(f"{it.leg} {it.host}" if it.alternative_to is None else f"({it.leg} {it.host})")
    for id_ in schools:
        stretches = tuple(
            bands.Stretch(
                part.first_day,
                part.last_day + timedelta(days=1),
                part.schools[id_],
                f"{dates.span(part.first_day, part.last_day)}: {IN_WORDS[part.schools[id_]]} {called.view([id_])}",
            )
            for part in it.by_day
        )
        yield bands.Row(called.school(id_), soft=True, stretches=stretches)
