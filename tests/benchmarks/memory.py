"""How much memory many different questions take: one process asks them one after the other, and says what it holds.

    PYTHONPATH=engine python tests/benchmarks/memory.py              5,000 questions
    PYTHONPATH=engine python tests/benchmarks/memory.py 500          so many

What is kept for the next question (names, days, symbols as text) is bounded; what grows on and on would be a leak. The
run fails where the second half of the questions adds more than `MOST` to what the process held after the first.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from random import Random

import dedere
from dedere import dates
from dedere.engine import default_engine

QUESTIONS = 5_000
MOST = 64
"""Megabytes."""


def held() -> float:
    """Megabytes that the process holds now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> int:
    """Ask, print what is held at each tenth, and return 1 where it goes on growing."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    random = Random(20251205)
    corpus = default_engine().corpus
    wanted = sorted({str(it.atom.args[2]) for it in corpus.by_predicate["warrant"]})
    states = sorted(map(str, corpus.names["state"]))
    began, at_half = time.monotonic(), 0.0
    asked: set[tuple[str, str, int]] = set()
    while len(asked) < count:
        question = random.choice(wanted), random.choice(states), dates.later(20050101, random.randrange(8000))
        if question in asked:
            continue
        asked.add(question)
        person, host, day = question
        try:
            answer = dedere.assess(person, host, on=day)
        except dedere.DedereError:
            continue
        answer.to_text()
        done = len(asked)
        if done % max(1, count // 10) == 0:
            now = held()
            at_half = now if done <= count // 2 else at_half
            print(f"{done:>6} questions  {now:7.1f} MB  {time.monotonic() - began:6.0f} s", flush=True)
    grown = held() - at_half
    print(f"the second half added {grown:.1f} MB")
    return 1 if grown > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
