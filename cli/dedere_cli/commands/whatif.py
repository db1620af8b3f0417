"""`dedere whatif`: what would a change of the record do to the answer?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dedere_cli.options import EXPLAIN, FORMATS, formats, question
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("whatif", short_help="What would a change of the record do to the answer?")
@question
@click.option("--change", metavar="CHANGE", multiple=True, help="Make a change that `dedere changes` lists.")
@click.option("--by", metavar="DATE", help="The day on which the change is made, in the place of its own.")
@click.option("--suppose-each", metavar="TEMPLATE", help="One row for each fact that a template makes.")
@click.option(
    "--suppose-from",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="One row for each line of a file, a set of facts; `-` is what comes in.",
)
@click.option("--explain", type=click.Choice(EXPLAIN[:3]), help="How much of the reasons. By default short.")
@own
@formats(*FORMATS, "csv")
def command(
    person: str,
    host: str,
    change: tuple[str, ...],
    by: str | None,
    suppose_each: str | None,
    suppose_from: str | None,
    explain: str | None,
    own: Own,
    show: Show,
    **asked: Any,
) -> None:
    """What is gained and lost when facts are supposed or withdrawn, and at which step the reasons part.

    CHANGE is a number of `dedere changes`, or words of one of its sentences that no other has.

    With --suppose-each or --suppose-from many suppositions are answered at once, one at a time, as a table (--format
    csv writes one). In a template the host may be one of its variables.

    \b
      dedere whatif putin ind --on 2025-12-05 \\
          --suppose 'deposited(India, Rome Statute, 2025-09-01)'
      dedere whatif putin ind --on 2025-12-05 \\
          --change 'India deposits' --by 2025-09-01
      dedere whatif putin S --on 2025-12-05 \\
          --suppose-each 'deposited(S, Rome Statute, 2025-09-01) : state(S)'
    """
    from dedere_cli.commands.assess import check_days

    check_days(asked["on"], asked["first"], asked["last"])
    many = _many(suppose_each, suppose_from, bool(change or by), asked)
    engine = own.engine()
    if many:
        from dedere import grid

        show(grid(person, host, engine=engine, **many, **asked), explain)
        return
    from dedere import compare

    show(compare(person, host, change=change, by=by, engine=engine, **asked), explain)


def _many(each: str | None, path: str | None, changed: bool, asked: dict[str, Any]) -> dict[str, Any]:
    from dedere_cli.faults import WrongUse

    if each is not None and path is not None:
        raise WrongUse("`--suppose-each` is given together with `--suppose-from`", "give one of the two")
    if changed and (each is not None or path is not None):
        raise WrongUse("`--change` is given together with many suppositions", "give one of the two")
    if each is None and path is None:
        if not changed and not asked["suppose"] and not asked["withdraw"]:
            raise WrongUse(
                "nothing is supposed",
                "give `--suppose FACT`, `--withdraw FACT`, `--change CHANGE` or `--suppose-each TEMPLATE`",
            )
        return {}
    if each is not None:
        return {"suppose_each": each}
    if path == "-":
        from dedere_cli import incoming

        # The end of a line makes it a text of facts, and never the name of a file.
        return {"suppose_from": f"{incoming.text()}\n"}
    return {"suppose_from": Path(str(path))}
