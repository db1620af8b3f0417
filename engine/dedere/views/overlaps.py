"""Legs of a plan by which one person would be in two places on the same days.

Who leaves one place and comes to another is in both on that day: the last day of a leg may be the first of the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from dedere.schema.plan import PlanLeg, PlanOverlap


def overlaps(legs: Iterable[PlanLeg], elsewhere_too: Collection[str]) -> Iterator[PlanOverlap]:
    """The pairs of legs that one person cannot make together, in the order in which they were given.

    `elsewhere_too` are the manners of presence in which a person may be in another place as well. An alternative is
    held against every leg but that in whose place it stands, and never against another alternative.
    """
    there = [it for it in legs if it.question.presence not in elsewhere_too]
    for one, other in combinations(there, 2):
        if one.question.person != other.question.person or _same_place(one, other) or _instead(one, other):
            continue
        earlier, later = sorted((one, other), key=lambda it: (it.question.first_day, it.question.last_day))
        if later.question.first_day < earlier.question.last_day:
            yield PlanOverlap(
                legs=(one.leg, other.leg),
                hosts=(one.host, other.host),
                person=one.question.person,
                name=one.name,
                first_day=later.question.first_day,
                last_day=min(earlier.question.last_day, later.question.last_day),
            )


def _same_place(one: PlanLeg, other: PlanLeg) -> bool:
    """Whether one may lie within the other: the same State, and no two areas of it."""
    areas = {one.question.area, other.question.area} - {None}
    return one.question.host == other.question.host and len(areas) < 2


def _instead(one: PlanLeg, other: PlanLeg) -> bool:
    """Whether no plan has both: one stands in the place of the other, or each in the place of some leg."""
    replaced = one.alternative_to, other.alternative_to
    return None not in replaced or one.leg in replaced or other.leg in replaced
