"""`dedere changes`: what could change in a case, as the rules declare it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dedere_cli.options import PAGES, formats, question
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("changes", short_help="What could change in a case?")
@question
@own
@formats(*PAGES)
def command(person: str, host: str, own: Own, show: Show, **asked: Any) -> None:
    """List what could change in a case, as the rules declare it: numbered, in words, to be made by `dedere whatif`.

    \b
      dedere changes putin ind --on 2025-12-05
      dedere whatif putin ind --on 2025-12-05 --change 'India deposits'
    """
    from dedere_cli.commands.assess import check_days

    check_days(asked["on"], asked["first"], asked["last"])
    engine = own.engine()
    from dedere import changes

    show(changes(person, host, engine=engine, **asked))
