"""In what order and company the tests run: what takes longest begins first, and what shares its work stays together.

With several workers (`--dist loadgroup`) the tests of a file stay with one of them, since they share what the file
works out once; so do the cases of one case file. Files whose tests share nothing are spread over all.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

HOME = Path(__file__).parent

LONG = (
    "test_plain_clingo.py",
    "test_second_opinion.py",
    "cases/test_coverage.py",
    "test_properties.py",
    "test_regimes.py",
    "reasons/test_proofs.py",
    "test_mutants.py",
    "cli/test_packs.py",
    "comparing/test_record.py",
    "cases/test_rewriting.py",
    "batch/test_visits.py",
    "cases/test_together.py",
    "test_examples.py",
    "test_decision_table.py",
    "test_given.py",
    "test_hostile.py",
    "test_loading.py",
)
"""The files that take longest, which begin first."""

SPREAD = frozenset(
    {"test_properties.py", "test_regimes.py", "reasons/test_proofs.py", "test_given.py", "test_hostile.py"}
)
"""Of these the ones whose tests share nothing."""

_STARTING = ("cli/", "packs/", "exchange/", "comparing/", "batch/")


def arrange(items: list[pytest.Item], quick: bool) -> list[pytest.Item]:
    """Put the tests in their order and groups; with `quick` those are taken out and returned that take long."""
    ranks = {name: rank for rank, name in enumerate(LONG)}
    items.sort(key=lambda it: ranks.get(file_of(it), len(LONG)))
    for it in items:
        file = file_of(it)
        if file and file not in SPREAD and not any(it.iter_markers("xdist_group")):
            it.add_marker(pytest.mark.xdist_group(file))
    out = [it for it in items if quick and takes_long(file_of(it))]
    items[:] = _without(items, out)
    return out


def file_of(item: pytest.Item) -> str:
    """The file of a test, below the tests; empty for an example of a page or a docstring."""
    return item.path.relative_to(HOME).as_posix() if item.path.is_relative_to(HOME) else ""


def takes_long(file: str) -> bool:
    """Whether a file is left out where the answer is wanted at once: it asks very many questions, or loads corpora."""
    return file in LONG or file.startswith(_STARTING)


def _without(items: Iterable[pytest.Item], out: Iterable[pytest.Item]) -> list[pytest.Item]:
    gone = set(map(id, out))
    return [it for it in items if id(it) not in gone]
