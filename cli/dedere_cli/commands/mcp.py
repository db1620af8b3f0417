"""`dedere mcp`: the tools of assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.own import Own


@click.command("mcp", short_help="Answer assistants, over the Model Context Protocol.")
@own
def command(own: Own) -> None:
    """Answer an assistant on standard input and output, over the Model Context Protocol; needs the extra `mcp`.

    An assistant starts it by itself: `dedere mcp` is the command to name in its settings. Its tools are what `dedere
    ask` asks: assess, why, whatif, changes, flip, dossier, plan, survey, situations, timeline, upcoming, journeys,
    inquire, facts, rules. Nothing is written anywhere.
    """
    engine = own.engine()
    from dedere_serve import assistant

    assistant.serve(engine)
