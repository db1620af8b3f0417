"""`dedere check`: what is wrong with the record, and what is inconsistent in the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.options import PAGES, formats
from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere_cli.options import Show
    from dedere_cli.own import Own


@click.command("check", short_help="What is wrong with the record?")
@own
@formats(*PAGES, "sarif", "github")
@click.option("--notes/--no-notes", default=None, help="Also what is worth knowing and no error. By default how many.")
@click.option("--worlds", metavar="N", type=click.IntRange(min=1), help="Instead try the rules on N made-up worlds.")
@click.option("--seed", metavar="N", type=click.IntRange(min=0), help="With --worlds: which worlds. By default 0.")
def command(own: Own, show: Show, notes: bool | None, worlds: int | None, seed: int | None) -> int:
    """Check the record, with your own facts on top of it: what contradicts the law of treaties, or itself.

    With --worlds the rules are tried instead: worlds are made up in which one rule after the other fires, and what is
    concluded is held against what must be so whatever the law says. What is not so is told with the facts to paste.
    Where you give rules of your own, worlds are made up for those.

    `dedere lint` looks through the rules.

    Exit codes: 0 nothing is wrong, 1 something is inconsistent in a world, 3 something is wrong, or the files do not
    load.
    """
    if worlds is not None:
        from dedere.testing import try_worlds

        corpus = own.corpus()
        files = own.law(corpus)
        rules = None if files is None else [it.id for it in corpus.rules.values() if it.file in files]
        if show.form in ("sarif", "github"):
            from dedere_cli.faults import WrongUse

            raise WrongUse(f"worlds cannot be told as `{show.form}`", "give another format, for example json")
        tried = try_worlds(corpus, worlds, seed=seed or 0, rules=rules)
        # What is asked of a counterexample is asked of the same rules and facts.
        asked = (
            it.model_copy(update={"asks": f"{it.asks}{own.typed()}"}) if it.asks.startswith("dedere ") else it
            for it in tried.counterexamples
        )
        show(tried.model_copy(update={"counterexamples": tuple(asked)}))
        return 1 if tried.counterexamples else 0
    if seed is not None:
        from dedere_cli.faults import WrongUse

        raise WrongUse("`--seed` is given without `--worlds`", "say how many worlds, for example --worlds 100")
    from dedere import check
    from dedere.errors import CorpusError

    try:
        found = check(own.corpus())
    except CorpusError as error:
        if show.form not in ("sarif", "github"):
            raise
        from dedere.checks.law import unloaded

        # Who shows findings beside the code reads what keeps the files from loading as the rest.
        show.findings(unloaded(error), notes=notes)
        return 3
    found = found.model_copy(update={"notes": own.noted(found.notes)})
    show.findings(found, notes=notes)
    return 3 if found.findings else 0
