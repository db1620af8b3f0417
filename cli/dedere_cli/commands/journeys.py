"""`dedere journeys`: the journeys of a wanted person, or those to one State."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli import completing
from dedere_cli.options import EXPLAIN, PAGES, PICTURES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("journeys", short_help="Where did a wanted person go, and with what duty of the hosts?")
@click.argument("about", metavar="PERSON|STATE", shell_complete=completing.person_or_state)
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much is told. By default short.")
@own
@formats(*PAGES, "csv", *PICTURES)
def command(about: str, explain: str | None, own: Own, show: Show) -> None:
    """The journeys of a person, or those to a State: made, planned, avoided; the duty on each; what was found of it.

    In one line: of the journeys since the first warrant that took place, how many led to States with no duty on any
    view. The time before is held against it, if the list of it is complete. `--explain full` adds the sources.

    \b
      dedere journeys putin
      dedere journeys mongolia
      dedere journeys putin -o journeys.csv
      dedere journeys putin -o journeys.svg
    """
    engine = own.engine()
    from dedere import journeys

    show(journeys(about, engine=engine), explain)
