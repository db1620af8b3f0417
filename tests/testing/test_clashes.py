"""An act that is owed and forbidden at once is told, where nothing else tells of it."""

from __future__ import annotations

import pytest

from dedere.terms.reader import parse_fact
from dedere.terms.values import Value
from dedere.testing.answers import answers
from dedere.testing.clashes import clash
from dedere.testing.world import World
from small_law import law

FORBIDDEN = """
%@ rule KEEP "Nobody may be arrested in the own State"
%@ authority "Small law" "art. 8" checked(convention)
%@ says "{H} must not arrest {P}"
applicable(forbidden(H,arrest,P,none),"KEEP",D) :- here(P,H,D), office(P,H,F,T), F <= D, D < T.
"""
DOUBT = """
%@ says "{H} cannot do both"
doubt(torn(H,P),D) :- applicable(forbidden(H,arrest,P,_),"KEEP",D), applicable(duty(H,arrest,P,_),"DUTY",D).
"""
FIRST = '%@ says "one goes before the other"\noutranks("{}","{}") :- here(_,_,_).\n'


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", None),
        (FORBIDDEN, "`arrest` is both owed and forbidden to bbb on 2024-05-01, and no doubt tells of it"),
        (FORBIDDEN + DOUBT, None),
        (FORBIDDEN + FIRST.format("KEEP", "DUTY"), "`arrest` is both owed and forbidden to bbb on 2024-05-01"),
        (FORBIDDEN + FIRST.format("DUTY", "KEEP"), None),
    ],
    ids=["nothing forbids it", "hidden", "a doubt tells of it", "another rule goes first", "one goes before the other"],
)
def test_what_is_owed_and_forbidden(more: str, told: str | None) -> None:
    engine = law(more=more)
    facts = tuple(map(parse_fact, ("sought(ada,20200101,#sup)", "office(ada,bbb,20200101,#sup)")))
    given: dict[str, Value] = {
        "person": "ada",
        "host": "bbb",
        "first": 20240501,
        "after": 20240502,
        "presence": "visit",
    }
    world = World(engine, engine.leading[0], given, 20240501, 20240501, facts)
    (answer,) = answers([world])
    assert answer is not None
    found = clash(answer, [f"{it}." for it in (*facts, *world.question.facts(given), "joined(bbb,20050401)")])
    assert (found is None) == (told is None)
    assert told is None or (found or "").startswith(told)
