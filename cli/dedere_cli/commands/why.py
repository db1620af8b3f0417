"""`dedere why`: why a rule applies in a case or a fact holds, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dedere_cli import completing
from dedere_cli.options import PAGES, formats, question
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("why", short_help="Why does one rule apply, or one fact hold?")
@click.argument("what", metavar="RULE|FACT", shell_complete=completing.rule_or_fact)
@question
@own
@formats(*PAGES)
def command(what: str, person: str, host: str, own: Own, show: Show, **asked: Any) -> None:
    """Tell one reason alone: why a RULE applies in a case or does not, why a FACT holds or is not known.

    A FACT is typed as a supposition is; `_` stands for anything.

    \b
      dedere why RS-98-1 putin mng --on 2024-09-02
      dedere why 'party(India, Rome Statute, _)' putin ind --on 2025-12-05
    """
    from dedere_cli.commands.assess import check_days

    check_days(asked["on"], asked["first"], asked["last"])
    engine = own.engine()
    from dedere import why

    show(why(what, person, host, engine=engine, **asked))
