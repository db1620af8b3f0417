"""`dedere dossier`: the memo on one question that a legal adviser hands up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dedere_cli.options import PAGES, formats, question
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("dossier", short_help="The memo on one question, with its sources.")
@question
@click.option("--today", metavar="DATE", help="The day on which it is drawn up. By default today.")
@own
@formats(*PAGES, "docx")
def command(person: str, host: str, own: Own, show: Show, **asked: Any) -> None:
    """The memo on one question: short answer, who says what, facts, law, what changes, what HOST must do, what would
    turn it, and the sources by number.

    It says nothing that rules, record and answers do not say. In html it is printed on two to four pages; docx needs
    the extra `docx`.

    \b
      dedere dossier putin ind --on 2025-12-05
      dedere dossier putin mng --on 2024-09-02 -o memo.html
      dedere dossier netanyahu hun --on 2025-04-03 -o memo.docx
    """
    from dedere_cli.commands.assess import check_days

    check_days(asked["on"], asked["first"], asked["last"])
    engine = own.engine()
    from dedere import dossier

    show(dossier(person, host, engine=engine, **asked))
