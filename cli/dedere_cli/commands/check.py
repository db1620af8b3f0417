"""`dedere check`: what is wrong with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.options import PAGES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("check", short_help="What is wrong with the record?")
@own
@formats(*PAGES)
@click.option("--notes/--no-notes", default=False, help="Also what is worth knowing and no error.")
def command(own: Own, show: Show, notes: bool) -> int:
    """Check the record, with your own facts on top of it: what contradicts the law of treaties, or itself.

    `dedere lint` looks through the rules.

    Exit codes: 0 nothing is wrong, 3 something is, or the files do not load.
    """
    from dedere import check

    found = check(own.corpus())
    found = found.model_copy(update={"notes": own.noted(found.notes)})
    show(found, "short" if notes else "none")
    return 3 if found.findings else 0
