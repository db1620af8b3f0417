"""What can be chosen in a question, by name: for a form in which one is put together."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from dedere.batch.situations import every_place
from dedere.engine import Engine
from dedere.version import __version__
from dedere.views.told import Recorded


class Choice(BaseModel):
    """An id and a name; of an area `of` is the id of the State that it is part of."""

    model_config = ConfigDict(frozen=True)
    id: str
    name: str
    of: str | None = None


class School(Choice):
    """A school; `court` is whether it follows the court's own positions."""

    court: bool


class Choices(BaseModel):
    """Persons who are or were wanted, places, manners of presence, schools; `first` is whose journey is the latest."""

    model_config = ConfigDict(frozen=True)
    persons: tuple[Choice, ...]
    first: str | None
    places: tuple[Choice, ...]
    presences: tuple[Choice, ...]
    schools: tuple[School, ...]
    dedere: str
    rules_fingerprint: str
    facts_fingerprint: str


def of(engine: Engine) -> Choices:
    """What can be chosen in the leading question."""
    declared, _ = engine.leading
    phrases, corpus = engine.reasoner.phrases, engine.corpus
    host, manner = declared.type_of(declared.slot("host")), declared.slot("manner")
    manners = corpus.vocabulary.types[declared.type_of(manner)].constants
    preset = declared.presets.get(manner)
    recorded = Recorded(engine)
    latest = {it.person: it.first for it in sorted(recorded.rows(), key=lambda it: it.first)}
    persons = [Choice(id=it, name=phrases.name(it)) for it in recorded.wanted_since()]
    places = [
        Choice(
            id=it.area or phrases.code(it.state, host),
            name=phrases.name(it.area or it.state),
            of=phrases.code(it.state, host) if it.area else None,
        )
        for it in every_place(engine)
    ]
    return Choices(
        first=max((it.id for it in persons), key=lambda it: (latest.get(it, 0), it), default=None),
        persons=tuple(sorted(persons, key=lambda it: it.name)),
        places=tuple(sorted(places, key=lambda it: (it.of is not None, it.name))),
        presences=tuple(Choice(id=it, name=phrases.name(it)) for it in sorted(manners, key=lambda it: it != preset)),
        schools=tuple(
            School(id=it.id, name=it.name, court=it.court) for it in sorted(engine.schools, key=lambda it: not it.court)
        ),
        dedere=__version__,
        rules_fingerprint=corpus.rules_fingerprint,
        facts_fingerprint=corpus.facts_fingerprint,
    )
