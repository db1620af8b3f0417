"""Mutants of the engine's code: a small change of a line should make some test fail that runs the line.

    PYTHONPATH=engine:tests python tests/python_mutants.py                  a sample of 600, drawn by seed 1
    PYTHONPATH=engine:tests python tests/python_mutants.py --room terms     those of one room
    PYTHONPATH=engine:tests python tests/python_mutants.py --map            find out first which tests run which line

A mutant is a module with one thing changed: a comparison, `and` for `or`, a condition turned round, a number, a truth
value, an operator, a value that is no longer returned, a statement that is left out. It is tried on the tests that run
its line, of its own test file first, until one fails or as many have passed as the bound allows: then it lives. Without
a map it is tried on the tests of its room. No file is changed: a copy of a process that has everything imported
exchanges the functions (`warm.py`), and what is done on import is changed as it is imported. What became of each is
kept in `.mutants-python.jsonl`, by the text of its module and of its tests, so that a run goes on where it was ended
and leaves out what has not changed.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import order
from warm import Warm, collected, exchanged

HOME = Path(__file__).parent
ROOT = HOME.parent
ENGINE = ROOT / "engine"
BOOK = ROOT / ".mutants-python.jsonl"
MAP = ROOT / ".mutants-coverage"

ROOMS = ("terms", "program", "solving", "reasons", "answers", "batch")
"""The rooms that decide what is answered."""

SAMPLE = 600
LONGEST = 600
"""Seconds after which tests that do not end have noticed."""

BOUND = 20.0
"""Seconds that the tests of a mutant are known to take together, beyond which no more of them are tried."""

DEAR = 5.0
"""Seconds that a test may take at most to be tried at all."""

MOST_TESTS = 200
"""Tests that run a line, of which more are left out: what so many do not notice, more hardly will."""

WHICH = "DEDERE_MUTANT"
"""The variable of the environment that tells a run of the tests its mutant: a path, and the number of a change."""

Apply = Callable[[], None]


class Change(NamedTuple):
    """A thing that can be changed in a module: where, in what way, and how it is done."""

    line: int
    kind: str
    apply: Apply


class Mutant(NamedTuple):
    """A module with one of its changes made."""

    path: str
    number: int
    line: int
    kind: str

    @property
    def module(self) -> str:
        """The module by the name it is imported by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


# ------------------------------------------------------------------------------------------------------------- changes

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_ASIDE = frozenset({"annotation", "returns", "decorator_list", "type_params", "bases"})
"""What says something of the code, and does nothing."""


def changes(tree: ast.Module) -> Iterator[Change]:
    """All that can be changed in a module, in an order that is always the same."""
    for node in _nodes(tree):
        yield from _of_node(node)


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name not in _ASIDE:
            for it in value if isinstance(value, list) else [value]:
                if isinstance(it, ast.AST):
                    yield from _nodes(it)


