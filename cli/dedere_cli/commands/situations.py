"""`dedere situations`: the days on which the answer for a person changes, in every place, as a table to join with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli import completing
from dedere_cli.options import PAGES, Presence, formats
from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from dedere_cli.options import Show


@click.command("situations", short_help="On which days does the answer change, in every place?")
@click.argument("persons", metavar="PERSON...", nargs=-1, shell_complete=completing.person)
@click.option("--all", "everybody", is_flag=True, help="All persons of the record.")
@click.option(
    "--presence",
    "presences",
    metavar="KIND",
    multiple=True,
    cls=Presence,
    shell_complete=completing.presence,
    help="In what manner the person is there; may be given several times.",
)
@click.option("--known-on", metavar="DATE", help="Answer with what was known on that day.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="So many processes at once. By default 1.")
@own
@formats(*PAGES, "csv", "parquet")
def command(
    persons: tuple[str, ...],
    everybody: bool,
    presences: tuple[str, ...],
    known_on: str | None,
    jobs: int,
    own: Own,
    show: Show,
) -> None:
    """On which days does the answer for PERSON change, in every State and area of the record?

    The days of a person in a place follow one another without a gap, and a stay has the strongest verdict of its days.
    So a table of stays is answered by a join: docs/tables.md has it in SQL. What was worked out is kept.

    \b
      dedere situations putin
      dedere situations putin netanyahu --presence visit --presence overflight -o situations.csv
      dedere situations --all --jobs 4 -o situations.parquet
    """
    from dedere_cli.faults import WrongUse

    if bool(persons) == everybody:
        message = "persons are given together with `--all`" if everybody else "nobody is named"
        raise WrongUse(message, "name persons, or give `--all`")
    if show.form == "parquet" and not show.to_a_file:
        raise WrongUse("Parquet is not written to a terminal", "name a file with `-o FILE.parquet`")
    from dedere.batch import listing
    from dedere_cli.progress import Progress

    engine = own.engine()
    with Progress("derived") as progress:
        found = listing.table(engine, persons, presences, known_on=known_on, jobs=jobs, progress=progress)
    if show.form == "parquet":
        show.binary(listing.as_parquet(found))
    else:
        show(found)
