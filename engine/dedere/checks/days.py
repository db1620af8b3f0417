"""No day forgotten: a day that a clause compares with the day asked about, and on which nothing is looked at.

An answer is worked out for single days, those of the predicate that `looked_at` names; what happens between two of them
is never seen. Where a clause holds from a day on (`F <= D`), that day has to be among them, and where it holds until a
day inclusive (`D <= E`) the day after. Both ends are followed through the rules by their variables alone, nothing is
evaluated: from the days looked at to all clauses that speak of them, and back to all arguments they are taken from.
Whether a day is looked at for each person and State it matters to is not seen, nor which day is computed from another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dedere.checks.finding import found_at
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause, Literal
from dedere.language.vocabulary import DAYS
from dedere.program.protocol import PROTOCOL
from dedere.schema.lint import LintFinding
from dedere.terms.variables import is_variable, names

_Position = tuple[str, int]
"""A predicate and one of its arguments."""

_Known = Mapping[str, frozenset[str]]
"""The constants that a variable can stand for; one that is missing can stand for anything."""

_ASIDE = frozenset(it.name for it in PROTOCOL.values() if it.by == "engine" and not it.arity)
"""What the engine states to ask for something else than an answer: what waits for it is part of no answer."""

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_LATE = {"<": False, ">=": False, "<=": True, ">": True}
"""Whether a comparison of the day asked about with another turns on the day after that, by its sign."""


class _Looked(NamedTuple):
    """A condition from which a day is taken that is looked at, or, where it is `late`, one computed from it."""

    args: tuple[str, ...]
    known: _Known
    late: bool


def find(corpus: Corpus) -> Iterator[LintFinding]:
    """The comparisons with the day asked about that turn on a day nobody looks at."""
    days = Forgetting(corpus)
    for clause in corpus.clauses:
        yield from days.forgotten(clause)


class Forgetting:
    """The clauses of a corpus, with what follows through them from the days that are looked at."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._predicates = corpus.vocabulary.predicates
        looked = {str(fact.atom.args[1]) for fact in corpus.by_predicate.get("looked_at", ())} & {*self._predicates}
        self._ends = {(name, len(self._predicates[name].arguments) - 1) for name in looked}
        self._aside = self._waiting()
        self._values: dict[_Position, frozenset[str]] = {}
        """Where clauses conclude one of some constants: those."""
        self._values = self._constants_of_conclusions()
        self._asked = self._passed_on()
        self._looked: dict[_Position, list[_Looked]] = defaultdict(list)
        self._fixed: set[str] = set()
        """The days that are written out and looked at."""
        self._taken_from()
        self._through = sorted({it for name in looked for it in self._feeding(name)} or looked)

    def forgotten(self, clause: Clause) -> Iterator[LintFinding]:
        """What a clause compares with the day asked about, and nobody looks at."""
        if self._waits(clause):
            return
        asked = self._asked_in(clause)
        for literal in clause.body if asked else ():
            if literal.kind != "comparison" or len(literal.args) != 2:
                continue
            for (day, other), sign in (
                (literal.args, literal.name),
                (literal.args[::-1], _TURNED.get(literal.name, literal.name)),
            ):
                if day in asked and other not in asked and not self._seen(clause, other, _LATE.get(sign)):
                    what = "the day after that of" if _LATE.get(sign) else "the day of"
                    message = f"`{literal.text}` turns on {what} {self._told(clause, other)}, which is not looked at"
                    hint = f"conclude {' or '.join(f'`{name}`' for name in self._through)} for it, beside the rule"
                    yield found_at(clause, "forgotten-day", message, hint)

    def _told(self, clause: Clause, other: str) -> str:
        of = next((literal.text for literal, _ in _places(clause, other)), None)
        return f"`{other}` in `{of}`" if of else f"`{other}`"

    def _waits(self, clause: Clause) -> bool:
        """Whether a clause is for something else than an answer."""
        return any(it.kind == "positive" and it.name in self._aside for it in clause.body)

    def _waiting(self) -> frozenset[str]:
        """What the engine states to ask for something else than an answer, and all that only follows from it."""
        self._aside = _ASIDE
        while True:
            more = {
                name
                for name, clauses in self._corpus.by_head.items()
                if name and name not in self._corpus.by_predicate and all(map(self._waits, clauses))
            }
            if more <= self._aside:
                return self._aside
            self._aside |= more

    # ------------------------------------------------------------------------------------ what the variables stand for

    def _known(self, clause: Clause) -> dict[str, frozenset[str]]:
        known: dict[str, frozenset[str]] = {}

        def narrow(variable: str, values: frozenset[str]) -> None:
            known[variable] = known.get(variable, values) & values

        for literal in clause.body:
            if literal.kind == "comparison" and literal.name == "=":
                for one, other in (literal.args, literal.args[::-1]):
                    if is_variable(one) and not names(other):
                        narrow(one, frozenset({other}))
            elif literal.kind == "positive":
                for position, argument in enumerate(literal.args):
                    values = self._values.get((literal.name, position))
                    if values is not None and is_variable(argument):
                        narrow(argument, values)
        return known

    def _constants_of_conclusions(self) -> dict[_Position, frozenset[str]]:
        """The arguments of what only clauses conclude, where each concludes one of some constants."""
        given = self._corpus.by_predicate
        while True:
            found: dict[_Position, frozenset[str]] = {}
            for name, clauses in self._corpus.by_head.items():
                if not name or name in given or self._predicates[name].kind == "fact":
                    continue
                knowns = [self._known(clause) for clause in clauses]
                for position in range(len(self._predicates[name].arguments)):
                    each = [
                        known.get(argument) if is_variable(argument) else frozenset({argument})
                        for clause, known in zip(clauses, knowns, strict=True)
                        for argument in (clause.head_args[position],)
                        if is_variable(argument) or not names(argument)
                    ]
                    if len(each) == len(clauses) and None not in each:
                        found[name, position] = frozenset().union(*(it for it in each if it is not None))
            if found == self._values:
                return found
            self._values = found

    # --------------------------------------------------------------------------------------------------- the two ends

    def _asked_in(self, clause: Clause, *, always: bool = False) -> set[str]:
        """The variables of a clause that stand for the day asked about.

        Where it can stand among other days, as in what counts days, it does if nothing else says which day it is; not
        so where it is asked which of them it `always` is.
        """
        places: dict[str, set[_Position]] = defaultdict(set)
        for literal in clause.body:
            for position, argument in enumerate(literal.args if literal.kind == "positive" else ()):
                if is_variable(argument):
                    places[argument].add((literal.name, position))
        return {it for it, at in places.items() if at & self._always or (at <= self._asked and not always)}

    def _passed_on(self) -> set[_Position]:
        """The arguments at which the day asked about stands."""
        self._asked = self._always = set(self._ends)
        while True:
            some: set[_Position] = set()
            other: set[_Position] = set()
            for clause in self._corpus.clauses:
                asked, surely = self._asked_in(clause), self._asked_in(clause, always=True)
                for position, argument in enumerate(clause.head_args):
                    place = clause.head_name, position
                    some |= {place} if argument in asked else set()
                    other |= {place} if argument not in surely else set()
            more = self._asked | some
            always = self._always | (some - other)
            if (more, always) == (self._asked, self._always):
                return more
            self._asked, self._always = more, always

    def _taken_from(self) -> None:
        """Follow the days looked at back to the arguments they are taken from."""
        todo = [(end, False) for end in self._ends]
        done = set(todo)
        while todo:
            (name, position), late = todo.pop()
            self._fixed |= {str(it.atom.args[position]) for it in self._corpus.by_predicate.get(name, ()) if it.law}
            for clause in self._corpus.by_head.get(name, ()):
                if self._waits(clause):
                    continue  # To look for changes, days are counted from each that is looked at.
                known = self._known(clause)
                day = clause.head_args[position]
                self._fixed |= known.get(day, frozenset({day}))
                for variable, later in self._days_behind(clause, day, late).items():
                    for literal, at in _places(clause, variable):
                        self._looked[literal.name, at].append(_Looked(literal.args, known, later))
                        place = ((literal.name, at), later)
                        # From a day that is looked at another is counted only where something holds on it.
                        if place not in done and not (later and place[0] in self._ends):
                            done.add(place)
                            todo.append(place)

    def _days_behind(self, clause: Clause, day: str, late: bool) -> dict[str, bool]:
        """The variables of a clause from which a day is taken or computed, with whether it is computed."""
        behind = {day: late} if is_variable(day) else {}
        while True:
            before = len(behind)
            for literal in clause.body:
                days: Iterable[str] = ()
                if literal.kind == "comparison" and literal.name == "=":
                    days = literal.variables
                elif literal.kind == "positive" and self._predicates[literal.name].kind == "derived":
                    days = [it for it in literal.args if clause.variable_types.get(it) in DAYS]
                if any(it in behind for it in days):
                    behind.update((it, True) for it in days if it not in behind)
            if len(behind) == before:
                return behind

    def _feeding(self, name: str) -> Iterator[str]:
        """The predicates of nothing but a day from which the days looked at are taken."""
        for clause in self._corpus.by_head.get(name, ()):
            for literal, _ in _places(clause, clause.head_args[-1]):
                if len(literal.args) == 1 and self._predicates[literal.name].kind == "derived":
                    yield literal.name

    # ----------------------------------------------------------------------------------------------- whether they meet

    def _seen(self, clause: Clause, day: str, late: bool | None) -> bool:
        """Whether a day that a clause names is looked at; the day after it, where it is `late`."""
        if not names(day):
            return not day.isdigit() or day in self._fixed
        if not is_variable(day):  # Computed in the comparison itself.
            return all(self._seen(clause, it, True) for it in names(day))
        return self._reached(clause, day, late, set())

    def _reached(self, clause: Clause, day: str, late: bool | None, on_the_way: set[_Position]) -> bool:
        known = self._known(clause)
        if day in known and known[day] <= self._fixed:
            return True
        for literal, position in _places(clause, day):
            looked = self._looked.get((literal.name, position), ())
            if any(late in (None, it.late) and _within(literal.args, known, it) for it in looked):
                return True
            place = literal.name, position
            concluding = [it for it in self._corpus.by_head.get(literal.name, ()) if _meets(literal.args, it.head_args)]
            if place in on_the_way or not concluding:
                continue
            on_the_way.add(place)
            if all(
                self._reached(it, it.head_args[position], late, on_the_way)
                if is_variable(it.head_args[position])
                else it.head_args[position] in self._fixed
                for it in concluding
            ):
                on_the_way.discard(place)  # Another clause may take its day from there as well.
                return True
        # A day that is computed here is looked at where what it is computed from is.
        computed = [it for it in clause.body if it.kind == "comparison" and it.name == "=" and it.args[0] == day]
        return any(names(it.args[1]) and self._seen(clause, it.args[1], True) for it in computed)


def _places(clause: Clause, variable: str) -> Iterator[tuple[Literal, int]]:
    """The conditions that are met, not missed, at which a variable stands, with its position."""
    for literal in clause.body:
        if literal.kind == "positive":
            for position, argument in enumerate(literal.args):
                if argument == variable:
                    yield literal, position


def _within(args: Iterable[str], known: _Known, looked: _Looked) -> bool:
    """Whether what meets a condition is among that from which the days are taken, as far as constants tell."""
    for argument, covering in zip(args, looked.args, strict=True):
        values = looked.known.get(covering) if is_variable(covering) else frozenset({covering})
        mine = known.get(argument) if is_variable(argument) else frozenset({argument})
        if values is not None and (mine is None or not mine <= values):
            return False
    return True


def _meets(args: Iterable[str], head: Iterable[str]) -> bool:
    """Whether a conclusion can meet a condition, as far as constants tell."""
    return all(names(one) or names(two) or one == two for one, two in zip(args, head, strict=True))
