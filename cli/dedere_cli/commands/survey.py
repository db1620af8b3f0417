"""`dedere survey`: every State on one day, or all wanted persons in one State."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli import completing
from dedere_cli.options import EXPLAIN, PAGES, PICTURES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("survey", short_help="Which States must arrest a wanted person on a day?")
@click.argument("persons", metavar="[PERSON]...", nargs=-1, shell_complete=completing.person)
@click.option("--host", metavar="STATE", shell_complete=completing.host, help="All wanted persons in one State.")
@click.option("--on", metavar="DATE", help="The day, as YYYY-MM-DD.")
@click.option("--school", metavar="NAME", shell_complete=completing.school, help="In the view of one school only.")
@click.option("--suppose", metavar="FACT", multiple=True, shell_complete=completing.fact, help="Add a fact.")
@click.option("--withdraw", metavar="FACT", multiple=True, shell_complete=completing.fact, help="Leave a fact out.")
@click.option("--known-on", metavar="DATE", help="Answer with what was known on that day.")
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much is told. By default short.")
@own
@formats(*PAGES, "csv", *PICTURES)
def command(
    persons: tuple[str, ...],
    host: str | None,
    on: str | None,
    school: str | None,
    suppose: tuple[str, ...],
    withdraw: tuple[str, ...],
    known_on: str | None,
    explain: str | None,
    own: Own,
    show: Show,
) -> None:
    """Every State of the record on one day: by verdict, by school, the court's own position first, and on what ground.

    Of several PERSONs it is counted how many of them each State must arrest. With --host it is the other way: all who
    are wanted on the day, in one State. With --suppose or --withdraw what changes is listed.

    \b
      dedere survey putin --on 2025-12-05
      dedere survey putin --on 2025-12-05 --format csv -o putin.csv
      dedere survey --host mongolia --on 2026-01-01
      dedere survey putin --on 2025-12-05 \\
          --suppose 'deposited(India, Rome Statute, 2025-09-01)'
    """
    from dedere import UsageError, survey

    if not persons and host is None:
        raise UsageError("nobody is asked about", "name one person or more, or a `--host` for all who are wanted")
    engine = own.engine()

    found = survey(
        *persons,
        host=host,
        on=on,
        school=school,
        suppose=suppose,
        withdraw=withdraw,
        known_on=known_on,
        engine=engine,
    )
    show(found, explain)
