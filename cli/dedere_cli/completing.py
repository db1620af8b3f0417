"""What a shell completes: persons, States, areas, schools, manners of presence, rules, predicates. Nothing is solved.

A shell asks on every stroke of the key, so only the loaded record is read, and whatever goes wrong completes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from click import Context, Parameter
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus

Completer = Callable[[Context, Parameter, str], list[CompletionItem]]

_Found = Iterable[tuple[str, str]]


def _completer(find: Callable[[Corpus, str], _Found]) -> Completer:
    """A completer for values with what they mean; those that `find` gives for what was typed so far."""

    def complete(ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            from dedere.engine import default_engine

            return [CompletionItem(value, help=help_) for value, help_ in find(default_engine().corpus, incomplete)]
        except Exception:  # a shell has no place for a message
            return []

    return complete


def _named(*types: str | None) -> Callable[[Corpus, str], _Found]:
    """Entities of some types, by the beginning of an id, a name or an alias; the leading question's where None."""

    def find(corpus: Corpus, begun: str) -> Iterator[tuple[str, str]]:
        from dedere.corpus.names import kept_table
        from dedere.corpus.spelling import plain

        wanted = plain(begun)
        told: set[str] = set()
        for type_name in types:
            if type_name is None or type_name not in corpus.vocabulary.types:
                continue
            table = kept_table(corpus, type_name)
            for name, ids in table.ids.items():
                for id_ in ids if name.startswith(wanted) else ():
                    if id_ not in told:
                        told.add(id_)
                        yield id_, table.shown[id_]

    return find


def _begins(known: Callable[[Corpus], _Found], after: str = "") -> Callable[[Corpus, str], _Found]:
    """Of what is known that which begins as it was typed, in whatever case, with `after` behind it."""

    def find(corpus: Corpus, begun: str) -> Iterator[tuple[str, str]]:
        yield from (
            (f"{it}{after}", help_) for it, help_ in known(corpus) if it.casefold().startswith(begun.casefold())
        )

    return find


def _schools(corpus: Corpus) -> _Found:
    from dedere.terms.values import text

    return [(str(it.atom.args[0]), text(it.atom.args[1])) for it in corpus.by_predicate.get("school", ())]


def _presences(corpus: Corpus) -> _Found:
    from dedere.program.question import declared, leading

    asked = declared(corpus, leading(corpus))
    return [(it, "") for it in corpus.vocabulary.types[asked.type_of(asked.slot("manner"))].constants]


def _rules(corpus: Corpus) -> _Found:
    return [(it.id, it.title) for it in corpus.rules.values()]


def _facts(corpus: Corpus) -> _Found:
    return [(it.name, it.form) for it in corpus.vocabulary.predicates.values() if it.kind == "fact"]


def _predicates(corpus: Corpus) -> _Found:
    return [(it.name, it.form) for it in corpus.vocabulary.predicates.values()]


def _kinds(corpus: Corpus) -> _Found:
    return [(it, "") for it in sorted({it.group for it in corpus.vocabulary.predicates.values() if it.group})]


def _contracts(corpus: Corpus) -> _Found:
    from dedere.reporting import contracts

    found = map(contracts.contract, contracts.names())
    return [(it.name.removeprefix("dedere.").partition("/")[0], it.about) for it in found]


def _both(*finds: Callable[[Corpus, str], _Found]) -> Callable[[Corpus, str], _Found]:
    return lambda corpus, begun: [it for find in finds for it in find(corpus, begun)]


person = _completer(_named("person"))
host = _completer(_named("state", "area"))
state = _completer(_named("state"))
person_or_state = _completer(_named("person", "state"))
school = _completer(_begins(_schools))
presence = _completer(_begins(_presences))
rule = _completer(_begins(_rules))
predicate = _completer(_begins(_facts))
kind = _completer(_begins(_kinds))
kind_or_predicate = _completer(_both(_begins(_kinds), _begins(_facts)))
contract = _completer(_begins(_contracts))
fact = _completer(_begins(_facts, "("))
rule_or_fact = _completer(_both(_begins(_rules), _begins(_predicates, "(")))
