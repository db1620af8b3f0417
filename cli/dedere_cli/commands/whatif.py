"""`dedere whatif`: what would a change of the record do to the answer?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dedere_cli.options import question, shown

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("whatif", short_help="What would a change of the record do to the answer?")
@question
@click.option("--suppose-each", metavar="TEMPLATE", help="One row for each fact that a template makes.")
@click.option(
    "--suppose-from",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="One row for each line of a file, a set of facts; `-` is what comes in.",
)
@shown
def command(
    person: str,
    host: str,
    suppose_each: str | None,
    suppose_from: str | None,
    own: Own,
    show: Show,
    **asked: Any,
) -> None:
    """What is gained and lost when facts are supposed or withdrawn, and at which step the reasons part.

    With --suppose-each or --suppose-from many suppositions are answered at once, one at a time, as a table. In a
    template the host may be one of its variables.

    \b
      dedere whatif putin ind --on 2025-12-05 \\
          --suppose 'deposited(India, Rome Statute, 2025-09-01)'
      dedere whatif putin S --on 2025-12-05 \\
          --suppose-each 'deposited(S, Rome Statute, 2025-09-01) : state(S)'
    """
    from dedere_cli.commands.assess import check_days

    check_days(asked["on"], asked["first"], asked["last"])
    many = _many(suppose_each, suppose_from, asked)
    engine = own.engine()
    if many:
        from dedere import grid

        show(grid(person, host, engine=engine, **many, **asked))
        return
    from dedere import compare

    show(compare(person, host, engine=engine, **asked))


def _many(each: str | None, path: str | None, asked: dict[str, Any]) -> dict[str, Any]:
    from dedere_cli.faults import WrongUse

    if each is not None and path is not None:
        raise WrongUse("`--suppose-each` is given together with `--suppose-from`", "give one of the two")
    if each is None and path is None:
        if not asked["suppose"] and not asked["withdraw"]:
            raise WrongUse(
                "nothing is supposed", "give `--suppose FACT`, `--withdraw FACT` or `--suppose-each TEMPLATE`"
            )
        return {}
    if each is not None:
        return {"suppose_each": each}
    return {"suppose_from": _read() if path == "-" else Path(str(path))}


def _read() -> str:
    """What comes in, as the lines of a file."""
    from dedere.language.files import LARGEST
    from dedere_cli.faults import WrongUse

    content = sys.stdin.buffer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise WrongUse(f"what comes in is larger than {LARGEST // 2**20} megabytes", "split it")
    try:
        # The end of a line makes it a text of facts, and never the name of a file.
        return f"{content.decode()}\n"
    except UnicodeDecodeError:
        raise WrongUse("what comes in is not UTF-8", "send it as UTF-8") from None
