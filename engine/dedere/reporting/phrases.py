"""Small changes of wording: lists, and pronouns for what has been named."""

from __future__ import annotations

import re
from collections.abc import Iterable


def sentence(text: str) -> str:
    """The text with a capital letter first and a full stop behind it."""
    text = text.strip()
    if not text:
        return text
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    every = list(items)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}" if every else ""


def words_of(text: str) -> frozenset[str]:
    """The words of a sentence, to see whether two say the same."""
    return frozenset(re.findall(r"\w+", text.lower()))


def repeats(text: str, told: Iterable[str], new: int = 6) -> bool:
    """Whether a sentence says no more than one of those told: of `new` words at most one is new."""
    own = words_of(text)
    return any(len(own - words_of(it)) <= len(own) // new for it in told)


def pronoun(text: str, host: str) -> str:
    """The text with `it` for the host: the line that it stands in has named the host before.

    >>> pronoun("India had accepted the jurisdiction of the Court in the situation in India", "India")
    'it had accepted the jurisdiction of the Court in the situation in India'
    """
    # Not where the host's name is a part of another, as in `the situation in Ukraine` or `the courts of Belgium`.
    return re.sub(rf"(?<!\bin )(?<!\bof )(?<!\bfor )(?<!\bagainst )\b{re.escape(host)}\b(?!')", "it", text)


def why_missing(cause: str, host: str) -> str:
    """The cause of what is missing, with `it` for the host where it begins with it."""
    return f"it{cause[len(host) :]}" if cause.startswith(f"{host} ") else cause
