"""`dedere help`: what a command does, as `dedere COMMAND --help` tells it."""

from __future__ import annotations

import click


@click.command("help", short_help="What does a command do?")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Tell what a COMMAND does and which options it has; without one, which commands there are.

    \b
      dedere help assess
      dedere help facts list
    """
    asked = ctx.find_root()
    for name in names:
        group = asked.command
        known = group.list_commands(asked) if isinstance(group, click.Group) else []
        found = group.get_command(asked, name) if isinstance(group, click.Group) else None
        if found is None:
            from dedere_cli.faults import WrongUse, nearest

            hint = nearest(name, known) or (f"the commands are {', '.join(known)}" if known else "leave it out")
            raise WrongUse(f"there is no command `{' '.join(names)}`", hint, "unknown_command")
        asked = click.Context(found, info_name=name, parent=asked, **found.context_settings)
    click.echo(asked.get_help())