def _of_node(node: Any) -> Iterator[Change]:
    def put(kind: str, where: Any, name: str, new: object) -> Change:
        return Change(getattr(node, "lineno", 0), kind, lambda: setattr(where, name, new))

    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if type(op) in _COMPARED:
                ops = [*node.ops[:at], _COMPARED[type(op)](), *node.ops[at + 1 :]]
                yield put("comparison", node, "ops", ops)
    elif isinstance(node, ast.BoolOp):
        yield put("and or or", node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield put("condition", node, "test", _not(node.test))
    elif isinstance(node, ast.comprehension):
        for at, it in enumerate(node.ifs):
            new = [*node.ifs[:at], _not(it), *node.ifs[at + 1 :]]
            yield Change(it.lineno, "condition", lambda new=new: setattr(node, "ifs", new))  # type: ignore[misc]
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:
        yield put("operator", node, "op", _COMPUTED[type(node.op)]())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield put("truth value", node, "value", not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield put("number", node, "value", node.value + 1)
    elif isinstance(node, ast.Return) and node.value is not None and not _nothing(node.value):
        yield put("return", node, "value", ast.copy_location(ast.Constant(None), node))
    for name in ("body", "orelse", "finalbody"):
        yield from _left_out(getattr(node, name, None))


def _left_out(body: object) -> Iterator[Change]:
    """Statements that can be left out: what is assigned at the top of a module is missed by everything."""
    if not isinstance(body, list):
        return
    for at, it in enumerate(body):
        called = isinstance(it, ast.Expr) and not isinstance(it.value, ast.Constant)
        if called or isinstance(it, (ast.AugAssign, ast.Continue, ast.Break, ast.Raise)):
            passed = ast.copy_location(ast.Pass(), it)
            yield Change(it.lineno, "left out", lambda at=at, passed=passed: body.__setitem__(at, passed))  # type: ignore[misc]


def _not(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.copy_location(ast.UnaryOp(ast.Not(), test), test)


def _nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


@cache
def _text(path: str) -> str:
    return (ENGINE / path).read_text(encoding="utf-8")


def mutants(rooms: Iterable[str] = ROOMS) -> list[Mutant]:
    """Every mutant of the modules of some rooms."""
    found = []
    for room in rooms:
        for file in sorted((ENGINE / "dedere" / room).rglob("*.py")):
            path = file.relative_to(ENGINE).as_posix()
            found += [Mutant(path, at, it.line, it.kind) for at, it in enumerate(changes(ast.parse(_text(path))))]
    return found


def changed(path: str, number: int) -> ast.Module:
    """A module with one of its changes made."""
    tree = ast.parse(_text(path))
    next(it for at, it in enumerate(changes(tree)) if at == number).apply()
    return ast.fix_missing_locations(tree)


# -------------------------------------------------------------------------------------------------------------- import


class _Changed(MetaPathFinder, Loader):
    """Imports one module changed, and leaves all others to those who import them."""

    def __init__(self, mutant: tuple[str, int]) -> None:
        self._path, self._number = mutant
        self._module = Mutant(self._path, self._number, 0, "").module

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """The way to the changed module, where it is asked for."""
        if fullname != self._module:
            return None
        package = self._path.endswith("__init__.py")
        spec = spec_from_loader(fullname, self, origin=str(ENGINE / self._path), is_package=package)
        if spec is not None and package:
            spec.submodule_search_locations = [str((ENGINE / self._path).parent)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run it, changed."""
        module.__file__ = str(ENGINE / self._path)
        code = compile(changed(self._path, self._number), module.__file__, "exec")
        exec(code, module.__dict__)  # noqa: S102  # our own code


def install() -> None:
    """From now on the module that the environment names is imported changed."""
    path, _, number = os.environ[WHICH].rpartition(":")
    sys.meta_path.insert(0, _Changed((path, int(number))))


if WHICH in os.environ:
    install()  # As a plugin of pytest this is imported before anything of the tests is.


# --------------------------------------------------------------------------------------------------------------- tests


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes so long that no mutant is tried on it."""
    left_out = [it for it in items if _dear(it)]
    items[:] = [it for it in items if it not in {*left_out}]
    config.hook.pytest_deselected(items=left_out)


def _dear(item: pytest.Item) -> bool:
    name = item.nodeid.removeprefix("tests/").partition("[")[0].partition("@")[0]
    cost = order.costs().get(name)
    if not item.get_closest_marker("long"):
        return False
    shared = name.partition("::")[0] in order.LONG_FILES
    return shared or cost is None or cost.seconds > BOUND or cost.seconds / cost.cases > DEAR


def draw_map(extra: Sequence[str]) -> None:
    """Run the tests once, to learn which of them run which line."""
    # A test that is given an answer again runs none of the lines that made it.
    env = {**os.environ, "COVERAGE_FILE": str(MAP), "DEDERE_ANEW": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "--cov=dedere", "--cov-context=test", "--cov-report="]
    command += ["--cov-fail-under=0", "-p", "python_mutants", *(extra or ["tests"])]
    subprocess.run(command, cwd=ROOT, env=env, check=False)


@cache
def _contexts(path: str) -> dict[int, list[str]]:
    if not MAP.exists():
        return {}
    from coverage import CoverageData

    data = CoverageData(str(MAP))
    data.read()
    return data.contexts_by_lineno(str(ENGINE / path))


@cache
def _lines() -> Mapping[str, int]:
    """How many lines of the rooms each test runs."""
    found = Counter[str]()
    for path in {it.path for it in mutants()}:
        for them in _contexts(path).values():
            found.update({it.partition("|")[0] for it in them})
    return found


def _seconds(test: str) -> float:
    """What a test is known to take."""
    cost = order.costs().get(test.removeprefix("tests/").partition("[")[0].partition("@")[0])
    return cost.seconds / cost.cases if cost else 0.01


def tests_of(mutant: Mutant) -> list[str]:
    """The tests that run the line of a mutant, as many as the bound allows; those of its room where none is known.

    Those of its own file come first, then those of its room; of these what is quick, and what runs few lines. Behind
    all that run the line come those of its own file that run anything of its module, which would else crowd them out.
    For what is done on import they are all that run anything of its module.
    """
    inside = Path(mutant.path).relative_to("dedere")
    own = (Path("tests") / inside.parent / f"test_{inside.name}").as_posix()
    room = (Path("tests") / inside.parts[0]).as_posix()
    run = {it.partition("|")[0] for it in _contexts(mutant.path).get(mutant.line, ()) if it}
    known = set(run)
    if not known and not MAP.exists():
        return [*([own] if (ROOT / own).exists() else []), room]
    if mutant.line in _contexts(mutant.path):
        of_module = {it.partition("|")[0] for them in _contexts(mutant.path).values() for it in them if it}
        # What is run on import no test runs alone, and what is run on loading only the first that loads the same.
        known |= {it for it in of_module if not known or it.startswith(own)}

    def near(test: str) -> tuple[object, ...]:
        last = bool(run) and test not in run
        return last, not test.startswith(own), not test.startswith(room), round(_seconds(test), 1), _lines()[test], test

    found: list[str] = []
    left = BOUND
    for it in sorted(known, key=near):
        left -= _seconds(it)
        if left >= 0 or not found:
            found.append(it)
    return found[:MOST_TESTS]


def fate(mutant: Mutant, process: Warm) -> str | None:
    """What notices a mutant; None where nothing does."""
    tests = {it: _seconds(it) for it in tests_of(mutant) if process.known(it)}
    file = str(ENGINE / mutant.path)
    before = compile(ast.parse(_text(mutant.path)), file, "exec")
    pairs = exchanged(before, compile(changed(mutant.path, mutant.number), file, "exec"))
    while tests and pairs is not None:
        try:
            found = process.run(tests, file, pairs)
        except LookupError:
            break
        if found is None or process.sound(found, tests):
            return found
        if tests.pop(found, None) is None:  # A test that fails here without any change tells nothing.
            return None
    return killer(mutant)


def killer(mutant: Mutant) -> str | None:
    """What notices a mutant in a process of its own: so is tried what is done when a module is imported."""
    env = {**os.environ, WHICH: f"{mutant.path}:{mutant.number}", "PYTHONDONTWRITEBYTECODE": "1"}
    tests = tests_of(mutant)
    if not tests:
        return None
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header"]
    command += ["-p", "python_mutants", "-p", "no:cacheprovider"]
    try:
        run = subprocess.run(
            [*command, *tests],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "no end"
    if run.returncode == 0:
        return None
    lines = [it for it in run.stdout.splitlines() if it.startswith(("FAILED", "ERROR"))]
    return lines[0].partition(" ")[2].partition(" - ")[0] if lines else "it cannot be imported"


def _key(mutant: Mutant) -> str:
    """What the fate of a mutant depends on: the text of its module, and of the tests that it is tried on."""
    digest = hashlib.sha256(f"{mutant} {_text(mutant.path)}".encode())
    files = {it.partition("::")[0] for it in tests_of(mutant)}
    for name in sorted(files):
        for file in sorted((ROOT / name).rglob("*.py")) if (ROOT / name).is_dir() else [ROOT / name]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:24]


def main() -> int:
    """Try a sample, tell the survivors, and return 1 if fewer than 90 of 100 are noticed."""
    options = argparse.ArgumentParser(description="Change the engine a little, and see whether a test notices.")
    options.add_argument("--sample", type=int, default=SAMPLE, help="how many mutants are drawn")
    options.add_argument("--seed", type=int, default=1, help="by which seed")
    options.add_argument("--room", action="append", choices=ROOMS, help="of which rooms; by default of all that decide")
    options.add_argument("--map", nargs="*", help="find out first which of these tests run which line; by default all")
    asked = options.parse_args()
    if asked.map is not None:
        draw_map(asked.map)
    every = mutants(asked.room or ROOMS)
    found = Random(asked.seed).sample(every, min(asked.sample, len(every)))
    kept = dict(json.loads(it) for it in BOOK.read_text(encoding="utf-8").splitlines()) if BOOK.exists() else {}
    fates: dict[Mutant, str | None] = {}

    def work(process: Warm) -> None:
        began = time.monotonic()
        with BOOK.open("a", encoding="utf-8") as book:
            for at, mutant in enumerate(found, 1):
                key = _key(mutant)
                if key not in kept:
                    kept[key] = fate(mutant, process)
                    book.write(f"{json.dumps([key, kept[key]])}\n")
                    book.flush()
                fates[mutant] = kept[key]
                if kept[key] is None:
                    line = _text(mutant.path).splitlines()[mutant.line - 1].strip()
                    print(f"survived: {mutant.path}:{mutant.line}: {mutant.kind} in `{line}`", flush=True)
                if at % 20 == 0:
                    print(f"{at} of {len(found)} ({time.monotonic() - began:.0f} s)", flush=True)

    collected(sorted({test.partition("::")[0] for it in found for test in tests_of(it)}), work)
    for room in ROOMS:
        them = [fate for mutant, fate in fates.items() if mutant.path.split("/")[1] == room]
        if them:
            print(f"{room}: {len(them) - them.count(None)} of {len(them)}")
    killed = sum(it is not None for it in fates.values())
    print(
        f"{killed} of {len(fates)} of {len(every)} mutants were noticed: {100 * killed / max(1, len(fates)):.1f} of 100"
    )
    return 0 if killed >= 0.9 * len(fates) else 1


if __name__ == "__main__":
    sys.exit(main())
