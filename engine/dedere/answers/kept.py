"""Answers that were given before: kept by the engine that gave them, and beside the corpora for the next command.

Between runs they are kept by all that they hang on: their id names the question and what rules and facts say, the
corpus in which files that stands, and the program that gave them is part of the name of the file (see `corpus.cache`).
So what is found is never stale, and whatever goes wrong only means that it is worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dedere.corpus import cache
from dedere.corpus.corpus import Corpus
from dedere.engine import Engine
from dedere.schema.base import Model
from dedere.schema.marked import marked, unmarked

MOST = 64
"""How many answers an engine keeps: those asked for last, some hundred kilobytes each."""

_ANSWER = "answer"

M = TypeVar("M", bound=Model)


def in_engine(engine: Engine, name: str, make: Callable[[], M]) -> M:
    """The answer that an engine gave under a name, or else the one that is made now, and kept."""
    given = engine.given
    # Taken out and put in again: what was asked for last stands last. Other threads may do the same meanwhile.
    found: M = given.pop(name, None) or make()
    given[name] = found
    while len(given) > MOST:
        given.pop(next(iter(given)), None)
    return found


def between_runs(corpus: Corpus, name: str, type_: type[M], make: Callable[[], M]) -> M:
    """The answer that was kept under a name, or else the one that is made now, and kept.

    The name must tell all that the answer hangs on beside the corpus; the id of an answer does.
    """
    key = cache.key_of_this_run(f"{name} {corpus.fingerprint}")
    try:
        found = unmarked((cache.load(key) or {})[_ANSWER][""])
        if isinstance(found, type_):
            return found
    except (KeyError, ValueError):
        pass
    made = make()
    cache.store(key, {_ANSWER: {"": marked(made)}})
    return made
