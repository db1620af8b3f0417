"""The picture of how a duty runs: a band for each host and view, that of the court first, with the journeys on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import timeline
from dedere.reporting.names import named
from dedere.reporting.pictures import bands
from dedere.reporting.pictures.picture import CONTESTED, NOT_OBLIGED, OBLIGED, Key, Picture
from dedere.reporting.survey import DISCLAIMER
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from dedere.engine import Engine
    from dedere.reporting.names import Names
    from dedere.schema.timeline import Band, Timeline


def picture(found: Timeline, engine: Engine) -> Picture:
    """What is drawn of a timeline."""
    today = _today()
    marks = [(today, "today"), *([(found.wanted_since, "first warrant")] if found.wanted_since else [])]
    drawing, height, first, last = strip(found.bands, engine, marks)
    turns = [it for band in found.bands for it in band.phases if it.first_day is not None]
    kept = f" Warrants kept until {dates.words(found.kept_until)}." if found.kept_until else ""
    return Picture(
        title=timeline.title(found, engine),
        lead="A band for each view, that of the court first; dots are journeys, rings such as were not made.",
        alternative=f"Bands over time from {dates.words(first)} to {dates.words(last)}: {len(turns)} turns in "
        f"{len(found.bands)} bands. The same stands below as text.",
        drawing=drawing,
        width=bands.WIDTH,
        height=height,
        keys=KEYS,
        source=(DISCLAIMER, f"Dedere {found.dedere}, answer {found.id}.{kept}"),
        wide=True,
    )


KEYS = (Key(OBLIGED, "obliged"), Key(CONTESTED, "contested within the view"), Key(NOT_OBLIGED, "not obliged"))
"""What the signs of a band mean."""


def strip(
    of: Sequence[Band], engine: Engine, marks: Sequence[tuple[date, str]], only: str | None = None
) -> tuple[str, float, date, date]:
    """Bands as SVG with its height, and the first and the last day that is drawn; `only` is the one view that is."""
    called = named(engine)
    days = [it.first_day for band in of for it in band.phases if it.first_day is not None]
    days += [it.first_day for band in of for it in band.journeys]
    days += [day for day, _ in marks]
    first, last = min(days) - timedelta(days=90), max(days) + timedelta(days=180)
    schools = sorted((it.id for it in engine.schools), key=lambda it: engine.court is None or it != engine.court.id)
    rows = [row for band in of for row in _rows(band, [it for it in schools if only in (None, it)], called)]
    drawing, height = bands.drawn(rows, first, last, marks)
    return drawing, height, first, last


def _rows(band: Band, schools: list[str], called: Names) -> Iterator[bands.Row]:
    dots = tuple(bands.Dot(it.first_day, "made", timeline.trip(it), open=not it.made) for it in band.journeys)
    names = band.names[0] if len(band.names) == 1 else f"{len(band.names)} places: {', '.join(band.names)}"
    yield bands.Row(names, dots=dots)
    for id_ in schools:
        yield bands.Row(called.school(id_), soft=True, stretches=tuple(_stretches(band, id_, called)))


def _stretches(band: Band, school: str, called: Names) -> Iterator[bands.Stretch]:
    """The days on which a school says the same, whatever else changes on them."""
    for _, run in groupby(band.phases, lambda it: it.schools[school]):
        its = list(run)
        verdict = its[0].schools[school]
        whole = its[0].model_copy(update={"last_day": its[-1].last_day})
        until = None if whole.last_day is None else whole.last_day + timedelta(days=1)
        said = f"{timeline.days(whole)}: {IN_WORDS[verdict]} in the view of {called.school(school)}"
        yield bands.Stretch(whole.first_day, until, verdict, said)


def _today() -> date:
    return datetime.now().astimezone().date()
