"""How a run that fails is told: one message, what to do about it, and an exit code; never a traceback."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

import click

from dedere.reporting.page import Page, json_text

if TYPE_CHECKING:
    from dedere.errors import Finding

MOST_FINDINGS = 20
"""How many faults of rule and fact files are told one by one."""

LONGEST_MESSAGE = 1000
"""Letters of a message that are shown: what was typed is quoted in it, however long it is."""

_ALSO_CALLED = {
    **dict.fromkeys(("--date", "--day", "--when", "--at"), ("--on",)),
    **dict.fromkeys(("--since", "--after", "--start", "--begin", "--first", "--arrival"), ("--from",)),
    **dict.fromkeys(("--to", "--till", "--through", "--end", "--before", "--last", "--departure"), ("--until", "--to")),
    **dict.fromkeys(("--view", "--position", "--avenue"), ("--school",)),
    **dict.fromkeys(("--manner", "--kind", "--mode", "--how"), ("--presence", "--kind")),
    **dict.fromkeys(("--add", "--assume", "--if", "--with"), ("--suppose",)),
    **dict.fromkeys(("--remove", "--drop", "--without"), ("--withdraw",)),
    **dict.fromkeys(("--out", "--file", "--save", "--write"), ("--output",)),
    **dict.fromkeys(("--verbose", "--reasons", "--detail", "--details"), ("--explain",)),
}
"""What an option is called elsewhere, and what it may be here."""

_ALIKE = 0.75
"""How much an option that is offered is like what was typed, 1 being the same."""

_EXTRA = re.compile(r"(unexpected extra arguments?) \((.*)\)$")
_BEYOND = re.compile(r"(?<![\w.-])(-?\d+) is not (in the range .*)$")
_QUOTED = re.compile(r"(?<!\w)'(.*?)'(?!\w)")


class WrongUse(click.UsageError):
    """A question that is wrong on its face, with what to do about it; exit 2."""

    def __init__(self, message: str, hint: str, code: str = "wrong_use") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


class Fault(NamedTuple):
    """What went wrong: a code that stays, the exit code, one message, what to do about it, and faults of files."""

    code: str
    exit_code: int
    message: str
    hint: str | None = None
    findings: tuple[Finding, ...] = ()


def nearest(word: str, among: Iterable[str], alike: float = 0.6) -> str | None:
    """A hint with the name that is most like `word`, and as much as `alike`; or None."""
    from difflib import get_close_matches

    found = get_close_matches(word[:LONGEST_MESSAGE].lower(), list(among), 1, alike)
    return f"did you mean `{found[0]}`?" if found else None


def tell(error: BaseException, as_json: bool = False) -> int:
    """Say on stderr what went wrong, in words or as JSON, and return the exit code."""
    if isinstance(error, BrokenPipeError):
        # Whoever read the output has seen enough. What is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    page = Page.of(sys.stderr)
    if type(error).__name__ == "NoArgsIsHelpError" and isinstance(error, click.UsageError):
        click.echo(error.format_message(), err=True)
        return 2
    fault = _fault(error)
    told = _as_json(fault, page) if as_json else "\n".join(_lines(page, fault))
    click.echo(told, err=True, color=True)
    return fault.exit_code


def wants_json(args: Iterable[str]) -> bool:
    """Whether the arguments ask for JSON, however wrong they are otherwise."""
    given = list(takewhile(lambda it: it != "--", args))
    named = (f"{one}={other}" for one, other in pairwise(given))
    return any(it in ("--json", "--format=json") for it in (*given, *named))


def _fault(error: BaseException) -> Fault:
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return Fault("interrupted", 130, "interrupted")
    if isinstance(error, click.UsageError):
        return _of_click(error)
    if isinstance(error, click.ClickException):
        return Fault("failed", error.exit_code, _lower(error.format_message()))
    from dedere.errors import CorpusError, DedereError

    if isinstance(error, CorpusError):
        message = "the rules or facts are broken; nothing was loaded"
        return Fault(error.code, error.exit_code, message, findings=error.findings)
    if isinstance(error, DedereError):
        return Fault(error.code, error.exit_code, error.message, error.hint)
    if os.environ.get("DEDERE_DEBUG"):
        raise error
    if isinstance(error, OSError):
        what = f"{error.strerror or error}".lower() + (f": `{error.filename}`" if error.filename else "")
        return Fault("file", 1, what)
    message = f"this is a fault of dedere, not yours: {type(error).__name__}: {error}"
    return Fault("bug", 1, message, "set DEDERE_DEBUG=1 to see where, and report it")


def _of_click(error: click.UsageError) -> Fault:
    hint = getattr(error, "hint", None)
    code = getattr(error, "code", "wrong_use")
    message = error.format_message()
    where = error.ctx.command_path if error.ctx else "dedere"
    if isinstance(error, click.NoSuchOption):
        known = [name for it in error.ctx.command.params for name in it.opts] if error.ctx else []
        message = f"there is no option `{error.option_name}`"
        meant = [it for it in _ALSO_CALLED.get(error.option_name, ()) if it in known]
        hint = f"did you mean `{meant[0]}`?" if meant else nearest(error.option_name, known, _ALIKE)
        code = "unknown_option"
    if isinstance(error, click.BadOptionUsage) and error.option_name == "--rules":
        hint = "name a folder of your own rules; what looks through the law is `dedere lint`"
    return Fault(code, 2, _lower(message), hint or f"see `{where} --help`")


def _lower(message: str) -> str:
    """A message of click in the form of ours: one line, in lower case, the input in backticks, no full stop."""
    message = _QUOTED.sub(r"`\1`", " ".join(message.split())).rstrip(".")
    message = re.sub(r"(?<=: )(File|Path|Directory) (?=`)", lambda it: it[0].lower(), message)
    message = _EXTRA.sub(r"\1 `\2`", message)
    message = _BEYOND.sub(r"`\1` is not \2", message).replace("is not a valid integer range", "is no whole number")
    return message[:1].lower() + message[1:]


def _as_json(fault: Fault, page: Page) -> str:
    from dedere.schema import fault as told

    findings = tuple(told.FaultFinding(**it._asdict()) for it in fault.findings)
    made = told.Fault(**{**fault._asdict(), "message": _short(fault.message), "findings": findings})
    return json_text(made.to_json(), page)


def _short(message: str) -> str:
    return message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 3]}..."


def _lines(page: Page, fault: Fault) -> list[str]:
    lines = page.wrap(_short(fault.message), f"{page.style('error:', 'red', 'bold')} ", "       ")
    if fault.hint:
        lines += page.wrap(fault.hint, f"{page.style('hint:', 'bold')}  ", "       ")
    for finding in fault.findings[:MOST_FINDINGS]:
        lines += page.wrap(str(finding), "  ", "      ")
        if finding.hint:
            lines += page.wrap(f"hint: {finding.hint}", "      ", "      ")
    if len(fault.findings) > MOST_FINDINGS:
        lines.append(f"  and {len(fault.findings) - MOST_FINDINGS} more")
    return lines
