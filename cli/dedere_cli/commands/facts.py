"""`dedere facts`: the record, read without an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dedere_cli import completing
from dedere_cli.commands import exchange
from dedere_cli.options import PAGES, formats
from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus
    from dedere.corpus.sentences import Phrasebook
    from dedere.language.records import Fact
    from dedere_cli.options import Show

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _shared(wrapped: _Command) -> _Command:
    return own(formats(*PAGES)(wrapped))


@click.group("facts", short_help="The record: read it, import and export it, compare it.", no_args_is_help=True)
def command() -> None:
    """The record: every fact, its sources, and where it stands; as tables; and one version of it against another."""


command.add_command(exchange.export)
command.add_command(exchange.import_)
command.add_command(exchange.diff)


@command.command("list", short_help="How many facts there are; with a filter, which.")
@click.option(
    "--predicate",
    metavar="NAME",
    shell_complete=completing.predicate,
    help="Only facts of this predicate: deposited, warrant, office, ...",
)
@click.option(
    "--kind",
    metavar="KIND",
    shell_complete=completing.kind,
    help="Only facts of this kind: treaty_acts, warrants, visits, ...",
)
@click.option("--state", metavar="STATE", shell_complete=completing.state, help="Only facts that name this State.")
@click.option("--person", metavar="PERSON", shell_complete=completing.person, help="Only facts that name this person.")
@click.option("--all", "everything", is_flag=True, help="Every fact, not only how many there are of each predicate.")
@_shared
def list_(
    predicate: str | None,
    kind: str | None,
    state: str | None,
    person: str | None,
    everything: bool,
    show: Show,
    own: Own,
) -> None:
    """List facts; without a filter, how many there are of each predicate."""
    from dedere.reporting import facts
    from dedere_cli import record

    corpus = own.corpus()
    found = [fact for fact in corpus.facts if not fact.law]
    vocabulary = corpus.vocabulary
    if predicate is not None:
        record.one_of("predicate", predicate, vocabulary.predicates)
        found = [it for it in found if it.atom.name == predicate]
    if kind is not None:
        record.one_of("kind of fact", kind, (it.group for it in vocabulary.predicates.values() if it.group))
        found = [it for it in found if vocabulary.predicates[it.atom.name].group == kind]
    for type_name, given in (("state", state), ("person", person)):
        if given is not None:
            from dedere.corpus.names import Directory

            id_ = Directory(corpus, [type_name]).find(given)
            found = [it for it in found if id_ in it.atom.args]
    filtered = any(it is not None for it in (predicate, kind, state, person))
    if show.form == "json" or filtered or everything:
        _print(corpus, found, show)
    else:
        show.document(facts.numbers(corpus, found), listed=True)


@command.command("kept", short_help="Up to which day each kind of fact is kept.")
@_shared
def kept_(show: Show, own: Own) -> None:
    """List the days up to which each kind of fact is kept, and of a kind what is about each person, treaty or court."""
    from dedere import kept

    show(kept(own.corpus()))


@command.command("kinds", short_help="What kinds of facts there are, and how one is written.")
@click.argument("name", metavar="[PREDICATE]", required=False, shell_complete=completing.kind_or_predicate)
@_shared
def kinds_(name: str | None, show: Show, own: Own) -> None:
    """Tell how facts of a PREDICATE, or of a kind such as treaty_acts, are written; without one, which there are."""
    from dedere.corpus.sentences import Phrasebook
    from dedere.exchange.kinds import kinds
    from dedere.reporting import kinds as told

    corpus = own.corpus()
    found = kinds(corpus, name)
    if show.form == "json":
        show.records("dedere.kinds/1", "kinds", [told.data(it) for it in found])
    else:
        whole = None if name is None else told.whole(found, Phrasebook(corpus), own.typed())
        show.document(whole or told.listed(found), listed=True)


@command.command(short_help="Write a fact of a kind to fill in.")
@click.argument("name", metavar="KIND", shell_complete=completing.kind_or_predicate)
@own
def new(name: str, own: Own) -> None:
    """Write facts of a KIND to fill in: warrant, visit, person, treaty-act, or any predicate that `facts kinds` lists.

    \b
      dedere facts new warrant > mine/warrant.lp
    """
    from datetime import datetime

    from dedere import dates
    from dedere.exchange.kinds import template

    today = dates.number(datetime.now().astimezone())
    click.echo(template(own.corpus(), name, today), nl=False)


@command.command(short_help="Find facts by words.")
@click.argument("words", nargs=-1, required=True)
@_shared
def search(words: tuple[str, ...], show: Show, own: Own) -> None:
    """Find the facts in which all WORDS occur: in the sentence, the ids, the note or a source."""
    from dedere.corpus import finding
    from dedere.corpus.sentences import Phrasebook
    from dedere_cli import record

    record.some_word(words, "dedere facts list")
    corpus = own.corpus()
    phrases = Phrasebook(corpus)
    _print(corpus, finding.facts(corpus, words, phrases), show, phrases)


@command.command(short_help="Show a fact with its sources.")
@click.argument("fact", shell_complete=completing.fact)
@_shared
def show(fact: str, show: Show, own: Own) -> None:
    """Show one FACT by its text, as deposited(mng,rome,20020411), or what is known under an id or a name.

    As icc_putin_2023, or Mongolia.
    """
    from dedere.asking.suppositions import instead_of
    from dedere.asking.typed import Reader
    from dedere.corpus import finding
    from dedere.corpus.names import Directory
    from dedere.corpus.sentences import Phrasebook
    from dedere.errors import UsageError
    from dedere.reporting import facts

    corpus = own.corpus()
    phrases = Phrasebook(corpus)
    if "(" not in fact:
        named = fact if finding.about(corpus, fact) else Directory(corpus, ["entity"]).find(fact)
        found = finding.about(corpus, named)
    else:
        try:
            atom = Reader(corpus).fact(fact)
        except ValueError as error:
            hint = f"{error}; `dedere facts search` looks by words"
            raise UsageError(f"`{fact}` is not the text of a fact", hint) from None
        wrong = corpus.vocabulary.signature(atom.name, len(atom.args))
        if wrong is not None:
            raise UsageError(wrong.message, wrong.hint)
        if atom not in corpus.by_atom:
            raise UsageError(f"`{atom}` is not in the record", instead_of(corpus, atom))
        found = [corpus.by_atom[atom]]
    if show.form == "json":
        show.model(facts.data(corpus, found, phrases))
    else:
        show.document(facts.whole(corpus, found, phrases))


def _print(corpus: Corpus, found: Sequence[Fact], show: Show, phrases: Phrasebook | None = None) -> None:
    from dedere.corpus.sentences import Phrasebook
    from dedere.reporting import facts

    phrases = phrases or Phrasebook(corpus)
    if show.form == "json":
        show.model(facts.data(corpus, found, phrases))
    else:
        show.document(facts.found(found, phrases), listed=True)
