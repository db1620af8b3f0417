"""`dedere facts export`, `import` and `diff`: the record as tables, and one version of it against another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from dedere.reporting.page import Page
    from dedere.schema.diff import RecordDiff
    from dedere.schema.exchange import Imported, ImportRow

MOST_ROWS = 40
"""How many rows of one status are told one by one."""

_TOLD = {
    "invalid": "invalid",
    "changed": "otherwise in the record",
    "sourced": "with another source in the record",
}
"""The statuses of which the rows are told, and how more of them are spoken of."""


@click.command("export", short_help="Write facts as a table.")
@click.option("--predicate", metavar="NAME", help="Only facts of this predicate: deposited, warrant, office, ...")
@click.option("--kind", metavar="KIND", help="Only facts of this kind: treaty_acts, warrants, visits, ...")
@click.option("--format", "form", type=click.Choice(("csv", "json")), default="csv", help="By default csv.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; by default stdout.")
@own
def export(predicate: str | None, kind: str | None, form: str, output: Path | None, own: Own) -> None:
    """Write facts as a table, each with its sources: of one predicate, of one kind, or all."""

    corpus = own.corpus()
    from dedere import export as exported

    table = exported(corpus, predicate, kind, form)
    if output is None:
        # As it is, whatever a page could show: a table is read by programs.
        click.echo(table, nl=form == "json")
        return
    from dedere.language.files import write_file

    try:
        write_file(output, table.encode())
    except OSError as error:
        from dedere.errors import UsageError, reason_of

        raise UsageError(
            f"`{output}` cannot be written: {reason_of(error)}", "name another file with --output"
        ) from None
    click.echo(f"wrote {output}", err=True)


@click.command("import", short_help="Write the rows of a table as facts.")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--as", "as_", metavar="NAME", help="The predicate of all rows, or the kind of the predicates they name.")
@click.option("--into", metavar="FILE", type=click.Path(path_type=Path), help="By default TABLE with the ending .lp.")
@click.option("--replace", is_flag=True, help="Also write rows that contradict the record.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and do nothing.")
@own
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def import_(
    table: Path,
    as_: str | None,
    into: Path | None,
    replace: bool,
    dry_run: bool,
    own: Own,
    as_json: bool,
) -> int:
    """Write the rows of TABLE, CSV or JSON, as sourced facts.

    The columns are the arguments of the predicate and source, citation, url, confidence, checked, known, note.
    Exit codes: 0 every row is in the record now, 1 some are not.

    \b
      dedere facts import deposits.csv --as deposited --dry-run
      dedere facts import deposits.csv --as deposited --into mine/deposits.lp
    """
    from dedere import import_table
    from dedere.reporting import page as terminal

    rules, facts = own.folders()
    found = import_table(table, as_, into, replace=replace, dry_run=dry_run, rules=rules, facts=facts)
    page = terminal.output()
    if as_json:
        terminal.write(terminal.json_text(found.to_json(), page))
    else:
        terminal.write("\n".join(_imported(found, page)))
    return 0 if all(it.written or it.status == "same" for it in found.rows) else 1


def _imported(found: Imported, page: Page) -> list[str]:
    from dedere_cli.record import counted

    lines: list[str] = []
    left_out = dict.fromkeys(_TOLD, -MOST_ROWS)
    for row in found.rows:
        if row.status in left_out:
            left_out[row.status] += 1
            if left_out[row.status] <= 0:
                lines += _row(row, page)
    lines += [f"and {number} more that are {_TOLD[it]}" for it, number in left_out.items() if number > 0]
    if found.dry_run and found.added:
        lines += [*([""] if lines else []), *(page.letters(it) for it in found.added.splitlines()), ""]
    written = sum(it.written for it in found.rows)
    left = [
        f"{found.count('same')} there already",
        f"{found.count('invalid')} invalid",
        f"{sum(it.status in ('changed', 'sourced') and not it.written for it in found.rows)} otherwise in the record",
    ]
    verb = "would be written to" if found.dry_run else "written to"
    lines += page.wrap(f"{counted(written, 'fact')} {verb} {found.into}; {', '.join(left)}", "", "  ", ("bold",))
    return lines


def _row(row: ImportRow, page: Page) -> list[str]:
    lines = page.wrap(f"row {row.line}: {row.reason or 'changed'}", "", "  ")
    if row.old:
        lines += page.wrap(f"- {row.old}", "    ", "      ", ("red",))
    if row.fact:
        lines += page.wrap(
            f"{'+' if row.written else ' '} {row.fact}", "    ", "      ", ("green",) if row.written else ()
        )
    if row.hint:
        lines += page.wrap(f"hint: {row.hint}", "    ", "      ")
    return lines


@click.command("diff", short_help="What changed between two records, and which verdicts that turns.")
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option("--layered", is_flag=True, help="OLD and NEW lie on the record that comes with Dedere.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def diff(old: Path, new: Path, layered: bool, as_json: bool) -> None:
    """Tell what changed from OLD to NEW, two folders of facts, and which verdicts on the visits in them that turns."""
    import dedere
    from dedere.loading import default_folders
    from dedere.reporting import page as terminal

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
    page = terminal.output()
    if as_json:
        terminal.write(terminal.json_text(found.to_json(), page))
    else:
        terminal.write("\n".join(_told(found, page)))


def _told(found: RecordDiff, page: Page) -> list[str]:
    from dedere_cli.record import counted

    lines: list[str] = []
    if found.verdicts:
        lines.append(page.style("Verdicts that turn", "bold"))
        for turned in found.verdicts:
            lines += page.wrap(turned.sentence, "  ", "    ")
        lines.append("")
    for change in found.changed:
        lines += page.wrap(change.old.sentence, "- ", "  ", ("red",))
        lines += page.wrap(change.new.sentence, "+ ", "  ", ("green",))
    for gone in found.removed:
        lines += page.wrap(gone.sentence, "- ", "  ", ("red",))
    for new in found.added:
        lines += page.wrap(new.sentence, "+ ", "  ", ("green",))
    for same in found.resourced:
        lines += page.wrap(same.new.sentence, "~ ", "  ")
        lines += page.wrap(f"{same.was} -> {same.now}", "    ", "    ", ("dim",))
    if lines and lines[-1]:
        lines.append("")
    parts = (
        f"{len(found.added)} added",
        f"{len(found.removed)} removed",
        f"{len(found.changed)} changed",
        f"{len(found.resourced)} resting on something else",
    )
    lines += page.wrap(f"{', '.join(parts)}.", styles=("bold",))
    tally = f"{len(found.verdicts)} of {counted(found.visits, 'verdict')} on visits in both turn"
    lines += page.wrap(f"{tally}; {found.answered} were worked out again.")
    return lines
