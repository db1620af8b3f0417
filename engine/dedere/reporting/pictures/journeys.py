"""The picture of journeys: each a dot on the row of its host, by the duty that the host had."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting import journeys
from dedere.reporting.pictures import bands
from dedere.reporting.pictures.picture import CONTESTED, NOT_OBLIGED, OBLIGED, Key, Picture
from dedere.reporting.survey import DISCLAIMER
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.journeys import Journey, Journeys


def picture(found: Journeys, engine: Engine) -> Picture:
    """What is drawn of journeys."""
    name = engine.reasoner.phrases.name
    by: dict[str, list[Journey]] = {}
    for it in found.journeys:
        by.setdefault(name(it.host.lower()) if found.person else name(it.person), []).append(it)
    rows = [bands.Row(label, dots=tuple(map(_dot, its))) for label, its in by.items()]
    if found.person and found.reach:
        spans = tuple(
            bands.Stretch(it.first_day, it.last_day, "none" if it.complete else "paper", it.sentence)
            for it in sorted(found.reach, key=lambda it: it.complete)
        )
        rows.append(bands.Row("list believed complete (dotted)", soft=True, stretches=spans))
    days = [it.first_day for it in found.journeys] + ([found.wanted_since] if found.wanted_since else [])
    marks = [(found.wanted_since, "first warrant")] if found.wanted_since else []
    drawing, height = ("", 1.0)
    if days:
        drawing, height = bands.drawn(rows, min(days) - timedelta(days=60), max(days) + timedelta(days=60), marks)
    kept = f" The list is kept until {dates.words(found.kept_until)}." if found.kept_until else ""
    return Picture(
        title=f"Journeys of {found.name}" if found.person else f"Journeys of wanted persons to {found.name}",
        lead=journeys.claim(found, engine),
        alternative=f"{len(found.journeys)} journeys as dots over time, a row for each "
        f"{'State' if found.person else 'person'}. The same stands below as text.",
        drawing=drawing,
        width=bands.WIDTH,
        height=height,
        keys=(
            Key(NOT_OBLIGED, "not obliged on any view"),
            Key(CONTESTED, "contested between or within views"),
            Key(OBLIGED, "obliged on every view"),
            Key("paper", "ring: not made, or not known to be"),
        ),
        source=(DISCLAIMER, f"Dedere {found.dedere}, answer {found.id}.{kept}"),
        wide=True,
    )


def _dot(it: Journey) -> bands.Dot:
    outcome = it.outcome.replace("_", " ")
    said = f"{dates.span(it.first_day, it.last_day)}: {outcome}, {it.occasion}; {IN_WORDS[it.verdict]}"
    return bands.Dot(it.first_day, it.verdict, said, open=not it.made)
