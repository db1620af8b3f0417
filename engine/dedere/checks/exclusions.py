"""Conditions of one clause that exclude one another: it can never fire, whatever else is concluded.

Comparisons are followed from one to the next (`F <= D`, `D < T`, `T <= F`), by their texts alone: nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator

from dedere.checks.finding import found_at
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.schema.lint import LintFinding

_Step = tuple[str, str, bool]
"""That one thing stands before another, or in the same place; whether it must stand before."""

_TURNED = {">": "<", ">=": "<="}
_HINT = "correct one of the conditions, or leave the clause out"


def find(corpus: Corpus) -> Iterator[LintFinding]:
    """The clauses in which one condition excludes another."""
    for clause in corpus.clauses:
        met = {it.text for it in clause.body if it.kind == "positive"}
        for literal in clause.body:
            if literal.kind == "negative" and literal.text.removeprefix("not ") in met:
                message = f"the clause can never fire: `{literal.text}` excludes the same without `not`"
                yield found_at(clause, "never-fires", message, _HINT)
        circle = _circle(clause)
        if circle:
            message = f"the clause can never fire: {' and '.join(f'`{it}`' for it in circle)} exclude one another"
            yield found_at(clause, "never-fires", message, _HINT)


def _circle(clause: Clause) -> list[str]:
    """The comparisons that lead from something back to it, one of them strictly, if any do."""
    steps: dict[_Step, str] = {}
    for it in clause.body:
        if it.kind == "comparison" and len(it.args) == 2 and it.args[0] != it.args[1]:
            ends = it.args[::-1] if it.name in _TURNED else it.args
            sign = _TURNED.get(it.name, it.name)
            if sign in ("<", "<=", "="):
                steps[ends[0], ends[1], sign == "<"] = it.text
            if sign == "=":
                steps[ends[1], ends[0], False] = it.text
    for (start, end, strict), text in steps.items():
        way = _way(steps, end, start) if strict else None
        if way is not None:
            return [text, *way]
    return []


def _way(steps: dict[_Step, str], start: str, end: str) -> list[str] | None:
    """The comparisons by which one comes from one thing to another, as few as will do; None where none lead there."""
    ways: dict[str, list[str]] = {start: []}
    waiting = [start]
    for at in waiting:
        if at == end:
            return ways[at]
        for (one, other, _), text in steps.items():
            if one == at and other not in ways:
                ways[other] = [*ways[at], text]
                waiting.append(other)
    return None
