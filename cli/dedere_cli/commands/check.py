"""`dedere check`: what is wrong with the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dedere.checks.law import LintFinding
    from dedere.checks.record import CheckFinding
    from dedere.reporting.page import Page


@click.command("check", short_help="What is wrong with the record?")
@click.option("--facts", "folders", metavar="DIR", multiple=True, help="Your own facts, on top of the record.")
@click.option("--rules", "of_rules", is_flag=True, help="Check the rules instead of the record.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--notes/--no-notes", default=True, help="Also what is worth knowing and no error.")
def command(folders: tuple[str, ...], of_rules: bool, as_json: bool, notes: bool) -> int:
    """Check the record, with your own facts on top of it: what contradicts the law of treaties, or itself.

    With --rules the rules: clauses that can never fire, ids and options that do not exist, loops, dead ends.

    Exit codes: 0 nothing is wrong, 3 something is, or the files do not load.
    """
    from dedere.reporting import page as terminal
    from dedere_cli import record

    if of_rules:
        return _rules(folders, as_json, notes)
    from dedere import check

    found = check(record.corpus(folders))
    page = terminal.output()
    if as_json:
        terminal.write(terminal.json_text(found.to_json(), page))
        return 3 if found.findings else 0
    lines = [line for it in found.findings for line in _told(it, page)]
    if notes:
        lines += [line for it in found.notes for line in _told(it, page)]
    wrong = record.counted(len(found.findings), "finding")
    noted = f", {record.counted(len(found.notes), 'note')}" if notes and found.notes else ""
    said = f"{wrong}{noted} in {record.counted(found.facts, 'fact')}, by {record.counted(found.checks, 'check')}"
    lines.append(page.style(said, "bold", "red" if found.findings else "green"))
    terminal.write("\n".join(lines))
    return 3 if found.findings else 0


def _rules(folders: Sequence[str], as_json: bool, notes: bool) -> int:
    from dedere.checks.law import lint, unloaded
    from dedere.errors import CorpusError
    from dedere.reporting import page as terminal
    from dedere_cli import record

    try:
        found = lint(record.corpus(folders))
    except CorpusError as error:
        if not as_json:
            raise
        # An editor reads what keeps the files from loading as it reads the rest.
        found = unloaded(error)
    page = terminal.output()
    if as_json:
        terminal.write(terminal.json_text(found.to_json(), page))
        return 3 if found.findings else 0
    lines = [line for it in (*found.findings, *(found.notes if notes else ())) for line in _of_rules(it, page)]
    wrong = record.counted(len(found.findings), "finding")
    noted = f", {record.counted(len(found.notes), 'note')}" if notes and found.notes else ""
    said = f"{wrong}{noted} in {record.counted(found.clauses, 'clause')} of {record.counted(found.rules, 'rule')}"
    lines.append(page.style(said, "bold", "red" if found.findings else "green"))
    terminal.write("\n".join(lines))
    return 3 if found.findings else 0


def _of_rules(finding: LintFinding, page: Page) -> list[str]:
    kind = "note: " if finding.level == "note" else ""
    lines = page.wrap(f"{finding.file}:{finding.line}: {kind}{finding.message} ({finding.check})", "", "  ")
    if finding.hint:
        lines += page.wrap(f"hint: {finding.hint}", "    ", "      ")
    return lines


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
