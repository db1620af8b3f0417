"""The options that every question about a person and a host has."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from dedere.reporting.shown import EXPLAIN, FORMATS, PICTURES
from dedere_cli import completing
from dedere_cli.own import own
from dedere_cli.showing import Show, ending_of

PAGES = ("text", "json", "markdown", "html")
"""The formats of what has no reasons to draw."""

_Command = TypeVar("_Command", bound=Callable[..., Any])

__all__ = ["EXPLAIN", "FORMATS", "PAGES", "PICTURES", "Show", "formats", "question", "shown"]


class Presence(click.Option):
    """The option of the manner of presence, whose help lists what is accepted, as the vocabulary declares it."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The name and the help, with the manners. A law that does not load is told of by the command itself."""
        from dedere.engine import default_engine
        from dedere.errors import DedereError

        record = super().get_help_record(ctx)
        try:
            engine = default_engine()
            declared, _ = engine.leading
            slot = declared.slot("manner")
            manners = engine.corpus.vocabulary.types[declared.type_of(slot)].constants
            preset = declared.presets.get(slot)
        except (DedereError, KeyError):
            return record
        listed = ", ".join(f"{it} (by default)" if it == preset else it for it in manners)
        return (record[0], f"{record[1]} One of {listed}.") if record else None


_OPTIONS = (
    click.argument("person", shell_complete=completing.person),
    click.argument("host", shell_complete=completing.host),
    click.option("--on", metavar="DATE", help="The day, as YYYY-MM-DD."),
    click.option("--from", "first", metavar="DATE", help="The first day of a stay; alone, that one day."),
    click.option("--until", "last", metavar="DATE", help="The last day of the stay; it belongs to it."),
    click.option(
        "--presence",
        metavar="KIND",
        cls=Presence,
        shell_complete=completing.presence,
        help="In what manner the person is there.",
    ),
    click.option(
        "--school", metavar="NAME", shell_complete=completing.school, help="Answer in the view of one school only."
    ),
    click.option(
        "--suppose", metavar="FACT", multiple=True, shell_complete=completing.fact, help="Add a fact to the record."
    ),
    click.option(
        "--withdraw",
        metavar="FACT",
        multiple=True,
        shell_complete=completing.fact,
        help="Leave a fact of the record out.",
    ),
    click.option("--known-on", metavar="DATE", help="Answer with what was known on that day."),
)


def question(command: _Command) -> _Command:
    """Give a command the arguments and options of a question."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def formats(*named: str) -> Callable[[_Command], _Command]:
    """Give a command the options of how an answer is shown, in one of the formats named or by default in any.

    It is called with `show`, which writes an answer so. Raises `WrongUse` where two formats are asked for.
    """
    able = named or FORMATS
    options: list[Any] = [
        click.option("--format", "form", type=click.Choice(able), help="By default text."),
        click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
        click.option(
            "-o",
            "--output",
            "out",
            type=click.Path(dir_okay=False, allow_dash=True),
            metavar="FILE",
            help="Write it into a file, in the format that the ending names.",
        ),
        click.option(
            "--color/--no-color", "colour", default=None, help="By default on a terminal. NO_COLOR wins over both."
        ),
    ]
    if "caption" in able:
        options.insert(2, click.option("--caption", is_flag=True, help="The words of the picture, to be pasted by it."))

    def give(command: _Command) -> _Command:
        @wraps(command)
        def showing(
            *args: Any,
            form: str | None,
            as_json: bool,
            out: str | None,
            colour: bool | None,
            caption: bool = False,
            **more: Any,
        ) -> Any:
            flagged = [it for it, given in (("json", as_json), ("caption", caption)) if given]
            asked = flagged + ([form] if form and form not in flagged else [])
            if len(asked) > 1:
                from dedere_cli.faults import WrongUse

                other = f"--format {form}" if form and len(flagged) == 1 else f"--{asked[1]}"
                raise WrongUse(f"`--{asked[0]}` is given together with `{other}`", "give one of the two")
            if out == "":
                from dedere_cli.faults import WrongUse

                raise WrongUse("`-o` names no file", "name one, or leave it out to read the answer here")
            path = Path(out) if out is not None and out != "-" else None
            chosen = asked[0] if asked else ending_of(path, able) if path else "text"
            return command(*args, show=Show(chosen, colour, path), **more)

        wrapped: Any = showing
        for option in reversed(options):
            wrapped = option(wrapped)
        result: _Command = wrapped
        return result

    return give


def shown(command: _Command) -> _Command:
    """Give a command the options of whose rules and facts it answers from, and of how the answer is shown."""
    return own(formats()(command))
