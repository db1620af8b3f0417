"""`dedere rules`: the law, read without an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dedere_cli import completing
from dedere_cli.commands import packs
from dedere_cli.options import PAGES, formats
from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus
    from dedere.language.records import Rule
    from dedere_cli.options import Show

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _shared(wrapped: _Command) -> _Command:
    return own(formats(*PAGES)(wrapped))


@click.group("rules", short_help="Read the law: list, search, show.", no_args_is_help=True)
def command() -> None:
    """Read the law: every rule, its authority, and where it stands."""


command.add_command(packs.packs)


@command.command("list", short_help="The rules with their titles.")
@click.option(
    "--regime", metavar="NAME", help="Only rules of this regime: rome_statute, ...; general for those of none."
)
@click.option("--kind", metavar="KIND", help="Only rules of this kind: rule, assumption, unevaluated.")
@_shared
def list_(regime: str | None, kind: str | None, show: Show, own: Own) -> None:
    """List the rules with their ids and titles."""
    from dedere_cli import record

    corpus = own.corpus()
    found = list(corpus.rules.values())
    if regime is not None:
        record.one_of("regime", regime, (it.regime or "general" for it in found))
        found = [it for it in found if (it.regime or "general") == regime]
    if kind is not None:
        record.one_of("kind of rule", kind, ("rule", "assumption", "unevaluated"))
        found = [it for it in found if it.kind == kind]
    _print(corpus, found, show)


@command.command(short_help="Find rules by words.")
@click.argument("words", nargs=-1, required=True)
@_shared
def search(words: tuple[str, ...], show: Show, own: Own) -> None:
    """Find the rules in which all WORDS occur: in the id, the title, an authority or a sentence."""
    from dedere.corpus import finding
    from dedere_cli import record

    record.some_word(words, "dedere rules list")
    corpus = own.corpus()
    _print(corpus, finding.rules(corpus, words), show)


@command.command(short_help="Show a rule with its authorities and clauses.")
@click.argument("rule", shell_complete=completing.rule)
@_shared
def show(rule: str, show: Show, own: Own) -> None:
    """Show one RULE by its id, as RS-89-1."""
    from dedere.asking.rules import find
    from dedere.reporting import rules

    corpus = own.corpus()
    found = corpus.rules[find(corpus, rule)]
    if show.form == "json":
        show.model(rules.data(corpus, [found]))
    else:
        show.document(rules.whole(corpus, found))


def _print(corpus: Corpus, found: Sequence[Rule], show: Show) -> None:
    from dedere.reporting import rules

    if show.form == "json":
        show.model(rules.data(corpus, found))
    else:
        show.document(rules.found(found), listed=True)
