"""`dedere ask`: a question that is a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.options import EXPLAIN, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("ask", short_help="Answer a question that is a JSON document.")
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--explain", type=click.Choice(EXPLAIN), help="How much of the reasons. By default short.")
@own
@formats()
def command(file: str, explain: str | None, own: Own, show: Show) -> None:
    """Answer the question in FILE, a JSON document such as an assistant would send; `-` is standard input.

    `ask` says what is asked: assess, why, whatif, changes, flip, dossier, plan, survey, situations, timeline,
    upcoming, journeys, inquire, facts or rules; the other keys are those of the command or the function.

    \b
      echo '{"ask": "assess", "person": "putin", "host": "India", "on": "2025-12-05"}' | dedere ask -
    """
    from dedere.errors import UsageError, reason_of
    from dedere.language.files import read_file
    from dedere.schema.told import Told
    from dedere_cli import incoming
    from dedere_serve import asks

    try:
        document = incoming.text() if file == "-" else read_file(file)
    except OSError as error:
        raise UsageError(f"`{file}` cannot be read: {reason_of(error)}", "name a JSON document") from None
    asked = asks.read(document)
    answer = asked.answer(own.engine())
    if isinstance(answer, Told):
        show(answer, explain)
    else:
        show.model(answer)
