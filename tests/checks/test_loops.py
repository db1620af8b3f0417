"""Circles: found in graphs, and told of rules where negation goes round in one."""

from __future__ import annotations

import pytest

from corpora import Lab
from dedere.checks.loops import components, find, way
from dedere.checks.meeting import Meeting
from laws import CLEAN, LAW


@pytest.mark.parametrize(
    ("edges", "circles"),
    [
        ({1: [2], 2: [3], 3: []}, []),
        ({1: [1]}, [{1}]),
        ({1: [2], 2: [1], 3: [1]}, [{1, 2}]),
        ({1: [2], 2: [3], 3: [1, 4], 4: [5], 5: [4]}, [{4, 5}, {1, 2, 3}]),
        ({1: [9]}, []),
    ],
    ids=["none", "itself", "two", "two-circles", "no-such-node"],
)
def test_the_parts_of_a_graph_that_go_round(edges: dict[int, list[int]], circles: list[set[int]]) -> None:
    assert components(edges) == circles


def test_a_long_circle_needs_no_recursion() -> None:
    size = 5000
    assert [len(it) for it in components({at: [(at + 1) % size] for at in range(size)})] == [size]


def test_the_shortest_way() -> None:
    edges = {"a": ["b", "c"], "b": ["d"], "c": ["e"], "d": ["e"], "e": ["a"]}
    assert way(edges, "a", "e") == ["a", "c", "e"]
    assert way(edges, "d", "b") == ["d", "e", "a", "b"]
    assert way(edges, "a", "a") == ["a"]


def told(lab: Lab, law: str) -> list[tuple[str, str | None]]:
    return [(it.message, it.hint) for it in find(Meeting(lab.load(rules__vocabulary=CLEAN, rules__law=law)))]


def test_a_circle_without_a_choice_is_told_with_its_way(lab: Lab) -> None:
    law = LAW.replace('adopt("I",one).', 'not beaten(duty(H,greet,P,none),"R-2",D).')
    ((message, hint),) = told(lab, law)
    assert message == ("`not beaten(N,R,D)` depends on what the clause concludes, and no position decides it")
    lines = law.splitlines()
    through = [
        next(at for at, it in enumerate(lines, 1) if it.startswith(head))
        for head in ("beaten(N,R,D)", 'defeated(N,R,"R-3"')
    ]
    assert hint == (
        "make it a position on an issue, or open the circle, which goes on through "
        + ", ".join(f"rules/law.lp:{at}" for at in through)
    )


def test_a_circle_through_a_choice_or_through_what_only_asks_is_none(lab: Lab) -> None:
    assert told(lab, LAW) == []
    closed = LAW.replace('adopt("I",one).', 'not beaten(duty(H,greet,P,none),"R-2",D).')
    chosen = closed.replace("beaten(N,R,D) :- defeated(N,R,_,D)", "{ beaten(N,R,D) } :- defeated(N,R,_,D)")
    assert told(lab, chosen) == []
    asking = f'%@ fact only_asks(Predicate: term) of checks\n%@ says "asks"\nonly_asks(beaten).\n{closed}'
    assert told(lab, asking) == []
