"""`dedere test`: case files held against the rules, and what they try of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedere.cases.files import CaseFile
    from dedere.cases.run import Outcome
    from dedere.engine import Engine
    from dedere.reporting.page import Page
    from dedere.schema.coverage import Coverage


@click.command("test", short_help="Do the rules answer as the cases say?")
@click.argument("paths", nargs=-1, required=True, metavar="FILES...")
@own
@click.option("--coverage", "covering", is_flag=True, help="Also what the cases try of the rules, of yours if named.")
@click.option("--fail-under", metavar="PERCENT", type=click.FloatRange(0, 100), help="Fail if fewer clauses fired.")
@click.option("--html", "html", metavar="FILE", help="Write the rules with what was tried, line by line.")
@click.option("--update", "updating", is_flag=True, help="Rewrite failed expectations, to be reviewed.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(
    paths: tuple[str, ...],
    own: Own,
    covering: bool,
    fail_under: float | None,
    html: str | None,
    updating: bool,
    as_json: bool,
) -> int:
    """Run case files (YAML), or those in folders: questions with the verdicts, norms and sentences that must come out.

    --update rewrites the expectations of failed cases in their files: what the rules say now, for you to review.

    Exit codes: 0 every case passed, 1 some failed, or too little was tried, 2 a file is no case file, no case was
    found, or an expectation can never fail or never hold.
    """
    from dedere.cases.files import gather
    from dedere.cases.run import run
    from dedere.cases.validating import validate
    from dedere.reporting import page as terminal

    files = gather(map(Path, paths))
    engine = own.engine()
    for file in files:
        validate(file, engine)
    outcomes = [[run(case, engine) for case in file.cases] for file in files]
    conditions = covering or html is not None
    found = _covered(engine, files, conditions, own) if conditions or fail_under is not None else None
    failed = sum(it.status == "failed" for each in outcomes for it in each)
    page = terminal.output()
    if html is not None and found is not None:
        from dedere.language.files import write_file

        write_file(html, found.to_html().encode())
    short = found is not None and fail_under is not None and found.share_fired < fail_under
    if as_json:
        terminal.write(terminal.json_text(_json(files, outcomes, found), page))
    else:
        lines = [line for file, each in zip(files, outcomes, strict=True) for line in _file(file, each, page)]
        lines += _tally(outcomes, page)
        lines += _coverage(found, fail_under, page) if found is not None else []
        terminal.write("\n".join(lines))
    if updating and failed:
        _update(files, outcomes, engine, page)
    return 1 if failed or short else 0


def _covered(engine: Engine, files: Sequence[CaseFile], conditions: bool, own: Own) -> Coverage:
    from dedere.cases.coverage import Covering

    gathered = Covering(engine, conditions=conditions, files=own.law(engine.corpus))
    for file in files:
        for case in file.cases:
            gathered.add(case)
    return gathered.result()


def _file(file: CaseFile, outcomes: Sequence[Outcome], page: Page) -> list[str]:
    lines: list[str] = []
    for it in outcomes:
        if it.status == "passed":
            continue
        what = {"failed": "failed", "open": "open, as it says", "excused": "differs, and rests on memory"}[it.status]
        colour = "red" if it.status == "failed" else "yellow"
        lines += page.wrap(f"{file.path}: {it.case.name}: {what}", "", "  ", (colour,))
        for difference in it.different:
            lines += page.wrap(difference, "    ", "      ")
    return lines


def _tally(outcomes: Sequence[Sequence[Outcome]], page: Page) -> list[str]:
    count = {
        status: sum(it.status == status for each in outcomes for it in each)
        for status in ("passed", "failed", "open", "excused")
    }
    told = ", ".join(
        f"{number} {status}" for status, number in count.items() if number or status in ("passed", "failed")
    )
    return [
        page.style(
            f"{len(outcomes)} {'file' if len(outcomes) == 1 else 'files'}: {told}", "bold", _colour(count["failed"])
        )
    ]


def _colour(wrong: int | bool) -> str:
    return "red" if wrong else "green"


def _coverage(found: Coverage, fail_under: float | None, page: Page) -> list[str]:
    from dedere.reporting import shown

    lines = ["", shown.show(found, page=page)]
    if fail_under is not None and found.share_fired < fail_under:
        lines += ["", page.style(f"at least {fail_under} % of the clauses must fire", "bold", "red")]
    return lines


def _json(files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]], found: Coverage | None) -> str:
    import json

    told = {
        "schema": "dedere.test/1",
        "files": [
            {
                "file": str(file.path),
                "cases": [{"name": it.case.name, "status": it.status, "different": it.different} for it in each],
            }
            for file, each in zip(files, outcomes, strict=True)
        ],
        "coverage": json.loads(found.to_json()) if found is not None else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _update(files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]], engine: Engine, page: Page) -> None:
    from dedere.cases.rewriting import updated
    from dedere.language.files import write_file
    from dedere.reporting import page as terminal

    for file, each in zip(files, outcomes, strict=True):
        rewritten = updated(file, each, engine)
        if rewritten.changed:
            write_file(file.path, rewritten.content.encode())
        told = [f"{file.path}: rewrote what `{name}` expects" for name in rewritten.changed]
        told += [f"{file.path}: {it}" for it in rewritten.left]
        for line in told:
            terminal.write("\n".join(page.wrap(line, "", "  ")))
