"""Negation within a circle of the rules that no choice opens: then what follows may not be settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from dedere.checks.finding import found_at
from dedere.checks.meeting import Meeting
from dedere.schema.lint import LintFinding

Key = TypeVar("Key", int, str)
"""What a node of a graph is called."""


def find(meeting: Meeting) -> Iterator[LintFinding]:
    """The shortest circle through a negation of each part of the rules that has one."""
    clauses = meeting.corpus.clauses
    edges: dict[int, dict[int, bool]] = {}
    for clause in clauses:
        below = edges.setdefault(clause.index, {})
        if clause.kind != "derive" or clause.head_name in meeting.asking:
            continue
        node = meeting.node(clause)
        for literal in clause.body:
            if literal.kind in ("positive", "negative"):
                for other in meeting.meets(node, literal):
                    index = other.clause.index
                    below[index] = below.get(index, False) or literal.kind == "negative"
    for component in components({index: set(below) for index, below in edges.items()}):
        inside = {index: [below for below in edges[index] if below in component] for index in sorted(component)}
        circles = [
            [index, *way(inside, below, index)] for index in inside for below in inside[index] if edges[index][below]
        ]
        # One error closes many circles; where the shortest is opened, the others are mostly gone.
        if circles:
            start, end, *_ = shortest = min(circles, key=len)
            message = f"`not {clauses[end].head}` depends on what the clause concludes, and no position decides it"
            through = ", ".join(f"{it.file}:{it.line}" for it in map(clauses.__getitem__, shortest[1:-1]))
            hint = f"make it a position on an issue, or open the circle{', which goes on through ' if through else ''}"
            yield found_at(clauses[start], "loop", message, hint + through)


def way(edges: Mapping[Key, Iterable[Key]], start: Key, end: Key) -> list[Key]:
    """The shortest way from one node to another that it reaches, both included."""
    before: dict[Key, Key] = {}
    reached = [start]
    for at in reached:
        if at == end:
            break
        for below in edges[at]:
            if below != start and below not in before:
                before[below] = at
                reached.append(below)
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]


def components(edges: Mapping[Key, Iterable[Key]]) -> list[frozenset[Key]]:
    """The strongly connected components that are loops (Tarjan's algorithm, without recursion)."""
    order: dict[Key, int] = {}
    low: dict[Key, int] = {}
    stack: list[Key] = []
    inside: set[Key] = set()
    found: list[frozenset[Key]] = []
    for root in edges:
        if root in order:
            continue
        path: list[tuple[Key, Iterator[Key]]] = [(root, iter(edges[root]))]
        while path:
            at, rest = path[-1]
            if at not in order:
                order[at] = low[at] = len(order)
                stack.append(at)
                inside.add(at)
            for below in rest:
                if below not in order:
                    path.append((below, iter(edges.get(below, ()))))
                    break
                if below in inside:
                    low[at] = min(low[at], low[below])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[at])
                if low[at] == order[at]:
                    cut = stack.index(at)
                    component = frozenset(stack[cut:])
                    del stack[cut:]
                    inside -= component
                    if len(component) > 1 or at in edges.get(at, ()):
                        found.append(component)
    return found
