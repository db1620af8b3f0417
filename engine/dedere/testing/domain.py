"""What a world may be made of: things with ids that facts share by type, days near the edges, and candidate facts.

All of it is read off the declared vocabulary and the texts of the clauses, so that it is the same for any law.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from math import prod
from random import Random
from typing import NamedTuple

from dedere import dates
from dedere.corpus.corpus import Corpus
from dedere.language.records import Clause
from dedere.language.vocabulary import DAYS, Argument, Predicate
from dedere.program.facts import read_by
from dedere.program.protocol import PROTOCOL
from dedere.program.question import Declared, laid_elsewhere
from dedere.terms.patterns import Term, term
from dedere.terms.values import Atom, Value, quote

LETTERS = "abc"
"""What tells the made-up things of a type apart."""

SPANS = (1, 30, 60, 90, 183, 365, 366)
"""Days that a rule may count, beside those whose numbers stand in clauses."""

_RECORDED = 3
"""So many things of the record that no type declares a world may name, of each kind."""

_OPEN: Mapping[str, Value] = {"since": "#inf", "until": "#sup"}
_CONSTANT = re.compile(r"[a-z][A-Za-z0-9_]*\Z")
_NUMBER = re.compile(r"\b[0-9]+\b")


class Calendar(NamedTuple):
    """The days of a world: the first and the last day of the stay, and the days on which facts happen."""

    first: int
    last: int
    days: tuple[int, ...]


class Named(NamedTuple):
    """Constants that clauses write at an argument: by predicate and place, and by type."""

    at: Mapping[tuple[str, int], frozenset[Value]]
    of: Mapping[str, frozenset[Value]]


class Domain:
    """The values of one world: by type what its facts may name, those of the record that rules name among them."""

    def __init__(
        self,
        corpus: Corpus,
        clauses: Iterable[Clause],
        calendar: Calendar,
        random: Random,
        *,
        backwards: bool = False,
    ) -> None:
        """What is asked about is called by what comes first among its like; `backwards` by what comes last."""
        self.calendar = calendar
        self._backwards = backwards
        self._corpus = corpus
        self._random = random
        cone = tuple(clauses)
        self._named = named_in(corpus, cone)
        self._meant = _meant(corpus, cone, random)
        self._naming = corpus.vocabulary.naming_predicates()
        self._several: dict[str, int] = {}
        self._earlier: dict[str, int] = {}

    def invented(self, naming: str) -> tuple[str, ...]:
        """The ids that a world makes up, of the things that a predicate names."""
        taken = self._corpus.names.get(naming, ())
        several = self._several.setdefault(naming, self._random.choice((1, 2, 2, 3)))
        letters = LETTERS[:several][::-1] if self._backwards else LETTERS[:several]
        return tuple(it for letter in letters if (it := f"{naming}_{letter}") not in taken)

    def values(self, type_: str) -> tuple[Value, ...]:
        """What may stand at an argument of a type; nothing where the type does not say it."""
        if type_ in DAYS:
            return (*self.calendar.days, *((_OPEN[type_],) if type_ in _OPEN else ()))
        declared = self._corpus.vocabulary.types.get(type_)
        if declared is None:
            return ('"text"',) if type_ == "text" else ()
        of_record = sorted(
            value
            for value in self._named.of.get(type_, ())
            if isinstance(value, str) and any(value in self._corpus.names.get(name, ()) for name in declared.named_by)
        )
        made_up = [it for name in declared.named_by for it in self.invented(name)]
        return (*declared.constants, *made_up, *of_record)

    def at(self, predicate: Predicate, place: int) -> tuple[Value, ...]:
        """What may stand at a place of a predicate: what its type has, what clauses write and the record has there."""
        argument = predicate.arguments[place]
        if place == 0 and predicate.name in self._naming:
            return self.invented(predicate.name)
        if argument.type in DAYS:
            return self._days(predicate.name, argument.type)
        found: dict[Value, None] = dict.fromkeys(self.values(argument.type))
        if not found or argument.type == "text":
            written = sorted(self._named.at.get((predicate.name, place), ()), key=str)
            found = dict.fromkeys([*(it for it in written if self._fits(argument, it)), *found])
            if argument.type in ("term", "number", "hundredths"):
                rows = self._corpus.by_predicate.get(predicate.name, ())
                recorded = sorted({it.atom.args[place] for it in rows}, key=str)
                # What no type declares is what the record has there: what clauses mean by it, and some others.
                found.update(dict.fromkeys(it for it in recorded if it in self._meant))
                found.update(dict.fromkeys(self._random.sample(recorded, min(_RECORDED, len(recorded)))))
                if argument.type != "term":
                    found.update(dict.fromkeys((0, 1, 2)))
        return tuple(found)

    def _days(self, predicate: str, type_: str) -> tuple[Value, ...]:
        """The days of a predicate: those of the calendar, or as many days before, so that not all happens at once."""
        earlier = self._earlier.setdefault(predicate, self._random.choice((0, 0, *range(1, 7))))
        days = (it if isinstance(it, str) else dates.later(it, -earlier) for it in self.values(type_))
        return tuple(days)

    def _fits(self, argument: Argument, value: Value) -> bool:
        return self._corpus.vocabulary.check_value(argument.type, value, self._corpus.names) is None

    def candidates(self, predicate: Predicate, most: int, asked: Collection[Value] = ()) -> list[Atom]:
        """Facts of a predicate that a world may have, at most so many; those of whom is asked about come rather."""
        if predicate.name in self._naming and all(it.type == "text" for it in predicate.arguments[1:]):
            return [
                Atom(predicate.name, (it, *(quote(it.replace("_", " ").title()) for _ in predicate.arguments[1:])))
                for it in self.invented(predicate.name)
            ]
        places = [self.at(predicate, place) for place in range(len(predicate.arguments))]
        size = prod(map(len, places))
        if not size:
            return []
        if size <= most * 4:
            rows = list(product(*places))
            self._random.shuffle(rows)
        else:
            rows = [tuple(map(self._random.choice, places)) for _ in range(most * 4)]
        rows = list(dict.fromkeys(it for it in rows if self._orderly(predicate, it)))
        near = {*asked, *(it for them in self._named.of.values() for it in them)}
        rows.sort(key=lambda row: -sum(it in near for it in row) + self._random.random() * 1.2)
        return [Atom(predicate.name, row) for row in rows[:most]]

    def _orderly(self, predicate: Predicate, row: Sequence[Value]) -> bool:
        """Whether an interval ends after it begins: no pack need say so for it to be meant."""
        types = [it.type for it in predicate.arguments]
        return not any(
            kind == "until" and before in ("date", "since") and isinstance(start, int) and isinstance(end, int)
            for before, kind, start, end in zip(types, types[1:], row, row[1:], strict=False)
            if not (isinstance(start, int) and isinstance(end, int) and start < end)
        )


def supposable(corpus: Corpus, question: Declared) -> dict[str, Predicate]:
    """The predicates of which a world may have facts: what a user could suppose in this question."""
    laid = question.planned | laid_elsewhere(corpus, question)
    kept_apart = {str(it.atom.args[2]) for it in corpus.by_predicate.get("kept_apart", ())}
    naming = corpus.vocabulary.naming_predicates()
    return {
        it.name: it
        for it in corpus.vocabulary.predicates.values()
        if it.kind == "fact"
        and it.arguments
        and it.name not in laid
        and it.name not in kept_apart
        and (it.name not in PROTOCOL or (it.name in naming and PROTOCOL[it.name].by == "facts"))
    }


@lru_cache(maxsize=64)
def _constants(corpus: Corpus, index: int) -> tuple[tuple[str, int, Value], ...]:
    clause = corpus.clauses[index]
    found: list[tuple[str, int, Value]] = []
    for literal in clause.body:
        if literal.kind in ("positive", "negative"):
            found += [(literal.name, at, it) for at, arg in enumerate(literal.args) if (it := _plain(term(arg)))]
    return tuple(found)


def _plain(it: Term) -> Value | None:
    return it if isinstance(it, (int, str)) and not str(it).startswith("#") else None


def named_in(corpus: Corpus, clauses: Iterable[Clause]) -> Named:
    """The constants that clauses write, where they write them; also those that a variable is equal to."""
    at: dict[tuple[str, int], set[Value]] = {}
    of: dict[str, set[Value]] = {}
    predicates = corpus.vocabulary.predicates
    for clause in clauses:
        equal: dict[str, set[Value]] = {}
        for literal in clause.body:
            if literal.kind == "comparison" and len(literal.args) == 2:
                for one, other in (literal.args, literal.args[::-1]):
                    value = _plain(term(other)) if _CONSTANT.match(other) or other[:1] in '"-0123456789' else None
                    if value is not None:
                        equal.setdefault(one, set()).add(value)
                        of.setdefault(clause.variable_types.get(one, "term"), set()).add(value)
        atoms = [(it.name, it.args) for it in clause.body if it.kind in ("positive", "negative")]
        for name, args in ((clause.head_name, clause.head_args), *atoms):
            declared = predicates.get(name)
            for place, arg in enumerate(args if declared else ()):
                value = _plain(term(arg)) if not arg[:1].isupper() and arg[:1] != "_" else None
                values = equal.get(arg, set()) | ({value} if value is not None else set())
                if values and declared is not None:
                    at.setdefault((name, place), set()).update(values)
                    of.setdefault(declared.arguments[place].type, set()).update(values)
    return Named({it: frozenset(them) for it, them in at.items()}, {it: frozenset(them) for it, them in of.items()})


def _meant(corpus: Corpus, clauses: Sequence[Clause], random: Random) -> frozenset[Value]:
    """What is of no type and clauses mean: what they name, and what the record has beside what they write.

    Where one asks for a crime of some class, that is a crime of that class.
    """
    found: set[Value] = {it for clause in clauses for it in map(_plain, map(term, clause.head_args)) if it is not None}
    for clause in clauses:
        for literal in clause.body:
            declared = corpus.vocabulary.predicates.get(literal.name)
            written = {at: it for at, arg in enumerate(literal.args) if (it := _plain(term(arg))) is not None}
            if literal.kind != "positive" or declared is None or not written:
                continue
            found.update(written.values())
            rows = [it.atom.args for it in corpus.by_predicate.get(literal.name, ())]
            beside = [row for row in rows if all(row[at] == it for at, it in written.items())]
            places = [at for at, it in enumerate(declared.arguments) if it.type == "term"]
            found.update(row[at] for row in random.sample(beside, min(_RECORDED, len(beside))) for at in places)
    return frozenset(found)


def calendar(corpus: Corpus, clauses: Sequence[Clause], random: Random) -> Calendar:
    """Days of a stay and around it: near those that the record knows, and as far from it as rules count."""
    read = read_by(clauses)
    eras = sorted(
        {
            value
            for name in read
            for it in corpus.by_predicate.get(name, ())
            for argument, value in zip(corpus.vocabulary.predicates[name].arguments, it.atom.args, strict=True)
            if argument.type in DAYS and isinstance(value, int)
        }
    )
    base = dates.as_date(random.choice(eras)) if eras else date(2020, 1, 1)
    first = min(base + timedelta(days=random.choice((0, 1, random.randrange(3000)))), date(2030, 12, 31))
    counted = spans(clauses)
    length = random.choice((0, 0, 0, 1, 7, random.choice(counted)))
    last = first + timedelta(days=length)
    days = {first - timedelta(days=random.choice((2000, 4000, 5500))), first}
    days |= set(
        random.sample(
            [first - timedelta(days=1), first + timedelta(days=length // 2), last, last + timedelta(days=1)], 2
        )
    )
    days |= {first + timedelta(days=length // 2 - it) for it in random.sample(counted, 2)}
    return Calendar(dates.number(first), dates.number(last), tuple(sorted(map(dates.number, days))))


def spans(clauses: Iterable[Clause]) -> list[int]:
    """The days that rules may count: those whose numbers stand in clauses, and those that are usual."""
    return sorted(
        {*SPANS, *(int(it) for clause in clauses for it in _NUMBER.findall(clause.text) if 1 < int(it) <= 400)}
    )


def counted_from(day: int, clauses: Iterable[Clause], chance: str) -> list[int]:
    """Days on which something may change that happened on a day, in their order: what falls due is chosen by chance.

    The first of the next month is among them: to that a day comes to which a number is added.
    """
    start = dates.as_date(day)
    month = dates.number((start.replace(day=1) + timedelta(days=32)).replace(day=1))
    counted = Random(chance).sample(spans(clauses), 2)  # noqa: S311  # it chooses days
    return sorted({month, *(dates.later(day, it) for it in counted)})
