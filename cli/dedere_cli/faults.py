"""How a run that fails is told: one message, what to do about it, and an exit code; never a traceback."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable

import click

from dedere.reporting.page import Page

MOST_FINDINGS = 20
"""How many faults of rule and fact files are told one by one."""

LONGEST_MESSAGE = 1000
"""Letters of a message that are shown: what was typed is quoted in it, however long it is."""

_QUOTED = re.compile(r"(?<!\w)'(.*?)'(?!\w)")


class WrongUse(click.UsageError):
    """A question that is wrong on its face, with what to do about it; exit 2."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def nearest(word: str, among: Iterable[str]) -> str | None:
    """A hint with the name that is most like `word`, or None."""
    from difflib import get_close_matches

    found = get_close_matches(word[:LONGEST_MESSAGE].lower(), list(among), 1)
    return f"did you mean `{found[0]}`?" if found else None


def tell(error: BaseException) -> int:
    """Say on stderr what went wrong, and return the exit code."""
    if isinstance(error, BrokenPipeError):
        # Whoever read the output has seen enough. What is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    page = Page.of(sys.stderr)
    lines, code = _lines(page, error)
    click.echo("\n".join(lines), err=True, color=True)
    return code


def _lines(page: Page, error: BaseException) -> tuple[list[str], int]:
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return _told(page, "interrupted", None), 130
    if isinstance(error, click.UsageError):
        return _of_click(page, error), 2
    if isinstance(error, click.ClickException):
        return _told(page, _lower(error.format_message()), None), error.exit_code
    from dedere.errors import CorpusError, DedereError

    if isinstance(error, CorpusError):
        lines = _told(page, "the rules or facts are broken; nothing was loaded", None)
        for finding in error.findings[:MOST_FINDINGS]:
            lines += page.wrap(str(finding), "  ", "      ")
            if finding.hint:
                lines += page.wrap(f"hint: {finding.hint}", "      ", "      ")
        if len(error.findings) > MOST_FINDINGS:
            lines.append(f"  and {len(error.findings) - MOST_FINDINGS} more")
        return lines, error.exit_code
    if isinstance(error, DedereError):
        return _told(page, error.message, error.hint), error.exit_code
    if os.environ.get("DEDERE_DEBUG"):
        raise error
    if isinstance(error, OSError):
        what = f"{error.strerror or error}".lower() + (f": `{error.filename}`" if error.filename else "")
        return _told(page, what, None), 1
    message = f"this is a fault of dedere, not yours: {type(error).__name__}: {error}"
    return _told(page, message, "set DEDERE_DEBUG=1 to see where, and report it"), 1


def _of_click(page: Page, error: click.UsageError) -> list[str]:
    if type(error).__name__ == "NoArgsIsHelpError":
        return [error.format_message()]
    hint = getattr(error, "hint", None)
    message = error.format_message()
    where = error.ctx.command_path if error.ctx else "dedere"
    if isinstance(error, click.NoSuchOption):
        known = [name for it in error.ctx.command.params for name in it.opts] if error.ctx else []
        message = f"there is no option `{error.option_name}`"
        hint = nearest(error.option_name, known)
    if isinstance(error, click.BadOptionUsage) and error.option_name == "--rules":
        hint = "name a folder of your own rules; what looks through the law is `dedere lint`"
    return _told(page, _lower(message), hint or f"see `{where} --help`")


def _lower(message: str) -> str:
    """A message of click in the form of ours: one line, in lower case, the input in backticks, no full stop."""
    message = _QUOTED.sub(r"`\1`", " ".join(message.split())).rstrip(".")
    return message[:1].lower() + message[1:]


def _told(page: Page, message: str, hint: str | None) -> list[str]:
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[: LONGEST_MESSAGE - 3]}..."
    lines = page.wrap(message, f"{page.style('error:', 'red', 'bold')} ", "       ")
    if hint:
        lines += page.wrap(hint, f"{page.style('hint:', 'bold')}  ", "       ")
    return lines
