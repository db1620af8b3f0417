"""`dedere recheck`: are kept answers still right?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedere_cli.options import EXPLAIN, PAGES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("recheck", short_help="Which kept answers have changed, and by which facts and rules?")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much of the reasons. By default short.")
@own
@formats(*PAGES)
def command(file: str, explain: str | None, own: Own, show: Show) -> int:
    """Ask the answers kept in FILE again; `-` is standard input.

    They are JSON as `dedere assess --json` writes them, one or many, or JSON lines that `dedere batch` wrote. Of each
    it is told whether the verdict, its days or its reasons are others now, and which facts and rules the reasons rest
    on no more, or did not then. Exit codes: 0 all were asked again, 1 some could not be.

    \b
      dedere assess putin ind --on 2025-12-05 --json > kept.json
      dedere recheck kept.json
      dedere recheck kept.json --facts my-facts --json
    """
    from dedere import recheck
    from dedere_cli import incoming

    found = recheck(incoming.text() if file == "-" else Path(file), engine=own.engine())
    show(found, explain)
    return 1 if any(it.outcome == "unanswered" for it in found.answers) else 0
