"""In what order and company the tests run: what takes longest begins first, and what shares its work stays together.

With several workers (`--dist loadgroup`) the tests of a file stay with one of them, since they share what the file
works out once; so do the cases of one case file. Files whose tests share nothing are spread over all.
"""

from __future__ import annotations

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
    "test_goldens.py",
    "test_decision_table.py",
    "test_given.py",
    "test_hostile.py",
    "test_loading.py",
    "exchange/test_shapes.py",
    "views/test_dossier.py",
    "reporting/test_dossier.py",
    "test_python_mutants.py",
)
"""The files that take longest, which begin first."""

SPREAD = frozenset(
    {"test_properties.py", "test_regimes.py", "reasons/test_proofs.py", "test_given.py", "test_hostile.py"}
)
"""Of these the ones whose tests share nothing."""

_STARTING = ("cli/", "packs/", "exchange/", "comparing/", "batch/")


def arrange(items: list[pytest.Item]) -> None:
    """Put the tests in their order, and those of a file into a group."""
    ranks = {name: rank for rank, name in enumerate(LONG)}
    items.sort(key=lambda it: ranks.get(_below(it.path), len(LONG)))
    for it in items:
        file = _below(it.path)
        if file and file not in SPREAD and not any(it.iter_markers("xdist_group")):
            it.add_marker(pytest.mark.xdist_group(file))


def takes_long(path: Path) -> bool:
    """Whether a file is left out where the answer is wanted at once: it asks very many questions, or loads corpora."""
    file = _below(path)
    return file in LONG or (file.startswith(_STARTING) and file.endswith(".py"))


def _below(path: Path) -> str:
    """A file as it is named below the tests; empty for one that is elsewhere, such as a page."""
    return path.relative_to(HOME).as_posix() if path.is_relative_to(HOME) else ""
