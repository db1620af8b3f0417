"""The first reason of an answer, as the text of the answer tells it: one sentence for a cell of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedere import dates
from dedere.answers.assessment import assess
from dedere.asking.query import ask
from dedere.reporting.assessment import build
from dedere.reporting.names import named

if TYPE_CHECKING:
    from datetime import date

    from dedere.asking.places import Place
    from dedere.batch.deriving import Footing
    from dedere.engine import Engine


def first(engine: Engine, footing: Footing, person: str, manner: str, place: Place, day: date) -> str | None:
    """The first sentence that is told of why, on a day; None where nothing is. Raises `Unanswered`."""
    asked = ask(
        person,
        place.area or place.state,
        on=day,
        presence=manner,
        suppose=[str(it) for it in footing.supposed],
        withdraw=[str(it) for it in footing.withdrawn],
        known_on=None if footing.known_on is None else dates.as_date(footing.known_on),
        engine=engine,
    )
    answer = assess(asked)
    report = build(answer, named(engine, answer.question.host), "short")
    # A sentence alone may be a reason for either answer: its heading says for which.
    return next((f"{section.title}: {it.sentence}" for section in report.sections for it in section.reasons), None)
