"""`dedere check`: what is wrong with the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dedere.checking import CheckFinding
    from dedere_cli.terminal import Page


@click.command("check", short_help="What is wrong with the record?")
@click.option("--facts", "folders", metavar="DIR", multiple=True, help="Your own facts, on top of the record.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--notes/--no-notes", default=True, help="Also what is worth knowing and no error.")
def command(folders: tuple[str, ...], as_json: bool, notes: bool) -> int:
    """Check the record, with your own facts on top of it: what contradicts the law of treaties, or itself.

    Exit codes: 0 nothing is wrong, 3 something is, or the files do not load.
    """
    from dedere_cli import record, terminal

    corpus = record.corpus(folders)
    from dedere import check

    found = check(corpus)
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
