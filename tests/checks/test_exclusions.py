"""A clause of which one condition excludes another is found, and no other."""

from __future__ import annotations

import pytest

from dedere.checks.exclusions import find
from small_law import law

HEADER = '%@ rule MORE "More"\n%@ authority "Small law" "art. 9" checked(convention)\n%@ says "more"\n'


def told(body: str) -> list[str]:
    more = f'{HEADER}applicable(permitted(H,wait,P,none),"MORE",D) :- here(P,H,D), {body}.\n'
    return [it.message for it in find(law(more=more).corpus)]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("sought(P,F,T), F <= D, D < T, T <= D", "`D < T` and `T <= D` exclude one another"),
        ("sought(P,F,T), F <= D, D < T, T <= F", "`D < T` and `T <= F` and `F <= D` exclude one another"),
        ("sought(P,F,T), D > F, F >= D", "`D > F` and `F >= D` exclude one another"),
        ("sought(P,F,T), D < F, F = T, T = D", "`D < F` and `F = T` and `T = D` exclude one another"),
        ("joined(H,E), E <= D, not joined(H,E)", "`not joined(H,E)` excludes the same without `not`"),
    ],
)
def test_what_excludes_itself(body: str, why: str) -> None:
    assert told(body) == [f"the clause can never fire: {why}"]


@pytest.mark.parametrize(
    "body",
    [
        "sought(P,F,T), F <= D, D < T",
        "sought(P,F,T), F <= D, D <= T, T <= F",
        "sought(P,F,T), joined(H,E), E < F, E < T, D >= E",
        "joined(H,E), not joined(H,D), E != D",
        "joined(H,E), D = E, E = D",
    ],
)
def test_what_does_not(body: str) -> None:
    assert told(body) == []
