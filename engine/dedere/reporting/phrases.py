"""Small changes of wording: days in words, and what is missing said as what would have to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from dedere import dates


def day(it: date) -> str:
    """5 December 2025, in words."""
    return dates.words(it)


def span(first: date, last: date) -> str:
    """The days from the first to the last, in words, without what would be said twice."""
    begin, end = day(first), day(last)
    if begin == end:
        return begin
    parts, others = begin.split(" "), end.split(" ")
    while parts and others and parts[-1] == others[-1]:
        parts.pop()
        others.pop()
    return f"{' '.join(parts)} to {end}"


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


_WOULD = (
    (r"it does not hold that (.+)", r"\1"),
    (r"(.+?) is not (.+)", r"\1 were \2"),
    (r"(.+?) has no (.+)", r"\1 had a \2"),
    (r"(.+?) has (\w+) no (.+)", r"\1 had \2 a \3"),
    (r"(.+?) (?:has|had) not (.+)", r"\1 had \2"),
    (r"(.+?) never (.+)", r"\1 had \2"),
    (r"no (.+?) (decides|concerns) (.+)", r"a \1 \2 \3"),
    (r"no (warrant .+?) is (in force|outstanding)", r"a \1 were \2"),
)
_PAST = ((r"\bhas\b", "had"), (r"\bis\b", "were"))


def would(missing: str, host: str, days: Iterable[str]) -> str | None:
    """The condition under which a State would be bound, from the sentence that says it fails, or None.

    >>> would("India is not a State Party to the Rome Statute", "India", ())
    'India would be bound if it were a State Party to the Rome Statute'
    """
    for each in days:
        missing = missing.replace(f" on {each}", "")
    for pattern, change in _WOULD:
        found = re.fullmatch(pattern, missing)
        if found is None:
            continue
        said = found.expand(change)
        if change == r"\1":
            for now, then in _PAST:
                said, changed = re.subn(now, then, said, count=1)
                if changed:
                    break
            else:
                return None
        said = re.sub(r"\b([Aa]) (?=[aeio]\w)", r"\1n ", said)
        if " were bound " in said:
            return None
        return f"{host} would be bound if {_it(said, host)}"
    return None


def _it(text: str, host: str) -> str:
    # Not where the host's name is a part of another, as in `the situation in Ukraine` or `the courts of Belgium`.
    return re.sub(rf"(?<!\bin )(?<!\bof )(?<!\bfor )(?<!\bagainst )\b{re.escape(host)}\b(?!')", "it", text)


def why_missing(cause: str, host: str) -> str:
    """The cause of what is missing, with `it` for the host where it begins with it."""
    return f"it{cause[len(host) :]}" if cause.startswith(f"{host} ") else cause
