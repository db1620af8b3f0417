"""What `assess` has answered to one test it need not work out for the next that asks the same.

Half of the tests ask questions that others ask too, of how the answer is shown, sent, kept or compared. An answer is
made of nothing but the question, the rules and the facts, and cannot be changed; so of the record that comes with
Dedere a process makes each answer once. A test that takes `monkeypatch` may change how answers are made, and has all
of them made anew; so has every test where `DEDERE_ANEW` is set, as `make coverage` and `.ci/elsewhere` do.
"""

from __future__ import annotations

import os
import sys
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from dedere.answers import assessment
from dedere.asking.query import Query, query_of
from dedere.engine import default_engine
from dedere.schema.answer import Assessment

MOST = 300
"""So many answers are kept, those that were asked for last."""

_made: OrderedDict[Hashable, Assessment] = OrderedDict()
_anew = [bool(os.environ.get("DEDERE_ANEW"))]


def begin() -> None:
    """Let `assess` remember, wherever it has been imported already and wherever it will be."""
    original = assessment.assess

    @wraps(original)
    def assess(person: str | Query, host: str = "", **asked: Any) -> Assessment:
        # Read anew, so that what is refused is refused.
        query = query_of(person, host, asked)  # type: ignore[arg-type]
        # What a program was asked before could give its answer other reasons.
        if _anew[-1] or query.solved or query.engine is not default_engine():
            return original(query)
        key = key_of(query)
        found = _made.get(key)
        if found is None:
            found = _made[key] = original(query)
            if len(_made) > MOST:
                _made.popitem(last=False)
        return found

    for module in list(sys.modules.values()):
        if vars(module).get("assess") is original:
            vars(module)["assess"] = assess


def key_of(query: Query) -> Hashable:
    """All that the answer to a question is made of, beside the engine."""
    school = query.school and (query.school.id, query.school.name, frozenset(query.school.positions.items()))
    return (
        query.declared.id,
        frozenset(query.given.items()),
        (query.first, query.last, query.known_on),
        (query.supposed, query.withdrawn),
        school,
        query.question.to_json(None),
        query.said,
    )


@contextmanager
def anew(wanted: bool = True) -> Iterator[None]:
    """Where it is wanted, every answer is made anew for as long as this lasts."""
    _anew.append(_anew[-1] or wanted)
    try:
        yield
    finally:
        _anew.pop()
