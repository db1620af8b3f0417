"""Situations of many persons, derived in processes of their own.

What clingo has once named it never forgets, so that one process which derives for everybody only grows. Each process
derives for some and ends; what it found is handed back, and kept as always.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from dedere.asking.places import Place
from dedere.batch import situations
from dedere.batch.deriving import Derived, Footing
from dedere.engine import Engine
from dedere.errors import UsageError
from dedere.given import quoted
from dedere.language.files import File
from dedere.loading import corpus_of

Asked = tuple[str, str]
"""A person and a manner of presence."""

PER_PROCESS, HERE = 4, 2
"""Persons for whom one process derives, on the average, before it ends, and for whom at most this one derives, which
does not end."""

_HERE: list[Asked] = []
"""For whom this process has derived."""

_ENGINE: list[Engine] = []
"""The engine of a process that derives."""


def derive(engine: Engine, asked: Sequence[Asked], footing: Footing, jobs: int = 1) -> Iterator[Asked]:
    """Derive what is asked for and not there yet, and say of each when it is there.

    Up to `jobs` processes work at once; for a few and one process it is this one. Raises `UsageError` where `jobs` is
    no such number.
    """
    if isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1:
        raise UsageError(f"`jobs` is {quoted(jobs)}", "give how many processes may work at once, at least 1")
    missing = []
    for it in dict.fromkeys(asked):
        person, manner = it
        if situations.known(engine, person, manner, footing):
            yield it
        else:
            missing.append(it)
    if len(missing) <= (1 if jobs > 1 else HERE) and len(_HERE) + len(missing) <= HERE:
        for person, manner in missing:
            situations.derived(engine, person, manner, footing)
            _HERE.append((person, manner))
            yield person, manner
        return
    # A pool whose processes end after so many tasks waits for ever for the next one (CPython issue 115634).
    for at in range(0, len(missing), PER_PROCESS * jobs):
        part = missing[at : at + PER_PROCESS * jobs]
        # A process that is copied from this one begins with all that this one has.
        with ProcessPoolExecutor(min(jobs, len(part)), get_context("spawn"), _begin, (engine.corpus.files,)) as pool:
            found = pool.map(_derive, part, [footing] * len(part))
            for (person, manner), derived in zip(part, found, strict=True):
                situations.keep(engine, person, manner, footing, derived)
                yield person, manner


def _begin(files: tuple[File, ...]) -> None:
    _ENGINE[:] = [Engine(corpus_of(files))]


def _derive(asked: Asked, footing: Footing) -> dict[Place, Derived]:
    person, manner = asked
    return dict(situations.derived(_ENGINE[0], person, manner, footing))


def everybody(engine: Engine) -> list[str]:
    """The ids of all persons of the record."""
    declared, _ = engine.leading
    return sorted(map(str, engine.corpus.named_as(declared.type_of(declared.slot("person")))))


def manners(engine: Engine, given: Iterable[str]) -> list[str]:
    """The manners of presence as the rules write them; that which they name first where none is given."""
    from dedere.asking.query import manner_of

    declared, _ = engine.leading
    return list(dict.fromkeys(manner_of(engine.corpus, declared, it) for it in (*given,) or (None,)))
