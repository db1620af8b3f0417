"""The machine that makes mutants of the engine: what it changes, what it leaves alone, and how a change is imported."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import python_mutants
from python_mutants import Mutant, changes
from warm import exchanged

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


def _run_by(*tests: str) -> Callable[[str], dict[int, list[str]]]:
    return lambda path: {30: [*(f"{it}|run" for it in tests), ""]} if path.endswith("unify.py") else {}


@pytest.fixture
def mutant(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mutant]:
    python_mutants._lines.cache_clear()
    yield Mutant("dedere/terms/unify.py", 0, 30, "comparison")
    monkeypatch.undo()
    python_mutants._lines.cache_clear()


def test_the_tests_of_a_line_are_those_of_its_own_file_first(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(python_mutants, "_contexts", lambda path: {})
    monkeypatch.setattr(python_mutants, "MAP", tmp_path / "none")
    assert python_mutants.tests_of(mutant) == ["tests/terms/test_unify.py", "tests/terms"]
    run = ["tests/test_dates.py::test_a", "tests/terms/test_reader.py::test_b", "tests/terms/test_unify.py::test_c"]
    monkeypatch.setattr(python_mutants, "_contexts", _run_by(*run))
    assert python_mutants.tests_of(mutant) == run[::-1]


def test_what_no_test_runs_is_tried_on_none_and_what_is_run_on_import_on_those_of_its_module(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(python_mutants, "MAP", tmp_path)
    monkeypatch.setattr(python_mutants, "_contexts", lambda path: {30: [""], 32: ["a|run"]})
    assert python_mutants.tests_of(mutant) == ["a"]
    assert python_mutants.tests_of(mutant._replace(line=31)) == []
    assert python_mutants.killer(mutant._replace(line=31)) is None


def test_what_is_quick_comes_first_and_what_is_beyond_the_bound_is_left_out(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    took = {"a": 30.0, "b": 5.0, "c": 9.0, "d": 10.0}
    monkeypatch.setattr(python_mutants, "_seconds", took.__getitem__)
    monkeypatch.setattr(python_mutants, "_contexts", _run_by("a", "b", "c", "d"))
    assert python_mutants.tests_of(mutant) == ["b", "c"]
    monkeypatch.setattr(python_mutants, "_contexts", _run_by("a"))
    assert python_mutants.tests_of(mutant) == ["a"]  # One is tried however long it takes.


def test_of_tests_that_take_as_long_that_of_fewer_lines_comes_first(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts = {29: ["a|run", "b|run"], 30: ["a|run", "b|run"], 31: ["a|run"]}
    monkeypatch.setattr(python_mutants, "_contexts", lambda path: contexts if path == mutant.path else {})
    assert python_mutants.tests_of(mutant) == ["b", "a"]


def test_tests_of_its_own_file_are_tried_whichever_line_of_its_module_they_run_behind_those_that_run_the_line(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one test has loaded is kept for the next, which then runs none of the lines that loaded it."""
    own = [f"tests/terms/test_unify.py::test_{it}" for it in "abc"]
    contexts = {30: [f"{own[1]}|run", "z|run"], 31: [f"{it}|run" for it in (*own, "y")]}
    monkeypatch.setattr(python_mutants, "_contexts", lambda path: contexts if path == mutant.path else {})
    assert python_mutants.tests_of(mutant) == [own[1], "z", own[0], own[2]]


def test_what_differs_in_functions_can_be_exchanged_and_what_is_done_on_import_cannot() -> None:
    for at, it in enumerate(changes(ast.parse(CODE))):
        tree = ast.parse(CODE)
        list(changes(tree))[at].apply()
        changed = compile(ast.fix_missing_locations(tree), "page.py", "exec")
        pairs = exchanged(compile(CODE, "page.py", "exec"), changed)
        on_import = it.kind == "number" and it.line < 14  # A constant, and what an argument is by default.
        assert pairs is None if on_import else [was.co_name for was, _ in pairs or ()] == ["first"]
    assert exchanged(compile(CODE, "page.py", "exec"), compile(CODE, "page.py", "exec")) == []


WARM = """
import warm

def work(process):
    from dedere.terms import values
    file = values.__file__
    was = values.text.__code__
    now = (lambda canonical: None).__code__
    known = [it for it in process._items if "test_text_undoes_quote" in it][:1]
    tests = dict.fromkeys(known, 0.1)
    print("without", process.run(tests, file, []))
    print("with", process.run(tests, file, [(was, now)]))
    print("after", process.run(tests, file, []), values.text('"a"'))
    print("sound", process.sound(known[0], tests))
    warm.LONGEST = 1
    def forever(canonical):
        while True:
            pass
    print("forever", process.run(tests, file, [(was, forever.__code__)]))
    def gone(canonical):
        import os
        os._exit(3)
    print("gone", process.run(tests, file, [(was, gone.__code__)]))
    try:
        process.run(tests, file, [(now, was)])
    except LookupError:
        print("no function has this code")

warm.collected(["tests/terms/test_values.py"], work)
"""


def test_tests_are_run_in_copies_of_one_process_of_which_no_other_sees_anything() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WARM], cwd=python_mutants.ROOT, env=_env(), capture_output=True, text=True, check=True
    )
    lines = [it for it in run.stdout.splitlines() if it]
    assert "without None" in lines
    assert "with tests/terms/test_values.py::test_text_undoes_quote" in lines
    assert "after None a" in lines
    assert "sound True" in lines
    assert {"forever no end", "gone no end", "no function has this code"} <= {*lines}


def _env() -> dict[str, str]:
    folders = [str(python_mutants.ROOT / it) for it in ("engine", "serve", "cli", "tests")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}


def test_what_is_changed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way: a sum that is off by one fails the tests of its module."""
    monkeypatch.setattr(python_mutants, "_contexts", lambda path: {})
    monkeypatch.setattr(python_mutants, "MAP", python_mutants.ROOT / "no map")
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
