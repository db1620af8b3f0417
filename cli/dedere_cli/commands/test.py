"""`dedere test`: case files held against the rules, and what they try of the rules."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedere_cli.options import PAGES, formats
from dedere_cli.own import Own, own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dedere.cases.files import CaseFile
    from dedere.cases.run import Outcome
    from dedere.engine import Engine
    from dedere.schema.coverage import Coverage
    from dedere_cli.options import Show


@click.command("test", short_help="Do the rules answer as the cases say?")
@click.argument("paths", nargs=-1, required=True, metavar="FILES...")
@own
@click.option("--coverage", "covering", is_flag=True, help="Also what the cases try of the rules, of yours if named.")
@click.option("--fail-under", metavar="PERCENT", type=click.FloatRange(0, 100), help="Fail if fewer clauses fired.")
@click.option("--html", "html", metavar="FILE", help="Write the rules with what was tried, line by line.")
@click.option("--update", "updating", is_flag=True, help="Rewrite failed expectations, to be reviewed.")
@click.option("--run", "named", metavar="NAME", multiple=True, help="Only the cases of this name, or part of one.")
@formats(*PAGES, "junit", "github")
def command(
    paths: tuple[str, ...],
    own: Own,
    covering: bool,
    fail_under: float | None,
    html: str | None,
    updating: bool,
    named: tuple[str, ...],
    show: Show,
) -> int:
    """Run case files (YAML), or those in folders, or what comes in (`-`): questions with what must come out.

    --run NAME runs the cases of that name alone, or those in whose name it stands; it can be given more than once.

    --update rewrites the expectations of failed cases in their files: what the rules say now, for you to review.

    Exit codes: 0 every case passed, 1 some failed, or too little was tried, 2 a file is no case file, no case was
    found, or an expectation can never fail or never hold.
    """
    from dedere_cli.faults import WrongUse

    if named and updating:
        raise WrongUse("`--update` is given with `--run`", "update whole files: what holds in them stays")
    from dedere.cases.gathering import gather
    from dedere.cases.run import run_all
    from dedere.cases.validating import validate
    from dedere.errors import UsageError
    from dedere.reporting import tested
    from dedere_cli import incoming

    if updating and "-" in paths:
        raise WrongUse("`--update` is given for what comes in", "give it for a file, which it rewrites")
    given = [incoming.path(it, ".yaml") for it in paths]
    engine = own.engine()
    try:
        files = gather(given)
        chosen = _of_names(files, named) if named else None
        for file in files:
            validate(file, engine)
    except UsageError as error:
        unknown = "which is no rule" in error.message
        hint = error.hint or (own.lying_beside(given) if unknown else None)
        raise UsageError(incoming.named(error.message), hint, error.code) from None
    these = files if chosen is None else chosen
    files = [it._replace(path=Path(incoming.named(str(it.path)))) for it in these]
    each = iter(run_all((case for file in files for case in file.cases), engine, validated=True))
    outcomes = [list(islice(each, len(file.cases))) for file in files]
    conditions = covering or html is not None
    found = _covered(engine, files, conditions, own) if conditions or fail_under is not None else None
    failed = sum(it.status == "failed" for each in outcomes for it in each)
    if html is not None and found is not None:
        from dedere.language.files import write_file

        write_file(html, found.to_html().encode())
    short = None
    if found is not None and fail_under is not None and found.share_fired < fail_under:
        short = f"at least {fail_under} % of the clauses must fire, and {found.share_fired} % do"
    if show.form == "json":
        show.data(_data(files, outcomes, found))
    elif show.form in ("junit", "github"):
        from dedere.reporting import machines

        how = machines.junit if show.form == "junit" else machines.annotations_of_cases
        if told := how(files, outcomes):
            show.text(told)
        if short:
            click.echo(short, err=True)
    else:
        show.document(tested.document(files, outcomes, short))
        if found is not None and show.form != "html":
            show.text("")
            show(found)
    if updating and failed:
        _update(files, outcomes, engine)
    return 1 if failed or short else 0


def _of_names(files: Sequence[CaseFile], names: Sequence[str]) -> list[CaseFile]:
    """The files with the cases of these names alone; of the whole name, or else of a part of it.

    Raises `UsageError` for a name that is no part of any.
    """
    from dedere.cases.possible import meant
    from dedere.errors import UsageError

    every = [it.name for file in files for it in file.cases]
    chosen: set[str] = set()
    for name in names:
        found = [it for it in every if it == name] or [it for it in every if name and name in it]
        if not found:
            raise UsageError(f"no case is named `{name}`", meant(name, every) or "give a part of its name")
        chosen.update(found)
    left = [(it, tuple(case for case in it.cases if case.name in chosen)) for it in files]
    return [it._replace(cases=cases) for it, cases in left if cases]


def _covered(engine: Engine, files: Sequence[CaseFile], conditions: bool, own: Own) -> Coverage:
    from dedere.cases.coverage import Covering

    gathered = Covering(engine, conditions=conditions, files=own.law(engine.corpus))
    gathered.add(*(case for file in files for case in file.cases))
    return gathered.result()


def _data(
    files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]], found: Coverage | None
) -> dict[str, object]:
    import json

    from dedere.reporting import tested

    coverage = json.loads(found.to_json()) if found is not None else None
    return {"schema": "dedere.test/1", "files": tested.data(files, outcomes), "coverage": coverage}


def _update(files: Sequence[CaseFile], outcomes: Sequence[Sequence[Outcome]], engine: Engine) -> None:
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
            click.echo("\n".join(terminal.output().wrap(line, "", "  ")), err=True)
