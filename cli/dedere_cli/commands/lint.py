"""`dedere lint`: what is suspicious in the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.options import PAGES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("lint", short_help="What is suspicious in the rules?")
@own
@formats(*PAGES, "sarif", "github")
@click.option("--notes/--no-notes", default=None, help="Also what is worth knowing and no error. By default how many.")
def command(own: Own, show: Show, notes: bool | None) -> int:
    """Look through the rules: clauses that can never fire, days that nothing looks at, ids and options that do not
    exist, loops, dead ends; and how they are written.

    Where rules of your own are given, notes are told of those alone, and what is wrong wherever it stands.

    Exit codes: 0 nothing is wrong, 3 something is, or the files do not load.
    """
    from dedere.checks.law import lint, unloaded
    from dedere.errors import CorpusError

    try:
        found = lint(own.corpus())
        found = found.model_copy(update={"notes": own.noted(found.notes)})
    except CorpusError as error:
        if show.form not in ("json", "sarif", "github"):
            raise
        # An editor reads what keeps the files from loading as it reads the rest.
        found = unloaded(error)
    show.findings(found, notes=notes)
    return 3 if found.findings else 0
