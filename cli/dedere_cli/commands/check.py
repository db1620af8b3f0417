"""`dedere check`: what is wrong with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere.reporting.page import Page
    from dedere.schema.checks import CheckFinding
    from dedere_cli.own import Own


@click.command("check", short_help="What is wrong with the record?")
@own
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--notes/--no-notes", default=True, help="Also what is worth knowing and no error.")
def command(own: Own, as_json: bool, notes: bool) -> int:
    """Check the record, with your own facts on top of it: what contradicts the law of treaties, or itself.

    `dedere lint` looks through the rules.

    Exit codes: 0 nothing is wrong, 3 something is, or the files do not load.
    """
    from dedere import check
    from dedere_cli import record

    found = check(own.corpus())
    found = found.model_copy(update={"notes": own.noted(found.notes)})
    looked_at = f"{record.counted(found.facts, 'fact')}, by {record.counted(found.checks, 'check')}"
    return record.findings(found, _told, looked_at, as_json, notes)


def _told(finding: CheckFinding, page: Page) -> list[str]:
    where = f"{finding.file}:{finding.line}: " if finding.file else ""
    kind = "note: " if finding.level == "note" else ""
    lines = page.wrap(f"{where}{kind}{finding.sentence} ({finding.check})", "", "  ")
    lines += page.wrap(finding.fact, "    ", "    ", ("dim",))
    if finding.against_at is not None:
        lines += page.wrap(f"against {finding.against}  {finding.against_at}", "    ", "    ", ("dim",))
    if finding.hint:
        lines += page.wrap(f"hint: {finding.hint}", "    ", "      ")
    return lines
