"""A plan of visits as it is given, as frozen models: the source of `dedere.itinerary/1`, which is read."""

from __future__ import annotations

from typing import Literal

from dedere.schema.base import Model


class ItineraryAlternative(Model):
    """What may be done in the place of a leg: whatever is not said is as in the leg."""

    leg: str | None = None
    person: str | None = None
    host: str | None = None
    on: str | None = None
    from_: str | None = None
    until: str | None = None
    presence: str | None = None
    capacity: str | None = None
    event: str | None = None


class ItineraryLeg(Model):
    """A stay, a stop or an overflight: who, where (`host` is a State or an area), and when.

    Either `on` one day, or `from` one to another, which belongs to it; days are `YYYY-MM-DD`. `presence` is the manner,
    as `assess` takes it. `person` may be left out where the plan names one; `leg` is a name of its own, by default its
    number. `capacity` and `event` are told as they are.
    """

    host: str
    leg: str | None = None
    person: str | None = None
    on: str | None = None
    from_: str | None = None
    until: str | None = None
    presence: str | None = None
    capacity: str | None = None
    event: str | None = None
    alternatives: tuple[ItineraryAlternative, ...] = ()


class Itinerary(Model):
    """A plan of visits: its legs in their order, each with the alternatives to it."""

    schema_: Literal["dedere.itinerary/1"] = "dedere.itinerary/1"
    title: str | None = None
    person: str | None = None
    legs: tuple[ItineraryLeg, ...]
