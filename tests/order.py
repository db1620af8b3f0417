"""Which tests take long, and in what order and company they run.

`tests/seconds.txt` says how many seconds of processor each test function takes (`make seconds` measures it). From that
follows

- what is marked `long`, which `make test` leaves out and `make long` runs: a function of which one case takes longer
  than `SLOW`, and of a function of many cases those beyond `SHARE` of them and beyond what is done in `SLOW`; the cases
  that are kept are spread over all, and the same every time. Of a function with `pytest.mark.long` the mark decides;
- the order: what takes longest begins first, so that no worker is left with it in the end.

With several workers (`--dist loadgroup`) the tests of a file stay with one of them, since they share what the file
works out once; so do the cases of one case file, and files that are `SHARED`. Files whose tests share nothing are
spread over all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from heapq import heappop, heappush
from math import ceil
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

HOME = Path(__file__).parent
SECONDS = HOME / "seconds.txt"

SLOW = 0.4
"""Seconds. A function of which one case takes longer is left to `make long`."""

SHARE = 0.05
"""Of the cases of a function that takes longer in all so many are tried every time, and as many as `SLOW` allows."""

LONG_FILES = (
    "answers/test_order.py",
    "cases/test_together.py",
    "comparing/test_record.py",
    "reporting/pictures/test_plan.py",
    "reporting/test_plan.py",
    "serve/test_openapi.py",
    "views/test_plan.py",
)
"""Files whose tests share one thing that takes long to make, whichever of them comes first, or when it is read."""

SPREAD = frozenset(
    {"test_properties.py", "test_regimes.py", "reasons/test_proofs.py", "test_given.py", "test_hostile.py"}
)
"""Files whose tests share nothing."""

_STARTING = ("cli/", "packs/", "exchange/", "comparing/", "batch/", "serve/", "docs/")

SHARED = {
    "views/test_dossier.py": "memos",
    "reporting/test_dossier.py": "memos",
    "reporting/test_docx.py": "memos",
    "reporting/pictures/test_dossier.py": "memos",
    "views/test_plan.py": "plans",
    "reporting/test_plan.py": "plans",
    "reporting/pictures/test_plan.py": "plans",
}
"""Files that share with others what takes long to make, and the module that makes it."""

T = TypeVar("T")


class Cost(NamedTuple):
    """What a test function takes: the seconds of all its cases, and how many they were."""

    seconds: float
    cases: int


@cache
def costs() -> Mapping[str, Cost]:
    """What the test functions take, by their names below `tests/`; those that take next to nothing are not there."""
    found = {}
    for line in SECONDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            seconds, cases, name = line.split()
            found[name] = Cost(float(seconds), int(cases))
    return found


def arrange(items: list[pytest.Item]) -> None:
    """Mark what takes long, put the tests in their order, and those of a file into a group."""
    by_function: dict[str, list[pytest.Item]] = {}
    for it in items:
        by_function.setdefault(_function(it), []).append(it)
    for name, them in by_function.items():
        if any(it.get_closest_marker("long") for it in them):
            continue  # Whoever wrote it has chosen.
        kept = set(kept_of(name, them))
        for it in them:
            if it not in kept:
                it.add_marker(pytest.mark.long)
    of_file: dict[str, float] = {}
    for name, cost in costs().items():
        file = name.partition("::")[0]
        of_file[file] = of_file.get(file, 0) + cost.seconds
    items.sort(key=lambda it: -of_file.get(_below(it.path), 0))
    for it in items:
        file = _below(it.path)
        if file and file not in SPREAD and not any(it.iter_markers("xdist_group")):
            it.add_marker(pytest.mark.xdist_group(SHARED.get(file, file)))


def part_of(items: Sequence[pytest.Item], part: str) -> list[pytest.Item]:
    """Of the tests those of a part, `2/4` say: parts take about as long, and what runs together is in one of them."""
    which, _, parts = part.partition("/")
    if not (which.isdecimal() and parts.isdecimal() and 1 <= int(which) <= int(parts)):
        raise pytest.UsageError(f"`{part}` is no part: write `2/4` for the second of four")
    groups: dict[str, list[pytest.Item]] = {}
    for it in items:
        mark = next(it.iter_markers("xdist_group"), None)
        groups.setdefault(str(mark.args[0]) if mark else it.nodeid, []).append(it)
    lasts = {name: sum(map(_seconds, them)) for name, them in groups.items()}
    filled = [(0.0, at) for at in range(int(parts))]
    found: list[pytest.Item] = []
    for name in sorted(groups, key=lambda it: (-lasts[it], it)):
        seconds, at = heappop(filled)
        heappush(filled, (seconds + lasts[name], at))
        found += groups[name] if at == int(which) - 1 else []
    return found


def _seconds(item: pytest.Item) -> float:
    cost = costs().get(_function(item))
    return cost.seconds / cost.cases if cost else 0.0


def kept_of(name: str, cases: Sequence[T]) -> Sequence[T]:
    """The cases of a test function that are tried every time; all of one that is not known to take long."""
    if name.partition("::")[0] in LONG_FILES:
        return ()
    cost = costs().get(name)
    if cost is None or cost.seconds <= SLOW:
        return cases
    each = cost.seconds / cost.cases
    if each > SLOW:
        return ()
    kept = max(int(SLOW / each), ceil(len(cases) * SHARE))
    return cases if kept >= len(cases) else [cases[at * len(cases) // kept] for at in range(kept)]


def takes_long(path: Path) -> bool:
    """Whether a file is left out where all has to be quick: it takes long, starts commands, or loads corpora."""
    file = _below(path)
    if not file.endswith(".py"):
        return False
    seconds = sum(cost.seconds for name, cost in costs().items() if name.startswith(f"{file}::"))
    return seconds > SLOW or file.startswith(_STARTING)


def all_long(path: Path) -> bool:
    """Whether nothing of a file is run where what takes long is not, so that it need not even be read."""
    return _below(path) in LONG_FILES


def measured(durations: Iterable[tuple[str, float]]) -> str:
    """The text of `tests/seconds.txt` for what each test took, by its id: functions that took a tenth of a second."""
    found: dict[str, list[float]] = {}
    tests: dict[str, float] = {}
    for id_, seconds in durations:
        tests[id_] = tests.get(id_, 0) + seconds
    for id_, seconds in tests.items():
        name = id_.removeprefix(f"{HOME.name}/").partition("[")[0].partition("@")[0]
        found.setdefault(name, []).append(seconds)
    lines = [(sum(them), len(them), name) for name, them in found.items() if sum(them) >= 0.1]
    told = "".join(f"{seconds:.1f} {cases} {name}\n" for seconds, cases, name in sorted(lines, key=lambda it: -it[0]))
    return f"# Seconds of processor, cases and names of the test functions, as `make seconds` measured them.\n{told}"


def _function(item: pytest.Item) -> str:
    """The name of the function that a test is a case of, below the tests; empty for one that is elsewhere."""
    file = _below(item.path)
    return f"{file}::{item.nodeid.partition('::')[2].partition('[')[0].partition('@')[0]}" if file else ""


def _below(path: Path) -> str:
    """A file as it is named below the tests; empty for one that is elsewhere, such as a page."""
    return path.relative_to(HOME).as_posix() if path.is_relative_to(HOME) else ""
