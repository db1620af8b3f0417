"""The command itself: what it can do, and how every run of it ends.

A command's module is imported when the command is used, since a cold answer is made of imports.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """A group that imports a command when it is called; `lazy` names the module and the help of each."""

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now; None where there is none."""
        if cmd_name not in self.lazy:
            return None
        command = import_module(self.lazy[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101  # a mistake in the table below
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, from the table, and the options."""
        from click.shell_completion import CompletionItem

        begin = [(name, about) for name, (_, about) in self.lazy.items() if name.startswith(incomplete)]
        return [CompletionItem(name, help=about) for name, about in begin] + click.Command.shell_complete(
            self, ctx, incomplete
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name where there is no such command."""
        if args and args[0] not in self.lazy and not args[0].startswith("-"):
            from dedere_cli.faults import WrongUse, nearest

            hint = nearest(args[0], self.lazy) or f"the commands are {', '.join(self.lazy)}"
            raise WrongUse(f"there is no command `{args[0]}`", hint, "unknown_command")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, from the table: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in self.lazy.items()])


class Root(LazyGroup):
    """The whole command: every run ends with an exit code and at most one message, never with a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command; in standalone mode faults are told on stderr and the process is left with their code."""
        prog_name = prog_name or "dedere"
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            done = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:
            from dedere_cli.faults import tell, wants_json

            sys.exit(tell(error, wants_json(sys.argv[1:] if args is None else args)))
        sys.exit(done if isinstance(done, int) else 0)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from dedere.version import __version__

        click.echo(f"dedere {__version__}")
        ctx.exit()


@click.group(
    "dedere",
    cls=Root,
    lazy={
        "assess": ("dedere_cli.commands.assess", "Must a State arrest a wanted person on a day?"),
        "why": ("dedere_cli.commands.why", "Why does one rule apply, or one fact hold?"),
        "whatif": ("dedere_cli.commands.whatif", "What would a change of the record do to the answer?"),
        "changes": ("dedere_cli.commands.changes", "What could change in a case?"),
        "flip": ("dedere_cli.commands.flip", "What would turn the answer?"),
        "dossier": ("dedere_cli.commands.dossier", "The memo on one question, with its sources."),
        "plan": ("dedere_cli.commands.plan", "What must the hosts of a plan of visits do?"),
        "journeys": ("dedere_cli.commands.journeys", "Where did a wanted person go, and with what duty of the hosts?"),
        "survey": ("dedere_cli.commands.survey", "Which States must arrest a wanted person on a day?"),
        "timeline": ("dedere_cli.commands.timeline", "How does the duty about a person run, and what will change it?"),
        "measures": ("dedere_cli.commands.measures", "Which additional duties do goods bear on a day?"),
        "situations": ("dedere_cli.commands.situations", "On which days does the answer change, in every place?"),
        "batch": ("dedere_cli.commands.batch", "Answer a table of stays, of any size."),
        "recheck": (
            "dedere_cli.commands.recheck",
            "Which kept answers have changed, and by which facts and rules?",
        ),
        "facts": ("dedere_cli.commands.facts", "The record: read it, import and export it, compare it."),
        "check": ("dedere_cli.commands.check", "What is wrong with the record?"),
        "lint": ("dedere_cli.commands.lint", "What is suspicious in the rules?"),
        "test": ("dedere_cli.commands.test", "Do the rules answer as the cases say?"),
        "rules": ("dedere_cli.commands.rules", "Read the law: list, search, show."),
        "ask": ("dedere_cli.commands.ask", "Answer a question that is a JSON document."),
        "mcp": ("dedere_cli.commands.mcp", "Answer assistants, over the Model Context Protocol."),
        "serve": ("dedere_cli.commands.serve", "Answer over HTTP, with a page to look at."),
        "schema": ("dedere_cli.commands.schema", "What has the JSON of an answer?"),
        "completion": ("dedere_cli.commands.completion", "Complete the command in a shell."),
        "help": ("dedere_cli.commands.help", "What does a command do?"),
        "new-pack": ("dedere_cli.commands.new_pack", "Begin a pack: rules, facts and cases of your own."),
    },
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    no_args_is_help=True,
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def cli() -> None:
    """A wanted person is to be in a State on a day: what must, may and must not that State do, and why?

    \b
      dedere assess putin ind --on 2025-12-05
      dedere assess putin mng --from 2024-09-02 --until 2024-09-03 --explain full
      dedere facts search mongolia
      dedere rules show RS-89-1

    Exit codes: 0 answered, 1 failed, 2 the question is wrong, 3 the rules or facts are broken.
    """


def main() -> NoReturn:
    """Run `dedere` with the arguments of the process, and end the process."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # It was closed before the process began.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # as long as the process
    # What is made lives as long as the run: looking through it for garbage early would only take time.
    gc.set_threshold(200_000)
    code: object = 1
    try:
        cli.main()
    except SystemExit as done:
        code = done.code
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 1
    # Taking everything apart object by object would take as long as the answer took.
    os._exit(code if isinstance(code, int) else 1 if code else 0)
