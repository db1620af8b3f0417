"""Which rule is meant: by its id, in whatever case."""

from __future__ import annotations

from difflib import get_close_matches

from dedere.corpus.corpus import Corpus
from dedere.errors import UsageError

MOST_NEAR = 6
"""How many ids are offered in the place of one that is none."""


def find(corpus: Corpus, given: str) -> str:
    """The id of a rule in whatever case. Raises `UsageError` with those that begin so, or else with the nearest."""
    if given in corpus.rules:
        return given
    ids = {it.casefold(): it for it in corpus.rules}
    wanted = given.strip().casefold()
    if wanted in ids:
        return ids[wanted]
    begin = [it for it in ids if wanted and it.startswith(wanted)]
    near = [f"`{ids[it]}`" for it in begin or get_close_matches(wanted, ids, 3)]
    more = f" or one of {len(near) - MOST_NEAR} more" if len(near) > MOST_NEAR else ""
    hint = f"did you mean {', '.join(near[:MOST_NEAR])}{more}?" if near else "`dedere rules search` looks by words"
    raise UsageError(f"there is no rule `{given}`", hint, "unknown_rule")
