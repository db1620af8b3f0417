"""What `dedere facts` and `dedere rules` share: the loaded corpus, words to search by, and how lists are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dedere.errors import UsageError


def matches(words: Sequence[str], *texts: str) -> bool:
    """Whether every word stands somewhere in the texts, case, accents and punctuation ignored."""
    from dedere.corpus.spelling import plain

    inside = plain(" ".join(texts))
    return all(word in inside for word in _plain(tuple(words)))


@lru_cache(maxsize=8)
def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as they are compared; worked out once for all that is searched."""
    from dedere.corpus.spelling import plain

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
