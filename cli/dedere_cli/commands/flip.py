"""`dedere flip`: what would turn the answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dedere_cli.options import EXPLAIN, question, shown

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("flip", short_help="What would turn the answer?")
@question
@click.option(
    "--to",
    metavar="VERDICT",
    help="obliged, not_obliged or contested. By default obliged, or not_obliged where it is obliged already.",
)
@click.option("--today", metavar="DATE", help="No change before this day, if the stay is not over. By default today.")
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much of it. By default short.")
@shown
def command(person: str, host: str, explain: str | None, own: Own, show: Show, **asked: Any) -> None:
    """The smallest sets of changes that turn the verdict: what would have to be otherwise, and by when.

    \b
      dedere flip putin ind --on 2025-12-05
      dedere flip putin mng --on 2024-09-02 --to not_obliged
      dedere flip putin ind --on 2025-12-05 --school court
    """
    from dedere_cli.commands.assess import check_days

    check_days(asked["on"], asked["first"], asked["last"])
    engine = own.engine()
    from dedere import flip

    show(flip(person, host, engine=engine, **asked), explain)
