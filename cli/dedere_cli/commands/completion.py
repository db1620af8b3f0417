"""`dedere completion`: what a shell needs to complete the command, with the persons, States and rules of the record."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Complete the command in a shell.")
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what SHELL (bash, zsh, fish) needs to complete commands, persons, States, areas, schools, rules and facts.

    \b
      dedere completion bash > ~/.local/share/bash-completion/completions/dedere
      dedere completion zsh > ~/.zfunc/_dedere
      dedere completion fish > ~/.config/fish/completions/dedere.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101  # click knows each of SHELLS
    values = made(ctx.find_root().command, {}, "dedere", "_DEDERE_COMPLETE")
    # Its own `source` looks at the shell that is installed here first.
    click.echo(made.source_template % values.source_vars())
