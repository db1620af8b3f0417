"""`dedere rules`: the law, read without an editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dedere_cli.commands import packs
from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from dedere.corpus.corpus import Corpus
    from dedere.language.records import Clause, Rule
    from dedere.reporting.page import Page

MOST_USERS = 12
"""How many of the rules that build on a conclusion are named."""

MOST_NEAR = 6
"""How many ids are offered in the place of one that is none."""

_CHECKED = {
    "text": "read in the text",
    "decision": "read in the decision",
    "secondary": "seen in a secondary source",
    "memory": "from memory",
    "convention": "a convention of Dedere",
}
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _shared(wrapped: _Command) -> _Command:
    return own(click.option("--json", "as_json", is_flag=True, help="As JSON.")(wrapped))


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
def list_(regime: str | None, kind: str | None, as_json: bool, own: Own) -> None:
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
    _print(corpus, found, as_json)


@command.command(short_help="Find rules by words.")
@click.argument("words", nargs=-1, required=True)
@_shared
def search(words: tuple[str, ...], as_json: bool, own: Own) -> None:
    """Find the rules in which all WORDS occur: in the id, the title, an authority or a sentence."""
    from dedere_cli import record

    corpus = own.corpus()
    single = [part for word in words for part in word.split()]

    def hit(rule: Rule) -> bool:
        cited = [f"{it.instrument} {it.place}" for it in rule.authorities]
        said = [corpus.clauses[it].says or "" for it in rule.clauses]
        return record.matches(single, rule.id, rule.title, rule.because or "", *cited, *said)

    _print(corpus, [it for it in corpus.rules.values() if hit(it)], as_json)


@command.command(short_help="Show a rule with its authorities and clauses.")
@click.argument("rule")
@_shared
def show(rule: str, as_json: bool, own: Own) -> None:
    """Show one RULE by its id, as RS-89-1."""
    from dedere.reporting import page as terminal
    from dedere_cli import record

    corpus = own.corpus()
    found = corpus.rules[rule if rule in corpus.rules else _id(corpus, rule)]
    if as_json:
        record.as_json("dedere.rules/1", "rules", [_data(corpus, found)])
        return
    terminal.write("\n".join(_whole(corpus, found, terminal.output())))


def _id(corpus: Corpus, given: str) -> str:
    """The id of a rule in whatever case. Raises `UsageError` with those that begin so, or else with the nearest."""
    from difflib import get_close_matches

    from dedere.errors import UsageError

    ids = {it.casefold(): it for it in corpus.rules}
    wanted = given.strip().casefold()
    if wanted in ids:
        return ids[wanted]
    begin = [it for it in ids if wanted and it.startswith(wanted)]
    near = [f"`{ids[it]}`" for it in begin or get_close_matches(wanted, ids, 3)]
    more = f" or one of {len(near) - MOST_NEAR} more" if len(near) > MOST_NEAR else ""
    hint = f"did you mean {', '.join(near[:MOST_NEAR])}{more}?" if near else "`dedere rules search` looks by words"
    raise UsageError(f"there is no rule `{given}`", hint)


def _print(corpus: Corpus, found: Sequence[Rule], as_json: bool) -> None:
    from dedere.reporting import page as terminal
    from dedere_cli import record

    if as_json:
        record.as_json("dedere.rules/1", "rules", [_data(corpus, it) for it in found])
        return
    page = terminal.output()
    left = max((len(it.id) for it in found), default=0) + 2
    lines = []
    for it in found:
        kind = "" if it.kind == "rule" else f" ({it.kind})"
        lines += page.wrap(it.title + kind, page.style(f"{it.id:<{left}}", "bold"), " " * left)
    lines.append(record.counted(len(found), "rule"))
    terminal.write("\n".join(lines))


def _clauses(corpus: Corpus, rule: Rule) -> list[Clause]:
    return [corpus.clauses[it] for it in rule.clauses]


def _used(corpus: Corpus, rule: Rule) -> dict[str, list[str]]:
    """For each predicate that the rule concludes, the other rules that build on it."""
    heads = dict.fromkeys(it.head_name for it in _clauses(corpus, rule) if it.head_name)
    users: dict[str, dict[str, None]] = {name: {} for name in heads}
    for clause in corpus.clauses:
        for literal in clause.body:
            if literal.name in users and clause.rule_id != rule.id:
                users[literal.name][clause.rule_id] = None
    return {name: list(ids) for name, ids in users.items()}


def _whole(corpus: Corpus, rule: Rule, page: Page) -> Iterator[str]:
    from dedere_cli.record import field

    yield from page.wrap(f"{rule.id}: {rule.title}", styles=("bold",))
    if rule.kind != "rule":
        yield from field("kind", rule.kind + (f": {rule.because}" if rule.because else ""), page)
    yield from field("regime", rule.regime or "general", page)
    for it in rule.authorities:
        yield from field("authority", f"{it.instrument}, {it.place} ({_CHECKED.get(it.checked, it.checked)})", page)
    yield from field("stands in", f"{rule.file}:{rule.line}", page)
    for name, ids in _used(corpus, rule).items():
        if ids:
            more = f" and {len(ids) - MOST_USERS} more" if len(ids) > MOST_USERS else ""
            yield from field("used", f"{name}: by {', '.join(ids[:MOST_USERS])}{more}", page)
    said = None
    for clause in _clauses(corpus, rule):
        yield ""
        if clause.says and clause.says != said:
            yield from page.wrap(clause.says, "  ", "  ")
        said = clause.says
        yield from page.wrap(f"{clause.text}", "      ", "          ", ("cyan",))
        yield from page.wrap(f"{clause.file}:{clause.line}", "      ", "      ", ("dim",))


def _data(corpus: Corpus, rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "kind": rule.kind,
        "because": rule.because,
        "regime": rule.regime or "general",
        "authorities": [it._asdict() for it in rule.authorities],
        "file": rule.file,
        "line": rule.line,
        "used": _used(corpus, rule),
        "clauses": [
            {"says": it.says, "text": it.text, "file": it.file, "line": it.line} for it in _clauses(corpus, rule)
        ],
    }
