"""Situations kept between runs, beside the corpora and as they are: see `corpus.cache`.

They are kept by what rules and facts say, whatever files that stands in, by the program that derived them, and by what
was asked: so what is found is never stale. Whatever goes wrong only means that they are derived anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from dedere.asking.places import Place
from dedere.batch.deriving import Derived, Footing, Outcome
from dedere.corpus import cache
from dedere.corpus.content import identify
from dedere.corpus.corpus import Corpus

_KIND = "situations"


def name(corpus: Corpus, person: str, manner: str, footing: Footing) -> str:
    """The name under which the situations of a person who is present in one manner are kept."""
    asked = json.dumps([person, manner, footing.known_on, *(sorted(map(str, it)) for it in footing[1:])])
    return cache.key_of_this_run(identify(_KIND, asked, corpus.rules_fingerprint, corpus.facts_fingerprint))


def store(name: str, derived: Mapping[Place, Derived]) -> None:
    """Keep what was derived; each outcome is written once."""
    outcomes: dict[Outcome, int] = {}
    rows = [
        [*place[:2], [[day, outcomes.setdefault(it, len(outcomes))] for day, it in found.changes], found.looked_at]
        for place, found in derived.items()
    ]
    cache.store(name, {_KIND: {"outcomes": json.dumps(list(outcomes)), "places": json.dumps(rows)}})


def load(name: str) -> dict[Place, Derived] | None:
    """What was kept under a name, or None."""
    parts = cache.load(name)
    if parts is None:
        return None
    try:
        kept = parts[_KIND]
        outcomes = [
            Outcome(verdict, tuple(schools), tuple(rules)) for verdict, schools, rules in json.loads(kept["outcomes"])
        ]
        return {
            Place(state, area): Derived(tuple((day, outcomes[index]) for day, index in changes), tuple(looked_at))
            for state, area, changes, looked_at in json.loads(kept["places"])
        }
    except (KeyError, ValueError):
        return None
