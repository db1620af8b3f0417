"""`dedere timeline`: how the duty about a person runs, and what will change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli import completing
from dedere_cli.options import EXPLAIN, PAGES, PICTURES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("timeline", short_help="How does the duty about a person run, and what will change it?")
@click.argument("person", required=False, shell_complete=completing.person)
@click.argument("hosts", metavar="[HOST]...", nargs=-1, shell_complete=completing.host)
@click.option("--all", "everybody", is_flag=True, help="With --next: of all who are wanted.")
@click.option("--next", "days", metavar="DAYS", type=int, help="What changes in so many days to come, everywhere.")
@click.option("--since", metavar="DATE", help="With --next: the day they are counted from; by default today.")
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much is told. By default short.")
@own
@formats(*PAGES, "csv", *PICTURES)
def command(
    person: str | None,
    hosts: tuple[str, ...],
    everybody: bool,
    days: int | None,
    since: str | None,
    explain: str | None,
    own: Own,
    show: Show,
) -> None:
    """How the duty about PERSON runs in each HOST, by school: from when to when, and what changed on each day.

    Without a HOST all places are told, those that run alike together. With --next it is told what in the record will
    change an answer in days to come, for PERSON or with --all for everybody who is wanted. What a person comes
    to in all places takes some seconds when it is first asked for, and is kept.

    \b
      dedere timeline putin mongolia armenia
      dedere timeline putin -o putin.svg
      dedere timeline putin --next 400
      dedere timeline --all --next 90
    """
    from dedere_cli.faults import WrongUse

    if everybody == (person is not None):
        raise WrongUse("it is not clear whom to tell of", "name a PERSON, or ask with `--all --next DAYS` of everybody")
    if days is None and (everybody or since is not None):
        raise WrongUse(f"`{'--all' if everybody else '--since'}` is given without `--next`", "add `--next DAYS`")
    if days is not None and hosts:
        raise WrongUse("`--next` is given together with a HOST", "leave out the HOST: all places are looked at")
    engine = own.engine()
    import dedere

    if days is not None:
        persons = () if person is None else (person,)
        show(dedere.upcoming(*persons, days=days, since=since, engine=engine), explain)
    else:
        show(dedere.timeline(str(person), *hosts, engine=engine), explain)
