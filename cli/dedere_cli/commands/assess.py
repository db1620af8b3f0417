"""`dedere assess`: must a State arrest and surrender a wanted person on a day, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dedere_cli.options import EXPLAIN, question, shown

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("assess", short_help="Must a State arrest a wanted person on a day?")
@question
@click.option(
    "--explain",
    type=click.Choice(EXPLAIN),
    help="How much of the reasons. By default short, and full in html, where it folds away.",
)
@shown
def command(
    person: str,
    host: str,
    explain: str | None,
    own: Own,
    show: Show,
    **asked: Any,
) -> None:
    """Must HOST arrest and surrender PERSON, and why? By id, name or alias: putin, "Lvova-Belova", IND, Türkiye.

    \b
      dedere assess putin ind --on 2025-12-05
      dedere assess putin chn --from 2025-08-31 --until 2025-09-03
      dedere assess putin ind --on 2025-12-05 \\
          --suppose 'deposited(India, Rome Statute, 2025-09-01)'
    """
    check_days(asked["on"], asked["first"], asked["last"])
    # Whatever is wrong on the face of the question has been said; only now is the engine brought in.
    engine = own.engine()
    from dedere import ask
    from dedere.answers.assessment import reassess

    query = ask(person, host, engine=engine, **asked)
    show(reassess(query), explain)
    if show.form == "text" and (query.supposed or query.withdrawn):
        # What a supposition changes is half the answer to a question with one.
        from dedere import compare
        from dedere.reporting import shown

        show.text("")
        show.document(shown.unrepeated(compare(query), explain or "short"))


def check_days(on: str | None, first: str | None, last: str | None) -> None:
    """Refuse a question whose days are missing or given twice."""
    from dedere_cli.faults import WrongUse

    if on is not None and (first is not None or last is not None):
        raise WrongUse("`--on` is given together with `--from` or `--until`", "give one day, or a first and a last one")
    if on is None and first is None and last is None:
        raise WrongUse("no day is given", "give `--on DATE`, or `--from DATE --until DATE`, as 2025-12-05")
    if on is None and first is None:
        raise WrongUse("`--until` is given without `--from`", "add `--from DATE`, or give one day with `--on DATE`")
