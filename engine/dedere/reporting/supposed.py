"""What was understood of facts that are supposed and left out: each in words, and as it is written in the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dedere import dates
from dedere.language.annotations import SPAN
from dedere.terms.reader import parse_fact

if TYPE_CHECKING:
    from dedere.corpus.sentences import Phrasebook
    from dedere.engine import Engine
    from dedere.terms.values import Atom

NO_END = ", with no end"


def lines(engine: Engine, suppose: Iterable[str], withdraw: Iterable[str]) -> Iterator[str]:
    """A line for each fact that is added to the record for a question, and for each that is left out."""
    added, gone = list(map(parse_fact, suppose)), list(map(parse_fact, withdraw))
    said = engine.reasoner.phrases.calling(added)
    yield from (f"Supposed for this question: {in_words(engine, it, said)} [{it}]." for it in added)
    yield from (f"Left out for this question: {in_words(engine, it, said)} [{it}]." for it in gone)


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
