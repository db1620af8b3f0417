"""`dedere plan`: a plan of visits, leg by leg."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli import completing
from dedere_cli.options import EXPLAIN, PAGES, PICTURES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("plan", short_help="What must the hosts of a plan of visits do?")
@click.argument("file", metavar="FILE", type=click.Path(allow_dash=True, dir_okay=False))
@click.option("--person", metavar="NAME", shell_complete=completing.person, help="Who travels, where no leg says it.")
@click.option("--school", metavar="NAME", shell_complete=completing.school, help="In the view of one school only.")
@click.option("--suppose", metavar="FACT", multiple=True, shell_complete=completing.fact, help="Add a fact.")
@click.option("--withdraw", metavar="FACT", multiple=True, shell_complete=completing.fact, help="Leave a fact out.")
@click.option("--known-on", metavar="DATE", help="Answer with what was known on that day.")
@click.option("--today", metavar="DATE", help="No change before this day, if the leg is not over. By default today.")
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much is told: with none, the plan in all alone.")
@own
@formats(*PAGES, "csv", *PICTURES)
def command(
    file: str,
    person: str | None,
    school: str | None,
    suppose: tuple[str, ...],
    withdraw: tuple[str, ...],
    known_on: str | None,
    today: str | None,
    explain: str | None,
    own: Own,
    show: Show,
) -> int:
    """What the host of each leg of a plan must, must not and may do, what would turn it, and what counts before which
    day. Alternatives are answered in the order given.

    FILE is YAML or JSON as `dedere schema itinerary` describes, facts (.lp), or a calendar (.ics; it needs the extra
    `calendar`). Legs that cannot be answered are told with their line. Exit codes: 0 all legs are answered, 1 some are
    not.

    \b
      dedere plan visit.yaml
      dedere plan visit.ics --person putin
      dedere plan visit.yaml -o plan.html
    """
    engine = own.engine()
    from dedere import plan

    found = plan(
        file,
        person=person,
        school=school,
        suppose=suppose,
        withdraw=withdraw,
        known_on=known_on,
        today=today,
        engine=engine,
    )
    show(found, explain)
    return 1 if found.faults else 0
