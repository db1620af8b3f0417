"""Which clauses some conclusions can hang on: the law followed backwards from them, and no further.

A condition is told from others by its predicate and by what its first argument is: for a norm its kind and its act, for
a position the issue. So what other norms are founded on, and what is contested about them alone, stays outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dedere.language.records import Clause
from dedere.program.clauses import CHANGES
from dedere.program.facts import read_by
from dedere.program.question import Declared, as_pattern
from dedere.terms.patterns import Compound, Sum, Term, Variable, term
from dedere.terms.values import Value, split


class Goal(NamedTuple):
    """What is looked for: a predicate, and what its first argument is; None stands for anything.

    `kind` is the constant or the function, `act` the constant in the second place within the function.
    """

    name: str
    kind: Value | None = None
    act: Value | None = None

    def meets(self, other: Goal) -> bool:
        """Whether an atom can be both."""
        return (
            self.name == other.name
            and (self.kind is None or other.kind is None or self.kind == other.kind)
            and (self.act is None or other.act is None or self.act == other.act)
        )


def goal(name: str, args: Sequence[Term]) -> Goal:
    """What an atom with these arguments is a case of."""
    if not args or isinstance(args[0], (Variable, Sum)):
        return Goal(name)
    kind, parts = (args[0].name, args[0].args) if isinstance(args[0], Compound) else split(args[0])
    act = parts[1] if len(parts) > 1 else None
    return Goal(name, kind, act if isinstance(act, (int, str)) else None)


class _Read(NamedTuple):
    """A clause as it is followed: what it concludes, what it reads, and which of that begins as the conclusion does."""

    clause: Clause
    head: Goal
    body: tuple[tuple[Goal, bool], ...]


def _goal(name: str, args: Sequence[str]) -> Goal:
    return goal(name, [term(args[0]), *args[1:]] if args else [])


def _read(clause: Clause) -> _Read:
    first = clause.head_args[0] if clause.head_args else None
    variable = first is not None and isinstance(term(first), Variable)
    body: list[tuple[Goal, bool]] = []
    for literal in clause.body:
        if literal.kind in ("positive", "negative"):
            same = variable and bool(literal.args) and literal.args[0] == first
            body.append((_goal(literal.name, literal.args), same))
    # What stands in aggregates is quoted as text.
    body += [(Goal(it), False) for it in read_by([clause]) - {goal.name for goal, _ in body} if it[:1].isalpha()]
    return _Read(clause, _goal(clause.head_name, clause.head_args), tuple(body))


class Backward:
    """Clauses by what they conclude, to be followed from conclusions to what these can hang on."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._concluding: dict[str, list[_Read]] = {}
        self._whatever: list[_Read] = []
        """What counts whatever is looked for: a constraint takes whole answer sets away."""
        for clause in clauses:
            read = _read(clause)
            if clause.head_name:
                self._concluding.setdefault(clause.head_name, []).append(read)
            else:
                self._whatever.append(read)

    def reach(self, goals: Iterable[Goal], but: Iterable[str] = ()) -> list[Clause]:
        """The clauses that the goals can hang on, in their order; what predicates of `but` hang on is left out."""
        beyond = frozenset(but)
        kept = {it.clause.index: it.clause for it in self._whatever}
        waiting = [*goals, *(it for read in self._whatever for it, _ in read.body)]
        seen = set(waiting)
        while waiting:
            wanted = waiting.pop()
            if wanted.name in beyond:
                continue
            for read in self._concluding.get(wanted.name, ()):
                if not wanted.meets(read.head):
                    continue
                kept[read.clause.index] = read.clause
                for condition, same in read.body:
                    it = condition._replace(kind=wanted.kind, act=wanted.act) if same else condition
                    if it not in seen:
                        seen.add(it)
                        waiting.append(it)
        return [kept[index] for index in sorted(kept)]


def sought(question: Declared) -> list[Goal]:
    """What a question seeks of the law: that a norm which answers it holds."""
    return [goal("effective", [as_pattern(it.pattern)]) for it in question.seeks]


def beside(clauses: Sequence[Clause], questions: Iterable[Declared]) -> dict[str, list[int]]:
    """For each part of the law the indices of the clauses that are none of it.

    What a question seeks, and which days are looked at for it, is a part by its id; what could change is `CHANGES`.
    """
    law = Backward(clauses)
    goals = {it.id: [*sought(it), *map(Goal, it.looked_at)] for it in questions}
    goals[CHANGES] = [Goal(it) for it in ("changeable", "adds", "removes", "latest", "variant")]
    every = {it.index for it in clauses}
    return {part: sorted(every - {it.index for it in law.reach(its)}) for part, its in goals.items()}
