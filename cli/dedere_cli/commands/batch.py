"""`dedere batch`: a table of stays answered into another, whatever its size."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedere_cli import completing
from dedere_cli.options import Presence
from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from dedere import Engine


@click.command("batch", short_help="Answer a table of stays, of any size.")
@click.argument("source", metavar="IN", type=click.Path(allow_dash=True, dir_okay=False, path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(allow_dash=True, dir_okay=False, path_type=Path))
@click.option("--map", "mapped", metavar="COLUMN=NAME", multiple=True, help="A column is this one; none leaves it out.")
@click.option(
    "--presence",
    metavar="KIND",
    cls=Presence,
    shell_complete=completing.presence,
    help="In what manner a person is there where the row does not say.",
)
@click.option("--suppose", metavar="FACT", multiple=True, help="Add a fact to the record, for all rows.")
@click.option("--withdraw", metavar="FACT", multiple=True, help="Leave a fact of the record out, for all rows.")
@click.option("--known-on", metavar="DATE", help="Answer with what was known on that day.")
@click.option("--reasons", is_flag=True, help="Also the first reason in words; it takes as long as asking one by one.")
@click.option("--by", type=click.Choice(("host", "person", "year", "school")), help="Count the rows apart by this.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="So many processes at once. By default 1.")
@own
def command(
    source: Path,
    out: Path,
    mapped: tuple[str, ...],
    presence: str | None,
    suppose: tuple[str, ...],
    withdraw: tuple[str, ...],
    known_on: str | None,
    reasons: bool,
    by: str | None,
    jobs: int,
    own: Own,
) -> int:
    """Answer the stays of IN, a row each, into OUT. CSV, JSON lines, Parquet or Arrow by the ending; `-` is a pipe.

    The columns are person, host, from, until, presence, suppose; the last three may be missing, until belongs to the
    stay, and suppose has facts with semicolons between them. All others are carried through. Rows without an answer
    go to OUT.rejected with what is wrong with them. A run that was killed goes on where it was when it is begun again.
    Exit codes: 0 every row is answered, 1 some are not.

    \b
      dedere batch journeys.csv answers.csv
      dedere batch flights.parquet answers.parquet --map passenger=person --map dest=host --jobs 4
      dedere batch journeys.csv answers.csv --reasons --by year
      cat journeys.jsonl | dedere batch - - > answers.jsonl
    """
    from dedere.batch.deriving import Footing
    from dedere.batch.parts import Asked
    from dedere.batch.running import run
    from dedere_cli.commands.exchange import pairs
    from dedere_cli.progress import Progress

    engine = own.engine()
    footing = Footing.read(engine, suppose, withdraw, known_on)
    asked = Asked(pairs("--map", mapped), presence, footing, reasons, by)
    with Progress("rows answered") as progress:
        tally = run(engine, source, out, asked, jobs=jobs, progress=progress)
    for line in tally.words(_names(engine, by)):
        click.echo(line, err=True)
    if tally.refused_in_all and str(out) != "-":
        click.echo(f"what is wrong with each of the others stands in {out}.rejected", err=True)
    return 1 if tally.refused_in_all else 0


def _names(engine: Engine, by: str | None) -> dict[str, str]:
    """How what rows are counted by is called."""
    if by == "school":
        return {it.id: f"in the view of {it.name}" for it in engine.schools}
    if by in ("host", "person"):
        name = engine.reasoner.phrases.name
        kinds = ("person",) if by == "person" else ("state", "area")
        return {str(it): name(it) for kind in kinds for it in engine.corpus.named_as(kind)}
    return {}
