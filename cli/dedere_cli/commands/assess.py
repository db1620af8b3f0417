"""`dedere assess`: must a State arrest and surrender a wanted person on a day, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dedere_cli.options import question, shown

if TYPE_CHECKING:
    from dedere import Engine
    from dedere.reporting import page as terminal
    from dedere.reporting.report import Names
    from dedere.schema.answer import Assessment
    from dedere_cli.own import Own

EXPLAIN = ("none", "short", "full", "why-not")
FORMATS = ("text", "json", "markdown", "html", "mermaid", "dot")


@click.command("assess", short_help="Must a State arrest a wanted person on a day?")
@question
@click.option(
    "--explain",
    type=click.Choice(EXPLAIN),
    help="How much of the reasons. By default short, and full in html, where it folds away.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="By default text.")
@shown
def command(
    person: str,
    host: str,
    explain: str | None,
    as_json: bool,
    form: str | None,
    own: Own,
    colour: bool | None,
    **asked: Any,
) -> None:
    """Must HOST arrest and surrender PERSON, and why? By id, name or alias: putin, "Lvova-Belova", IND, Türkiye.

    \b
      dedere assess putin ind --on 2025-12-05
      dedere assess putin chn --from 2025-08-31 --until 2025-09-03
      dedere assess putin ind --on 2025-12-05 \\
          --suppose 'deposited(ind,rome,20250901)' --explain full
    """
    check_days(asked["on"], asked["first"], asked["last"])
    form = _form(form, as_json)
    # Whatever is wrong on the face of the question has been said; only now is the engine brought in.
    from dedere.reporting import page as terminal

    engine = own.engine()
    from dedere import ask, assess

    query = ask(person, host, engine=engine, **asked)
    answer = assess(query)
    page = terminal.output(colour)
    if form == "json":
        terminal.write(terminal.json_text(answer.to_json(), page))
        return
    called = names(answer, engine, asked["school"])
    terminal.write(_shown(answer, called, form, explain, page))
    if form == "text" and (query.supposed or query.withdrawn):
        # What a supposition changes is half the answer to a question with one.
        from dedere.comparing.whatif import compare
        from dedere.reporting import changes as changes_text

        found = compare(query)
        terminal.write("\n" + changes_text.difference(found, called, page))


def check_days(on: str | None, first: str | None, last: str | None) -> None:
    """Refuse a question whose days are missing or given twice."""
    from dedere_cli.faults import WrongUse

    if on is not None and (first is not None or last is not None):
        raise WrongUse("`--on` is given together with `--from` or `--until`", "give one day, or a first and a last one")
    if on is None and first is None and last is None:
        raise WrongUse("no day is given", "give `--on DATE`, or `--from DATE --until DATE`, as 2025-12-05")
    if on is None and (first is None or last is None):
        given, wanted = ("--from", "--until") if last is None else ("--until", "--from")
        raise WrongUse(
            f"`{given}` is given without `{wanted}`", f"add `{wanted} DATE`, or give one day with `--on DATE`"
        )


def _form(form: str | None, as_json: bool) -> str:
    if as_json and form not in (None, "json"):
        from dedere_cli.faults import WrongUse

        raise WrongUse(f"`--json` is given together with `--format {form}`", "give one of the two")
    return "json" if as_json else form or "text"


def names(answer: Assessment, engine: Engine, school: str | None = None) -> Names:
    """The names of the host and of the schools."""
    from dedere.reporting.report import Names, School
    from dedere.terms.values import text

    schools = tuple(
        School(it.id, it.name, {text(issue): option for issue, option in it.positions.items()}, it.court)
        for it in engine.schools
    )
    accounts = frozenset(text(it.atom.args[1]) for it in engine.corpus.by_predicate.get("accounts", ()))
    return Names(engine.reasoner.phrases.name(answer.question.host.lower()), schools, school, accounts)


def _shown(answer: Assessment, called: Names, form: str, explain: str | None, page: terminal.Page) -> str:
    if form in ("mermaid", "dot"):
        from dedere.reporting import graph

        if form == "mermaid":
            from dedere.reporting import mermaid

            return page.text(mermaid.render(graph.build(answer)))
        from dedere.reporting import dot

        return page.text(dot.render(graph.build(answer)))
    from dedere.reporting.report import build

    if form == "html":
        from dedere.reporting import html as html_page

        return html_page.render(build(answer, called, explain or "full"), page)
    report = build(answer, called, explain or "short")
    if form == "markdown":
        from dedere.reporting import markdown

        return page.text(markdown.render(report))
    from dedere.reporting import text

    return text.render(report, page)
