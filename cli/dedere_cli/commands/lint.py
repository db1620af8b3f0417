"""`dedere lint`: what is suspicious in the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dedere_cli.own import own

if TYPE_CHECKING:
    from dedere.reporting.page import Page
    from dedere.schema.lint import LintFinding
    from dedere_cli.own import Own


@click.command("lint", short_help="What is suspicious in the rules?")
@own
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--notes/--no-notes", default=True, help="Also what is worth knowing and no error.")
def command(own: Own, as_json: bool, notes: bool) -> int:
    """Look through the rules: clauses that can never fire, ids and options that do not exist, loops, dead ends.

    Where rules of your own are given, notes are told of those alone, and what is wrong wherever it stands.

    Exit codes: 0 nothing is wrong, 3 something is, or the files do not load.
    """
    from dedere.checks.law import lint, unloaded
    from dedere.errors import CorpusError
    from dedere_cli import record

    try:
        found = lint(own.corpus())
        found = found.model_copy(update={"notes": own.noted(found.notes)})
    except CorpusError as error:
        if not as_json:
            raise
        # An editor reads what keeps the files from loading as it reads the rest.
        found = unloaded(error)
    looked_at = f"{record.counted(found.clauses, 'clause')} of {record.counted(found.rules, 'rule')}"
    return record.findings(found, _told, looked_at, as_json, notes)


def _told(finding: LintFinding, page: Page) -> list[str]:
    kind = "note: " if finding.level == "note" else ""
    lines = page.wrap(f"{finding.file}:{finding.line}: {kind}{finding.message} ({finding.check})", "", "  ")
    if finding.hint:
        lines += page.wrap(f"hint: {finding.hint}", "    ", "      ")
    return lines
