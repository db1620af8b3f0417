"""How a command shows what it has found: in which format, in colour or not, on the terminal or into a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dedere.reporting.document import Document
    from dedere.reporting.page import Page
    from dedere.schema.base import Model
    from dedere.schema.checks import Checked
    from dedere.schema.lint import Linted
    from dedere.schema.told import Told

ENDINGS = {
    "": "text",
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".mmd": "mermaid",
    ".dot": "dot",
    ".csv": "csv",
    ".parquet": "parquet",
    ".svg": "svg",
    ".png": "png",
    ".docx": "docx",
    ".sarif": "sarif",
}
"""The formats that the ending of a file names, where none is asked for."""


def ending_of(path: Path, able: Sequence[str]) -> str:
    """The format that the ending of a file names. Raises `WrongUse` where a command has none of the kind."""
    form = ENDINGS.get(path.suffix.lower())
    if form in able:
        return str(form)
    from dedere.errors import printable
    from dedere_cli.faults import WrongUse

    known = ", ".join(it for it, form in ENDINGS.items() if it and form in able)
    raise WrongUse(
        f"`{printable(path.name)}` cannot be written: no form of this answer ends in `{printable(path.suffix)}`",
        f"end it in one of {known}, or say with `--format` what is to stand in it",
    )


class Show:
    """Writes what a command has found, in one format, to standard output or into a file."""

    def __init__(self, form: str, colour: bool | None = None, out: Path | None = None) -> None:
        self.form = form
        self._colour = colour
        self._out = out
        self._written: list[str] = []

    def __call__(self, answer: Told, explain: str | None = None) -> None:
        """Write an answer."""
        from dedere.reporting import shown

        if self.form in ("png", "docx"):
            self._bytes(shown.png(answer) if self.form == "png" else shown.docx(answer))
        else:
            self.text(shown.show(answer, self.form, explain=explain, page=self.page))

    def findings(self, found: Checked | Linted, *, notes: bool | None) -> None:
        """Write what a check found, with or without what is no error; nothing where a machine has nothing to show.

        Where nothing is said of that, how many such notes there are is told to who reads a text.
        """
        if self.form not in ("sarif", "github"):
            self(found, "short" if notes else "none")
            if many := len(found.notes) if notes is None and self.form == "text" else 0:
                self.text(f"{many} note{'s' if many > 1 else ''} beside, told by --notes")
            return
        from dedere.reporting import machines

        told = found if notes else found.model_copy(update={"notes": ()})
        if text := machines.sarif(told) if self.form == "sarif" else machines.annotations_of_findings(told):
            self.text(text)

    @property
    def page(self) -> Page:
        """What is written on."""
        from dedere.reporting import page

        return page.output(self._colour) if self._out is None else page.Page(colour=bool(self._colour))

    @property
    def to_a_file(self) -> bool:
        """Whether it is written into a file."""
        return self._out is not None

    def binary(self, content: bytes) -> None:
        """Write what is no text into the file."""
        if self._out is not None:
            into(self._out, content)

    def document(self, told: Document, *, listed: bool = False) -> None:
        """Write what is told of something that is no answer; a long list on a terminal is given to a pager."""
        from dedere.reporting import shown

        self.text(shown.written(told, self.form, self.page), listed=listed)

    def records(self, schema: str, name: str, records: Sequence[Any]) -> None:
        """Write records as JSON."""
        self.data({"schema": schema, name: records})

    def model(self, told: Model) -> None:
        """Write a model as JSON."""
        from dedere.reporting import page

        self.text(page.json_text(told.to_json(), self.page))

    def data(self, told: Any) -> None:
        """Write data as JSON."""
        from dedere.reporting import page

        self.text(page.json_text(json.dumps(told, ensure_ascii=False, indent=2), self.page))

    def _bytes(self, content: bytes) -> None:
        """Write what is no text into the file, or to standard output where that is no terminal."""
        if self._out is not None:
            into(self._out, content)
        elif sys.stdout.isatty():
            from dedere.errors import UsageError

            hint = f"write it into a file: `-o FILE.{self.form}`"
            raise UsageError(f"a {self.form.upper()} is not shown on a terminal", hint)
        else:
            sys.stdout.buffer.write(content)

    def text(self, text: str, *, listed: bool = False) -> None:
        """Write a text that was made for the page; what comes later in the same run stands below it."""
        from dedere.reporting import page

        if self._out is not None:
            self._written.append(text)
            into(self._out, "\n".join(self._written) + "\n", quiet=len(self._written) > 1)
        elif listed and self.form == "text" and _longer_than_the_terminal(text):
            os.environ.setdefault("LESS", "FRX")  # It ends where all fits, and lets colours through.
            click.echo_via_pager(f"{text}\n", color=self.page.colour)
        else:
            page.write(text)


def _longer_than_the_terminal(text: str) -> bool:
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        return False
    from shutil import get_terminal_size

    return text.count("\n") + 1 >= get_terminal_size().lines


def into(path: Path, content: str | bytes, *, quiet: bool = False) -> None:
    """Write a file, and say so on stderr. Raises `UsageError` where it cannot be written."""
    from dedere.errors import UsageError, printable, reason_of
    from dedere.language.files import write_file

    try:
        write_file(path, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"`{path}` cannot be written: {reason_of(error)}", "name another file", "file") from None
    if not quiet:
        click.echo(f"wrote {printable(str(path))}", err=True)
