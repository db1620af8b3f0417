"""What a user gives to the public functions, held against what it must be.

Python lets anything be given for anything. What is given wrong is a fault of the question like any other: a
`UsageError` of one line with what was given in backticks, and what to give instead.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from dedere.errors import UsageError

LONGEST = 80
"""Letters of what was given that a message shows."""


def quoted(given: object) -> str:
    """What was given, as a message shows it: in backticks and not too long, a text without its quotes."""
    try:
        shown = given if isinstance(given, str) else repr(given)
    except Exception:  # what is no fault of ours must not hide what is said of it
        shown = f"a {type(given).__name__}"
    return f"`{shown if len(shown) <= LONGEST else f'{shown[: LONGEST - 3]}...'}`"


def texts(hint: str = "give it as a text", **given: object) -> None:
    """Refuse what is no text; None stands for what is not given."""
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            raise UsageError(f"the {name.strip('_')} is {quoted(value)}", hint)


_NAMED = "give it as a text: an id, a name or an alias"


def named(**given: object) -> None:
    """Refuse what names nobody and nothing: each of these has to be given, as a text."""
    for name, value in given.items():
        if value is None or (isinstance(value, str) and not value):
            raise UsageError(f"no {name} is given", _NAMED)
    texts(_NAMED, **given)


def pairs(**given: object) -> None:
    """Refuse what does not give texts for texts; None stands for what is not given."""
    for name, value in given.items():
        fine = isinstance(value, Mapping) and all(isinstance(it, str) for pair in value.items() for it in pair)
        if value is not None and not fine:
            raise UsageError(f"`{name}` is {quoted(value)}", "give a mapping of texts to texts")


def several(**given: object) -> None:
    """Refuse what does not hold texts, each by itself; None stands for what is not given."""
    for name, value in given.items():
        fine = isinstance(value, Collection) and not isinstance(value, (str, bytes))
        if value is not None and not (fine and all(isinstance(it, str) for it in value)):  # type: ignore[attr-defined]
            raise UsageError(f"the {name} are {quoted(value)}", "give a list of texts")


def numbers(least: int, most: int | None = None, **given: object) -> None:
    """Refuse what is no whole number, or a smaller one than `least`, or a larger one than `most`."""
    for name, value in given.items():
        fine = isinstance(value, int) and not isinstance(value, bool) and value >= least
        if not fine or (most is not None and value > most):  # type: ignore[operator]
            hint = f"give a number, at least {least}" if most is None else f"give a number from {least} to {most}"
            raise UsageError(f"`{name}` is {quoted(value)}", hint)


def flags(**given: object) -> None:
    """Refuse what is neither True nor False: a text such as `no` counts as true for Python."""
    for name, value in given.items():
        if not isinstance(value, bool):
            raise UsageError(f"`{name}` is {quoted(value)}", "give True or False")


def path(name: str, given: object) -> Path:
    """A path, given as such or as a text. Raises `UsageError` for what is none."""
    if not isinstance(given, (str, Path)) or not str(given) or not _of_a_file(str(given)):
        raise UsageError(f"the {name} is {quoted(given)}", "give the path of a file or a folder")
    return Path(given)


def _of_a_file(name: str) -> bool:
    """Whether the system can have a file of the name."""
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:  # half a character
        return False
