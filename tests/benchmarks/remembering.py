"""What a process has in memory after many different questions, and while it answers a long table; see `run.py`."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import dedere
from dedere.engine import default_engine


def most() -> float:
    """The most memory that this process has had, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def questions(count: int, _: str) -> None:
    """Ask one process many different questions, and print the curve."""
    engine = default_engine()
    draw = random.Random(1)  # nothing here is secret
    people = sorted({str(it.atom.args[2]) for it in engine.corpus.by_predicate["warrant"]})
    states = sorted(map(str, engine.corpus.names["state"]))
    curve = []
    for number in range(1, count + 1):
        day = date(2003, 1, 1) + timedelta(days=draw.randrange(8000))
        dedere.assess(draw.choice(people), draw.choice(states), on=day, engine=engine)
        if number in (1, 100, 1000) or number % 4000 == 0 or number == count:
            curve.append((number, most()))
    print(json.dumps(curve))


def stays(count: int, folder: str) -> None:
    """Write a long table, and work out the situations that it is answered from: in a process of its own."""
    from run import WHO, write_stays

    engine = default_engine()
    write_stays(engine, Path(folder) / "stays.parquet", count)
    for it in WHO:
        dedere.situations(it, engine=engine)
    print(json.dumps([]))


def rows(count: int, folder: str) -> None:
    """Answer that table, and print the most memory before and after."""
    from dedere.batch.parts import Asked
    from dedere.batch.running import run

    engine = default_engine()
    before = most()
    run(engine, Path(folder) / "stays.parquet", Path(folder) / "answers.parquet", Asked())
    print(json.dumps([(0, before), (count, most())]))
