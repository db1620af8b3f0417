"""What `dedere facts` and `dedere rules` share: the loaded corpus, words to search by, and how lists are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from dedere.errors import UsageError
from dedere.reporting import page as terminal
from dedere.reporting.page import Page


def matches(words: Sequence[str], *texts: str) -> bool:
    """Whether every word stands somewhere in the texts, case, accents and punctuation ignored."""
    from dedere.corpus.names import plain

    inside = plain(" ".join(texts))
    return all(word in inside for word in _plain(tuple(words)))


@lru_cache(maxsize=8)
def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as they are compared; worked out once for all that is searched."""
    from dedere.corpus.names import plain

    return tuple(map(plain, words))


def one_of(what: str, given: str, known: Iterable[str]) -> str:
    """The name given, if it is known. Raises `UsageError` with the nearest name, or with all."""
    names = sorted(set(known))
    if given in names:
        return given
    from dedere_cli.faults import nearest

    hint = nearest(given, names) or (
        f"it is one of {', '.join(names)}" if len(names) <= 20 else f"there are {len(names)}"
    )
    raise UsageError(f"there is no {what} `{given}`", hint)


def as_json(schema: str, name: str, records: Sequence[Any]) -> None:
    """Write records as JSON."""
    text = json.dumps({"schema": schema, name: records}, ensure_ascii=False, indent=2)
    terminal.write(terminal.json_text(text, terminal.output()))


def table(rows: Sequence[Sequence[object]], headers: Sequence[str], page: Page) -> list[str]:
    """Rows as a table."""
    from tabulate import tabulate

    shown = [[page.letters(str(cell)) for cell in row] for row in rows]
    return [
        line.rstrip()
        for line in tabulate(shown, headers=headers, tablefmt="simple", disable_numparse=True).splitlines()
    ]


def field(name: str, value: str, page: Page) -> list[str]:
    """A named line of a record that is shown whole."""
    return page.wrap(value, page.style(f"  {name:<11}", "dim"), " " * 13)


class Found(Protocol):
    """What a check has found: faults and notes, each a model, and all of it as JSON."""

    @property
    def findings(self) -> Sequence[Any]:
        """What is wrong."""
        ...

    @property
    def notes(self) -> Sequence[Any]:
        """What is worth knowing and no error."""
        ...

    def to_json(self) -> str:
        """The same as JSON text."""
        ...


def findings(found: Found, told: Callable[[Any, Page], list[str]], looked_at: str, as_json: bool, notes: bool) -> int:
    """Write what was found, a line or more each as `told` has it, and what was looked at; the exit code."""
    page = terminal.output()
    if as_json:
        terminal.write(terminal.json_text(found.to_json(), page))
    else:
        lines = [line for it in (*found.findings, *(found.notes if notes else ())) for line in told(it, page)]
        noted = f", {counted(len(found.notes), 'note')}" if notes and found.notes else ""
        said = f"{counted(len(found.findings), 'finding')}{noted} in {looked_at}"
        lines.append(page.style(said, "bold", "red" if found.findings else "green"))
        terminal.write("\n".join(lines))
    return 3 if found.findings else 0


def counted(number: int, what: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{number} {what}{'' if number == 1 else 's'}"
