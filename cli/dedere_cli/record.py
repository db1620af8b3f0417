"""What `dedere facts` and `dedere rules` share: names that are known."""

from __future__ import annotations

from collections.abc import Iterable

from dedere.errors import UsageError


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


def some_word(words: Iterable[str], listing: str) -> None:
    """Refuse to look for no word at all, and name the command that lists everything. Raises `WrongUse`."""
    if not any(map(str.split, words)):
        from dedere_cli.faults import WrongUse

        raise WrongUse("no word is given to search for", f"`{listing}` has them all")
