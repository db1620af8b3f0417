"""`dedere measures`: which additional duties goods of an origin bear on a day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli import completing
from dedere_cli.commands.assess import check_days
from dedere_cli.options import EXPLAIN, shown

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("measures", short_help="Which additional duties do goods bear on a day?")
@click.argument("origin", shell_complete=completing.state)
@click.option("--on", metavar="DATE", help="The day on which the goods are entered, as YYYY-MM-DD.")
@click.option("--from", "first", metavar="DATE", help="The first of several days.")
@click.option("--until", "last", metavar="DATE", help="The last of several days; it belongs to them.")
@click.option(
    "--goods", "product", metavar="CLASS", help="A class of goods that measures leave out: annex_2_goods, ..."
)
@click.option("--loaded", metavar="DATE", help="The day on which the goods were loaded.")
@click.option("--suppose", metavar="FACT", multiple=True, help="Add a fact to the record for this question.")
@click.option("--withdraw", metavar="FACT", multiple=True, help="Leave a fact of the record out for this question.")
@click.option("--known-on", metavar="DATE", help="Answer with what was known on that day.")
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much of the reasons. By default short.")
@shown
def command(
    origin: str,
    on: str | None,
    first: str | None,
    last: str | None,
    product: str | None,
    loaded: str | None,
    suppose: tuple[str, ...],
    withdraw: tuple[str, ...],
    known_on: str | None,
    explain: str | None,
    own: Own,
    show: Show,
) -> None:
    """Which additional duties do goods of ORIGIN bear, on what ground, and by what authority? By code or name: IND.

    \b
      dedere measures ind --on 2025-11-12
      dedere measures ind --from 2025-04-01 --until 2026-08-01
      dedere measures ind --on 2025-09-16 --loaded 2025-08-25
      dedere measures ind --on 2025-11-12 --goods annex_2_goods
    """
    check_days(on, first, last)
    engine = own.engine()
    from dedere import inquire

    slots = {"origin": origin, "product": product, "loaded": loaded}
    answer = inquire(
        "measures",
        {slot: value for slot, value in slots.items() if value is not None},
        on=on,
        first=first,
        last=last,
        suppose=suppose,
        withdraw=withdraw,
        known_on=known_on,
        engine=engine,
    )
    show(answer, explain)
