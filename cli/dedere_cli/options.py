"""The options that every question about a person and a host has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dedere_cli.own import own

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("person"),
    click.argument("host"),
    click.option("--on", metavar="DATE", help="The day, as YYYY-MM-DD."),
    click.option("--from", "first", metavar="DATE", help="The first day of a stay."),
    click.option("--until", "last", metavar="DATE", help="The last day of the stay; it belongs to it."),
    click.option("--presence", metavar="KIND", help="In what manner: visit (by default), overflight, remote, ..."),
    click.option("--school", metavar="NAME", help="Answer in the view of one school only."),
    click.option("--suppose", metavar="FACT", multiple=True, help="Add a fact to the record."),
    click.option("--withdraw", metavar="FACT", multiple=True, help="Leave a fact of the record out."),
    click.option("--known-on", metavar="DATE", help="Answer with what was known on that day."),
)
_SHOWN = (
    click.option("--json", "as_json", is_flag=True, help="As JSON."),
    click.option(
        "--color/--no-color", "colour", default=None, help="By default on a terminal. NO_COLOR wins over both."
    ),
)


def question(command: _Command) -> _Command:
    """Give a command the arguments and options of a question."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def shown(command: _Command) -> _Command:
    """Give a command the options of whose rules and facts it answers from, and of how the answer is shown."""
    command = own(command)
    for option in reversed(_SHOWN):
        command = option(command)
    return command
