"""The two small pictures of a memo: the map of every State on the day, and how the duty of the host runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting.joints import joint
from dedere.reporting.names import named
from dedere.reporting.pictures import bands, timeline, world
from dedere.reporting.pictures.picture import NONE, Key, Picture
from dedere.reporting.survey import counted
from dedere.schema.answer import IN_WORDS

if TYPE_CHECKING:
    from dedere.engine import Engine
    from dedere.schema.answer import Verdict
    from dedere.schema.dossier import Dossier


def figures(found: Dossier, engine: Engine) -> dict[str, Picture]:
    """The pictures by their names in the document."""
    return {"line": _line(found, engine), "map": _map(found, engine)}


def _line(found: Dossier, engine: Engine) -> Picture:
    marks = [(found.question.first_day, dates.words(found.question.first_day))]
    drawing, height, first, last = timeline.strip((found.line,), engine, marks, found.school)
    return Picture(
        title="",
        lead=joint("bands"),
        alternative=f"{joint('bands')} {dates.words(first)} - {dates.words(last)}",
        drawing=drawing,
        width=bands.WIDTH,
        height=height,
        keys=timeline.KEYS,
        wide=True,
    )


def _map(found: Dossier, engine: Engine) -> Picture:
    phrases, around = engine.reasoner.phrases, found.around
    answers: dict[str, tuple[str, Verdict | None]] = {it.lower(): (it, of) for it, of in around.places.items()}
    here, area = found.question.host.lower(), found.question.area
    if area is not None and (area in world.world().shapes or area in world.world().dots):
        here = area  # An area without a shape of its own is drawn as part of its State.

    def fill(id_: str) -> world.Fill | None:
        if id_ not in answers:
            return None
        given, verdict = answers[id_]
        said = f"{phrases.name(id_)}: {IN_WORDS[verdict]}" if verdict is not None else phrases.name(id_)
        return world.Fill(verdict or NONE, said, id_ == here, area=given == id_)

    drawing, width, height = world.drawn(fill)
    view = f", {named(engine).view([around.school])}" if around.school else ""
    place = phrases.name(here)
    day = dates.stretch(around.day, around.day)
    counts = around.schools[around.school] if around.school else around.counts
    return Picture(
        title="",
        lead=f"{joint('map', day=day, view=view, host=f'{place[:1].upper()}{place[1:]}')} {joint('advice')}",
        alternative=f"{joint('of_states', number=str(around.states))}{view}: {counted(counts)}.",
        drawing=drawing,
        width=width,
        height=height,
        keys=tuple(Key(it.sign, it.sign.replace("_", " ")) for it in timeline.KEYS),
        style=world.STYLE,
    )
