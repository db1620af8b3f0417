"""What is told of facts of the record: how many there are, which were found, and each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dedere import dates
from dedere.reporting.document import Block, Document, Fields, Heading, Item, Items, Note, Paragraph, Table
from dedere.reporting.record import counted
from dedere.schema.found import Cited, FactFound, FactsFound

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus
    from dedere.corpus.sentences import Phrasebook
    from dedere.language.records import Fact

MOST_SHOWN = 25
"""How many facts about one id are shown in full."""

_CONFIDENCE = {"seen_twice": "seen twice", "seen_once": "seen once", "recall": "from memory, not seen in a source"}


def numbers(corpus: Corpus, facts: Sequence[Fact]) -> Document:
    """How many facts there are of each predicate; where a constant has a sentence of its own, of each such constant."""
    many: dict[tuple[str, str], int] = {}
    for fact in facts:
        key = fact.atom.name, _told_apart(corpus, fact)
        many[key] = many.get(key, 0) + 1
    predicates = corpus.vocabulary.predicates
    rows = sorted(
        (predicates[name].group or "", f"{name} ({apart})" if apart else name, str(number))
        for (name, apart), number in many.items()
    )
    title = f"{counted(len(facts), 'fact')}; narrow with --predicate, --kind, --state or --person, or give --all"
    table: tuple[Block, ...] = (Table(("kind", "predicate", "facts"), tuple(rows)),) if rows else ()
    return Document(title, table, last=True)


def _told_apart(corpus: Corpus, fact: Fact) -> str:
    """The constant of a fact by which its predicate has other sentences; empty where it has one for all."""
    predicate = corpus.vocabulary.predicates[fact.atom.name]
    of = dict(predicate.says_of)
    for argument, value in zip(predicate.arguments, fact.atom.args, strict=True):
        type_ = corpus.vocabulary.types.get(argument.type)
        if type_ is not None and of.keys() & set(type_.constants):
            return str(value).replace("_", " ")
    return ""


def data(corpus: Corpus, facts: Iterable[Fact], phrases: Phrasebook) -> FactsFound:
    """Facts as values, for JSON."""
    return FactsFound(
        facts=tuple(
            FactFound(
                fact=str(it.atom),
                sentence=phrases.atom(it.atom),
                predicate=it.atom.name,
                kind=corpus.vocabulary.predicates[it.atom.name].group,
                sources=tuple(Cited(**corpus.sources[source]._asdict()) for source in it.sources),
                confidence=it.confidence or None,
                checked=dates.as_date(it.checked) if it.checked else None,
                known=dates.as_date(it.known) if it.known else None,
                note=it.note,
                file=it.file,
                line=it.line,
            )
            for it in facts
        )
    )


def found(facts: Sequence[Fact], phrases: Phrasebook) -> Document:
    """The facts that were found, each with where it stands."""
    items = tuple(Item(phrases.atom(it.atom), (Note(f"{it.atom}  {it.file}:{it.line}", "beside"),)) for it in facts)
    blocks: tuple[Block, ...] = (Items(items, style="places"),) if items else ()
    return Document(counted(len(facts), "fact"), blocks, last=True)


def whole(corpus: Corpus, facts: Sequence[Fact], phrases: Phrasebook) -> Document:
    """Some facts with all that is known of each; of many the first."""
    first, *others = facts[:MOST_SHOWN]
    blocks: list[Block] = [Fields(tuple(_fields(corpus, first)))]
    for it in others:
        blocks += [Heading(phrases.atom(it.atom)), Fields(tuple(_fields(corpus, it)))]
    if len(facts) > MOST_SHOWN:
        blocks.append(Paragraph(f"and {len(facts) - MOST_SHOWN} more; `dedere facts list` has filters"))
    return Document(phrases.atom(first.atom), tuple(blocks))


def _fields(corpus: Corpus, fact: Fact) -> Iterator[tuple[str, str]]:
    yield "fact", f"{fact.atom}."
    predicate = corpus.vocabulary.predicates[fact.atom.name]
    yield "form", predicate.form + (f", of {predicate.group}" if predicate.group else "")
    for id_ in fact.sources:
        source = corpus.sources[id_]
        yield "source", f"{source.citation} ({id_})"
        if source.url:
            yield "", source.url
    if fact.confidence:
        yield "confidence", _CONFIDENCE.get(fact.confidence, fact.confidence)
    if fact.checked:
        yield "checked", dates.words(fact.checked)
    if fact.known:
        yield "known since", dates.words(fact.known)
    if fact.note:
        yield "note", fact.note
    yield "stands in", f"{fact.file}:{fact.line}" + (f", part of {fact.rule}" if fact.rule else "")
