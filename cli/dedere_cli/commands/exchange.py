"""`dedere facts export`, `import` and `diff`: the record as tables, and one version of it against another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedere_cli.options import PAGES, formats
from dedere_cli.own import Own, own
from dedere_cli.showing import ending_of, into

if TYPE_CHECKING:
    from dedere_cli.options import Show

_FORMS = ("csv", "json", "ftm")


@click.command("export", short_help="Write facts as a table.")
@click.option("--predicate", metavar="NAME", help="Only facts of this predicate: deposited, warrant, office, ...")
@click.option("--kind", metavar="KIND", help="Only facts of this kind: treaty_acts, warrants, visits, ...")
@click.option("--format", "form", type=click.Choice(_FORMS), help="By default that of FILE, or csv.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; by default stdout.")
@own
def export(predicate: str | None, kind: str | None, form: str | None, output: Path | None, own: Own) -> None:
    """Write facts as a table, each with its sources: of one predicate, of one kind, or all.

    `ftm` are persons, warrants and bans as entities of FollowTheMoney, a line of JSON each.

    \b
      dedere facts export --kind warrants -o warrants.csv
      dedere facts export --format ftm -o record.ftm.json
    """

    form = form or (ending_of(output, _FORMS) if output is not None else "csv")
    corpus = own.corpus()
    from dedere import export as exported

    table = exported(corpus, predicate, kind, form)
    if output is None:
        # As it is, whatever a page could show: a table is read by programs.
        click.echo(table, nl=form == "json")
        return
    into(output, table)


@click.command("import", short_help="Write the rows of a table as facts.")
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "as_",
    metavar="NAME",
    help="The predicate of all rows, the kind of the predicates they name, or untc for a status table of treaty acts.",
)
@click.option("--into", metavar="FILE", type=click.Path(path_type=Path), help="By default TABLE with the ending .lp.")
@click.option("--map", "mapped", metavar="COLUMN=NAME", multiple=True, help="A column is this one; none leaves it out.")
@click.option("--set", "set_", metavar="NAME=VALUE", multiple=True, help="What is the same in every row.")
@click.option("--replace", is_flag=True, help="Also write rows that contradict the record, or add to what it rests on.")
@click.option("--on", metavar="DATE", help="With untc: the day of the verdicts that turn; by default today.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and do nothing.")
@own
@formats(*PAGES)
def import_(
    table: Path,
    as_: str | None,
    into: Path | None,
    mapped: tuple[str, ...],
    set_: tuple[str, ...],
    replace: bool,
    on: str | None,
    dry_run: bool,
    own: Own,
    show: Show,
) -> int:
    """Write the rows of TABLE, CSV, a saved page, JSON or JSON lines, as sourced facts; `-` is standard input.

    The columns are the arguments of the predicate and source, citation, url, confidence, checked, known, note; of a
    stay `from` and `until`, the last day included, will do. `dedere facts kinds PREDICATE` tells what each is.
    What `dedere check` refuses is refused row by row, and the other rows are written. A status table of the
    depositary (untc) is compared act by act: what is new, what is otherwise, what is gone, which verdicts that turns.
    Exit codes: 0 every row is in the record now, 1 some are not.

    \b
      dedere facts import deposits.csv --as deposited --dry-run
      dedere facts import untc.csv --as deposited --map Participant=State --set treaty=rome --set source=mine ...
      dedere facts import deposits.csv --as deposited --into mine/deposits.lp
      dedere facts import status.html --as untc --dry-run
    """
    from dedere import import_table

    rules, facts = own.folders()
    found = import_table(
        table,
        as_,
        into,
        replace=replace,
        dry_run=dry_run,
        columns=pairs("--map", mapped),
        constant=pairs("--set", set_),
        on=on,
        rules=rules,
        facts=facts,
    )
    show(found)
    return 0 if all(it.written or it.status == "same" for it in found.rows) else 1


def pairs(option: str, given: tuple[str, ...]) -> dict[str, str]:
    """What an option says of columns. Raises `UsageError` for one without a sign between the two."""
    from dedere import UsageError

    pairs = {}
    for it in given:
        # A column may have the sign in its name, an argument has not.
        name, sign, value = it.rpartition("=") if option == "--map" else it.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"`{option} {it}` names no two things", f"write {option} NAME=VALUE")
        pairs[name] = value
    return pairs


@click.command("diff", short_help="What changed between two records, and which verdicts that turns.")
@click.argument("old", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--layered", is_flag=True, help="OLD and NEW lie on the record that comes with Dedere.")
@formats()
def diff(old: Path, new: Path, layered: bool, show: Show) -> None:
    """Tell what changed from OLD to NEW, folders or files of facts, and which verdicts on their visits that turns."""
    import dedere
    from dedere.loading import default_folders
    from dedere_cli import incoming

    old, new = incoming.path(old, ".lp"), incoming.path(new, ".lp")
    law, record = default_folders()
    below = [record] if layered else []
    try:
        found = dedere.diff(dedere.load(facts=[*below, old], alone=True), dedere.load(facts=[*below, new], alone=True))
    except dedere.CorpusError as error:
        if layered or not any(it.file.startswith(f"{law.name}/") for it in error.findings):
            raise
        # The law speaks of what the two do not name.
        hint = "add `--layered` where the two lie on the record that comes with Dedere"
        raise dedere.UsageError(f"`{old}` or `{new}` is no whole record", hint) from None
    show(found)
