"""Facts that are supposed and left out: what was understood of each, and how one types it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dedere import dates
from dedere.asking.typed import Reader
from dedere.errors import UsageError
from dedere.language.vocabulary import DAYS, SPAN
from dedere.program.question import slots
from dedere.terms.reader import parse_fact
from dedere.terms.values import as_constant

if TYPE_CHECKING:
    from dedere.corpus.sentences import Phrasebook
    from dedere.engine import Engine
    from dedere.language.vocabulary import Predicate
    from dedere.schema.difference import Change
    from dedere.terms.values import Atom, Value

NO_END = ", with no end"

_ROOM = 60
"""How many letters a fact has that is to be copied whole, if ids in the place of its longest names can make it so."""


def lines(engine: Engine, suppose: Iterable[str], withdraw: Iterable[str]) -> Iterator[str]:
    """A line for each fact that is added to the record for a question, and for each that is left out."""
    added, gone = list(map(parse_fact, suppose)), list(map(parse_fact, withdraw))
    said = engine.reasoner.phrases.calling(added)
    yield from (f"Supposed for this question: {in_words(engine, it, said)} [{_short(it)}]." for it in added)
    yield from (f"Left out for this question: {in_words(engine, it, said)} [{_short(it)}]." for it in gone)


def _short(atom: Atom) -> str:
    """A fact by its ids, with the word by which one types that there is no end."""
    return str(atom._replace(args=tuple("open" if it == "#sup" else it for it in atom.args)))


class Typing:
    """Writes facts as one types them: by names where these mean the same and no other, days as `YYYY-MM-DD`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers: dict[tuple[Atom, ...], Reader] = {}

    def options(self, change: Change) -> list[str]:
        """The options by which the command makes a change: of the days and the manner asked about, or of the record."""
        asked, _ = self._engine.leading
        planned = [it for it in change.suppose if parse_fact(it).name in asked.planned]
        given: dict[str, Value] = {}
        for it in planned:
            for template in asked.plan:
                given |= slots(template, parse_fact(it)) or {}
        manner, first, after = (given.get(asked.slot(role)) for role in ("manner", "first", "after"))
        options = [f"--presence {manner}"] if manner is not None else []
        if isinstance(first, int) and isinstance(after, int):
            begin, end = dates.iso(first), dates.iso(dates.previous_day(after))
            options += [f"--on {begin}"] if begin == end else [f"--from {begin} --until {end}"]
        for option, every in (("--suppose", change.suppose), ("--withdraw", change.withdraw)):
            record = [it for it in every if parse_fact(it).name not in asked.planned]
            options += [f"{option} {shlex.quote(it)}" for it in self.facts(record)]
        return options

    def facts(self, written: Sequence[str]) -> list[str]:
        """Facts as one may type them together; each as it is written where it would not be understood so."""
        atoms = list(map(parse_fact, written))
        naming = self._engine.corpus.vocabulary.naming_predicates()
        new = tuple(it for it in atoms if it.name in naming)
        return [self._typed(it, new) for it in atoms]

    def _typed(self, atom: Atom, new: tuple[Atom, ...]) -> str:
        if new not in self._readers:
            self._readers[new] = Reader(self._engine.corpus, new)
        reader = self._readers[new]
        predicate = self._engine.corpus.vocabulary.predicates.get(atom.name)
        if predicate is None or len(predicate.arguments) != len(atom.args):
            return str(atom)
        args = [self._argument(reader, predicate, at, it) for at, it in enumerate(atom.args)]
        for at in sorted(range(len(args)), key=lambda it: -len(args[it])):
            long = len(atom.name) + sum(len(it) + 2 for it in args) > _ROOM
            if long and predicate.arguments[at].type not in DAYS:
                args[at] = str(atom.args[at])
        typed = f"{atom.name}({', '.join(args)})"
        try:
            return typed if args and reader.fact(typed) == atom else str(atom)
        except (UsageError, ValueError):
            return str(atom)

    def _argument(self, reader: Reader, predicate: Predicate, at: int, value: Value) -> str:
        type_name = predicate.arguments[at].type
        if type_name in DAYS:
            return dates.iso(value) if isinstance(value, int) else "open"
        if not isinstance(value, str) or type_name == "term" or value[:1] == '"':
            return str(value)
        name = self._engine.reasoner.phrases.name(value).removeprefix("the ")
        type_ = self._engine.corpus.vocabulary.types.get(type_name)
        if (type_ is None or not type_.constants) and as_constant(name) == value:
            return value  # It has no name but its id.
        try:
            found = reader.argument(predicate, at, name, name)
        except UsageError:
            return value
        return name if found == value and not set(name) & set(",()\"'") else value


def in_words(engine: Engine, atom: Atom, said: Phrasebook) -> str:
    """What a fact says, and up to which day where its sentence does not say it: nobody need know what an end means."""
    predicate = engine.corpus.vocabulary.predicates[atom.name]
    told = said.atom(atom)
    template = next((it for constant, it in predicate.says_of if constant in atom.args), predicate.says or "")
    for argument, value in zip(predicate.arguments, atom.args, strict=True):
        said_already = any(f"{before}{argument.name}}}" in template for before in ("{", SPAN))
        if argument.type == "until" and not said_already:
            last = dates.words(dates.as_date(dates.previous_day(value))) if isinstance(value, int) else None
            told += f", until {last}" if last else NO_END
    return told
