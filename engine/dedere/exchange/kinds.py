"""What kinds of facts there are, and how one writes a fact of one's own: all of it made from what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from dedere import dates
from dedere.checks.unfilled import SOURCE, TEXT, placeholder_id, placeholder_text
from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError
from dedere.language.records import Fact
from dedere.language.vocabulary import Argument, Predicate, nearest
from dedere.terms.values import Atom, Value

_MEANING = {
    "date": "a day",
    "since": "a day, or #inf where it is not known or there is none",
    "until": "a day that no longer belongs to it, or #sup where there is no end yet",
    "number": "a whole number",
    "hundredths": "a number in hundredths: 1250 is 12.5",
    "text": "a text",
    "term": "a word in small letters and underscores",
}
_MOST_IDS = 4


class Kind(NamedTuple):
    """A kind of fact: its predicate, what each argument must be, a fact of the record, and what is told beside it."""

    predicate: Predicate
    arguments: tuple[tuple[str, str], ...]
    example: Fact | None
    beside: tuple[Predicate, ...]


def kinds(corpus: Corpus, name: str | None = None) -> list[Kind]:
    """The kinds of facts that a record may hold: of a predicate, of a kind (`treaty_acts`, `treaty-act`), or all.

    Raises `UsageError` for what is neither.
    """
    declared = _kept(corpus)
    found = [it for it in declared if name is None or it.name == _id(name)]
    found = found or [it for it in declared if it.group in (_id(name or ""), f"{_id(name or '')}s")]
    if not found:
        near = nearest(_id(name or ""), {it for one in declared for it in (one.name, one.group or "")})
        hint = f"did you mean `{near}`?" if near else "`dedere facts kinds` lists them"
        raise UsageError(f"there is no kind of fact `{name}`", hint)
    return [
        Kind(
            it,
            tuple((argument.name, _meant(corpus, it, argument)) for argument in it.arguments),
            next((fact for fact in corpus.by_predicate.get(it.name, ()) if not fact.law), None),
            tuple(_beside(corpus, it)),
        )
        for it in found
    ]


def template(corpus: Corpus, name: str, today: int) -> str:
    """Facts of a kind to fill in, with what is told beside them, as lines of a file.

    Of a kind with several predicates it is the one that others are told beside, or else the one of which the record has
    most. Raises `UsageError` as `kinds` does.
    """
    found = kinds(corpus, name)
    kind = max(found, key=lambda it: (bool(it.beside), len(corpus.by_predicate.get(it.predicate.name, ()))))
    main = _written(corpus, kind.predicate, today, kind.example, None)
    lines = [
        "% Put your own in the place of what stands here; the source is the document, then where a copy was seen.",
        "% `dedere check --facts DIR` tells what is lacking or wrong.",
        "",
        f'%@ source {SOURCE.id} "{SOURCE.citation}" "{SOURCE.url}"',
        "",
        f"%@ by {SOURCE.id} seen_once {today}",
    ]
    for predicate in (*_unnamed(corpus, kind.predicate), kind.predicate, *kind.beside):
        atom = main
        if predicate is not kind.predicate:
            theirs = (it for it in corpus.by_predicate.get(predicate.name, ()) if not it.law)
            about = kind.example.atom.args[0] if kind.example else None
            fact = next((it for it in theirs if about is not None and it.atom.args[:1] == (about,)), None)
            atom = _written(corpus, predicate, today, fact, main)
        lines += ["", f"% {predicate.says or predicate.form}", f"{atom}."]
    return "\n".join(lines) + "\n"


def _unnamed(corpus: Corpus, predicate: Predicate) -> list[Predicate]:
    """The predicates that name what a fact speaks of and the record has none of, those first that others speak of."""
    found: list[Predicate] = []
    types = (corpus.vocabulary.types.get(it.type) for it in predicate.arguments)
    for named_by in (it.named_by for it in types if it is not None and it.named_by):
        if named_by[0] != predicate.name and not any(_ids(corpus, named_by)):
            naming = corpus.vocabulary.predicates[named_by[0]]
            found += [it for it in (*_unnamed(corpus, naming), naming) if it not in found]
    return found


def _id(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _kept(corpus: Corpus) -> list[Predicate]:
    """The predicates whose facts stand in a record, or may; not those of kinds whose facts stand in the law alone."""
    declared = [it for it in corpus.vocabulary.predicates.values() if it.kind == "fact"]
    stated = {it.name: corpus.by_predicate.get(it.name, ()) for it in declared}
    recorded = {name for name, facts in stated.items() if facts and not facts[0].law}
    of_law = {it.group for it in declared if stated[it.name]} - {it.group for it in declared if it.name in recorded}
    return [it for it in declared if it.name in recorded or not (stated[it.name] or it.group in of_law)]


def _beside(corpus: Corpus, predicate: Predicate) -> Iterator[Predicate]:
    for fact in corpus.by_predicate.get("goes_with", ()):
        of, other = map(str, fact.atom.args)
        if of == predicate.name and other in corpus.vocabulary.predicates:
            yield corpus.vocabulary.predicates[other]


def _meant(corpus: Corpus, predicate: Predicate, argument: Argument) -> str:
    """What may stand in the place of an argument of a predicate."""
    own = argument is predicate.arguments[0] and predicate.name in corpus.vocabulary.naming_predicates()
    if own and argument.type == "term":
        return "an id of your own, in small letters and underscores"
    type_ = corpus.vocabulary.types.get(argument.type)
    if type_ is None:
        return _MEANING.get(argument.type, argument.type)
    if type_.constants:
        return f"one of {', '.join(type_.constants)}"
    ids = list(islice(_ids(corpus, type_.named_by), _MOST_IDS))
    # In quotes: an id may be a word, such as that of Andorra.
    such = f", such as {', '.join(f'`{it}`' for it in ids)}" if ids else ""
    what = argument.type.replace("_", " ")
    one = "an" if what[0] in "aeio" else "a"
    return f"the id of {one} {what}{such}; named by `{'` or `'.join(type_.named_by)}`"


def _ids(corpus: Corpus, named_by: tuple[str, ...]) -> Iterator[str]:
    return (str(fact.atom.args[0]) for name in named_by for fact in corpus.by_predicate.get(name, ()) if fact.atom.args)


def _written(corpus: Corpus, predicate: Predicate, today: int, fact: Fact | None, main: Atom | None) -> Atom:
    """A fact of a predicate as one could write it, after one of the record where there is one, and after `main`."""
    args: list[Value] = []
    naming = corpus.vocabulary.naming_predicates()
    said: dict[Argument, Value] = {}
    if main is not None:
        said = dict(zip(corpus.vocabulary.predicates[main.name].arguments, main.args, strict=True))
    for at, argument in enumerate(predicate.arguments):
        type_ = corpus.vocabulary.types.get(argument.type)
        after = argument.type == "until" and at > 0 and predicate.arguments[at - 1].type == "date"
        value: Value
        if argument in said or (main is not None and at == 0):
            value = said.get(argument, main.args[0] if main else "")
        elif argument.type == "date":
            value = today
        elif argument.type in ("since", "until"):
            bounded = dates.next_day(today) if after and argument.name == "After" else "#sup"
            value = bounded if argument.type == "until" else today
        elif predicate.name in naming and (argument.type == "term" or argument.type == "text"):
            value = placeholder_id(predicate.name) if argument.type == "term" else placeholder_text(argument.name)
        elif fact is not None:
            value = fact.atom.args[at]
        elif type_ is not None and type_.constants:
            value = type_.constants[0]
        elif type_ is not None:
            value = next(_ids(corpus, type_.named_by), placeholder_id(type_.named_by[0]))
        else:
            unnamed: dict[str, Value] = {"text": TEXT, "number": 1, "hundredths": 100}
            value = unnamed.get(argument.type, f"my_{argument.name.lower()}")
        args.append(value)
    return Atom(predicate.name, tuple(args))
