"""The machine that makes mutants of the engine: what it changes, what it leaves alone, and how a change is imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import python_mutants
from python_mutants import Mutant, changes

CODE = '''
"""A page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

MOST = 3


def first(of: list[int], least: int = 2) -> int | None:
    """The first."""
    for it in of:
        if it >= least and it != MOST:
            return it
        print(it + 1)
    return None
'''


def _made() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for at, it in enumerate(changes(ast.parse(CODE))):
        tree = ast.parse(CODE)
        list(changes(tree))[at].apply()
        found.setdefault(it.kind, []).append(ast.unparse(ast.fix_missing_locations(tree)))
    return found


def test_each_kind_of_change_is_made_alone() -> None:
    made = _made()
    assert [[line for line in it.splitlines() if line.strip().startswith("if it")] for it in made["comparison"]] == [
        ["        if it > least and it != MOST:"],
        ["        if it >= least and it == MOST:"],
    ]
    assert "if it >= least or it != MOST" in made["and or or"][0]
    assert "if not (it >= least and it != MOST)" in made["condition"][0]
    assert [it for it in ("MOST = 4", "least: int=3", "it + 2") if not any(it in text for text in made["number"])] == []
    assert "it - 1" in made["operator"][0]
    assert "            return None" in made["return"][0]
    assert "print" not in made["left out"][0]


def test_what_does_nothing_is_left_alone() -> None:
    for texts in _made().values():
        for text in texts:
            assert '"""A page."""' in text
            assert "if TYPE_CHECKING:" in text
            assert "list[int]" in text
    assert len(_made()["return"]) == 1  # To return nothing instead of nothing is no change.


def test_every_mutant_can_be_compiled() -> None:
    found = python_mutants.mutants(["terms"])
    assert len(found) > 200
    for it in found[::25]:
        compile(python_mutants.changed(it.path, it.number), it.path, "exec")
        assert it.module.startswith("dedere.terms.")


def test_the_tests_of_a_line_are_those_of_its_own_file_first(monkeypatch: pytest.MonkeyPatch) -> None:
    mutant = Mutant("dedere/terms/unify.py", 0, 30, "comparison")
    monkeypatch.setattr(python_mutants, "_contexts", lambda path: {})
    assert python_mutants.tests_of(mutant) == ["tests/terms/test_unify.py", "tests/terms"]
    run = [
        "tests/test_dates.py::test_a|run",
        "tests/terms/test_reader.py::test_b|run",
        "tests/terms/test_unify.py::test_c|run",
        "",
    ]
    monkeypatch.setattr(python_mutants, "_contexts", lambda path: {30: run})
    assert python_mutants.tests_of(mutant) == [
        "tests/terms/test_unify.py::test_c",
        "tests/terms/test_reader.py::test_b",
        "tests/test_dates.py::test_a",
    ]


def test_what_is_changed_is_noticed() -> None:
    """The whole way: a sum that is off by one fails the tests of its module."""
    path = "dedere/terms/values.py"
    found = [it for it in python_mutants.mutants(["terms"]) if it.path == path and it.kind == "return"]
    assert (python_mutants.killer(found[0]) or "").startswith("tests/terms/test_")


def test_a_module_is_imported_changed_and_no_file_is() -> None:
    path = "dedere/dates.py"
    tree = ast.parse((python_mutants.ENGINE / path).read_text(encoding="utf-8"))
    number = next(at for at, it in enumerate(changes(tree)) if it.kind == "return")
    script = (
        "import os, sys; sys.path[:0] = sys.argv[1:3]\n"
        f"os.environ['DEDERE_MUTANT'] = '{path}:{number}'\n"
        "import python_mutants\n"
        "from datetime import date; from dedere import dates\n"
        "print([dates.as_date(20250101), dates.number(date(2025, 1, 1)), dates.__file__])"
    )
    before = (python_mutants.ENGINE / path).read_bytes()
    tests, engine = str(Path(__file__).parent), str(python_mutants.ENGINE)
    run = subprocess.run([sys.executable, "-c", script, tests, engine], capture_output=True, text=True, check=True)
    assert "None" in run.stdout
    assert (python_mutants.ENGINE / path).read_bytes() == before
