"""Which rule is meant: by its id in whatever case; those that rest on an authority, as answers cite it, are offered."""

from __future__ import annotations

import re
from difflib import get_close_matches

from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError
from dedere.language.records import Authority

MOST_NEAR = 6
"""How many ids are offered in the place of one that is none."""


_PLACE = re.compile(r"\d+[a-z]*(?:\(\w+\))*")
"""An article, a section or a paragraph, with what it is divided into."""


def find(corpus: Corpus, given: str) -> str:
    """The id of a rule in whatever case. Raises `UsageError` with those that it may be."""
    if given in corpus.rules:
        return given
    ids = {it.casefold(): it for it in corpus.rules}
    wanted = given.strip().casefold()
    if wanted in ids:
        return ids[wanted]
    resting = citing(corpus, given)
    begin = [ids[it] for it in ids if wanted and it.startswith(wanted)]
    near = [f"`{it}`" for it in resting or begin or [ids[it] for it in get_close_matches(wanted, ids, 3)]]
    more = f" or one of {len(near) - MOST_NEAR} more" if len(near) > MOST_NEAR else ""
    hint = f"did you mean {', '.join(near[:MOST_NEAR])}{more}?" if near else "`dedere rules search` looks by words"
    if resting:
        hint = f"on it rest {', '.join(near[:MOST_NEAR])}{more}: name one"
    what = f"`{given}` is an authority, and no rule" if resting else f"there is no rule `{given}`"
    raise UsageError(what, hint, "unknown_rule")


def citing(corpus: Corpus, given: str) -> list[str]:
    """The ids of the rules that rest on an authority: cited as an answer does, or by an article alone (`art. 98`)."""
    wanted = " ".join(given.casefold().strip(" []").partition(";")[0].split())
    instrument, _, place = ("", "", wanted) if wanted.startswith("art") else wanted.partition(", ")
    numbers = _PLACE.findall(place)

    def cited(of: Authority) -> bool:
        if len(wanted) > 3 and f"{of.instrument}, {of.place}".casefold() == wanted:
            return True
        there = _PLACE.findall(of.place.casefold()) if of.place.startswith("art") else ()
        its = of.instrument.casefold() == instrument or not instrument
        return bool(numbers) and its and all(any(it == n or it.startswith(f"{n}(") for it in there) for n in numbers)

    return [id_ for id_, rule in corpus.rules.items() if any(map(cited, rule.authorities))]
