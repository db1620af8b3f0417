"""What can go wrong, as exceptions that a command can print without a traceback.

::

    Exception
    └── DedereError          any fault that is reported to the user; never a bug
        ├── Unanswered       exit 1: the question was understood, but no answer could be given
        ├── UsageError       exit 2: the question is wrong (unknown person, impossible date, ...)
        └── CorpusError      exit 3: the rules or the facts are broken; nothing was loaded

Every message is one line in lower case with the user's input in backticks; what to do about it is the hint. Messages
may be worded anew; a program tells faults apart by their `code`, which stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple


def printable(said: str) -> str:
    """A text with what cannot be printed written out; bytes of a file name that are not UTF-8 as `\\xff`."""
    return said if said.isprintable() else "".join(it if it.isprintable() else _written_out(it) for it in said)


def _written_out(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":
        return f"\\x{ord(letter) - 0xDC00:x}"
    return letter.encode("unicode_escape").decode()


class DedereError(Exception):
    """A fault that the user can understand and mend.

    `message` says in one line what is wrong, `hint` (or None) what to do about it, `code` which kind of fault it is,
    and `exit_code` is what the command leaves with.
    """

    exit_code: ClassVar[int] = 1
    usual: ClassVar[str] = "unanswered"
    """The code of what has none of its own."""

    def __init__(self, message: str, hint: str | None = None, code: str | None = None) -> None:
        self.code = code or self.usual
        self.message = printable(message)
        self.hint = None if hint is None else printable(hint)
        super().__init__(self.message)


class Unanswered(DedereError):
    """The question was understood, but there is no answer to it: a limit of time or size was reached, for example."""

    exit_code: ClassVar[int] = 1


class UsageError(DedereError):
    """The question itself is wrong: an unknown person or state, a date that does not exist, a malformed supposition."""

    exit_code: ClassVar[int] = 2
    usual: ClassVar[str] = "wrong_question"


class Finding(NamedTuple):
    """One fault in one line of a rule or fact file.

    `file` is written from the folder it was found in (`rules/calendar.lp`), `line` counts from 1.
    """

    file: str
    line: int
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CorpusError(DedereError):
    """The rules or facts are broken. `findings` holds every fault, by file and line; nothing is loaded."""

    exit_code: ClassVar[int] = 3
    usual: ClassVar[str] = "broken_corpus"

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(sorted(set(findings), key=lambda f: (f.file, f.line, f.message)))
        first = str(self.findings[0]) if self.findings else "the rules and facts do not load"
        more = len(self.findings) - 1
        super().__init__(
            f"{first} (and {more} more)" if more > 0 else first, self.findings[0].hint if self.findings else None
        )


def reason_of(error: OSError) -> str:
    """Why a file could not be read or written, in lower case: `permission denied`."""
    return (error.strerror or str(error)).lower()
