"""The house: short modules, each with a docstring and a test of its own; rooms that import nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import dedere

ROOT = Path(__file__).parent.parent
SOURCES = {
    "dedere": ROOT / "engine" / "dedere",
    "dedere_serve": ROOT / "serve" / "dedere_serve",
    "dedere_cli": ROOT / "cli" / "dedere_cli",
}
IN_ONE = {"dedere_serve": ["serve"], "dedere_cli": ["cli"]}
"""The packages whose tests stand in one room."""

LONGEST_MODULE = 400
LONGEST_CLASS = 220

ELSEWHERE = {
    "dedere/__init__.py": "test_face.py",
    "dedere_cli/__main__.py": "cli/test_entry.py",
}
"""The two modules whose names no test can bear, and the tests of theirs."""


def modules() -> dict[str, Path]:
    """Every module by its path from its package on."""
    return {
        f"{package}/{path.relative_to(home).as_posix()}": path
        for package, home in SOURCES.items()
        for path in sorted(home.rglob("*.py"))
    }


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def mirror(name: str) -> str:
    """The test file that a module has: of the same name, in the room of the same name; all of the command in one."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    package, *rooms, module = name.split("/")
    return "/".join([*IN_ONE.get(package, rooms), f"test_{module}"])


def _does_something(tree: ast.Module) -> bool:
    """Whether anything but docstrings, imports for type checkers and tables of names stands in an `__init__`."""
    return any(
        not isinstance(it, (ast.Assign, ast.AnnAssign, ast.FunctionDef))
        and not (isinstance(it, ast.Expr) and isinstance(it.value, ast.Constant))
        and not (isinstance(it, ast.If) and isinstance(it.test, ast.Name) and it.test.id == "TYPE_CHECKING")
        and not (isinstance(it, ast.ImportFrom) and it.module in ("typing", "__future__"))
        for it in tree.body
    )


def faults() -> Iterator[tuple[str, str]]:
    """What does not hold of which module, each with the number of lines where that is what it is about."""
    for name, path in modules().items():
        inner = name.endswith("/__init__.py")
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > LONGEST_MODULE:
            yield f"long module: {name}", f"{length} lines"
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef):
                assert node.end_lineno is not None
                if (length := node.end_lineno - node.lineno + 1) > LONGEST_CLASS:
                    yield f"long class: {name} {node.name}", f"{length} lines"
        if not (ast.get_docstring(_tree(path)) or "").strip():
            yield f"no docstring: {name}", ""
        if inner and name not in ELSEWHERE:
            if _does_something(_tree(path)):
                yield f"an `__init__` that does something: {name}", ""
        elif not (ROOT / "tests" / mirror(name)).is_file():
            yield f"no test: {name}", mirror(name)


def test_the_house_holds() -> None:
    assert dict(faults()) == {}


def test_no_room_bears_the_name_of_a_public_function() -> None:
    """Once the room is imported, the name would mean the module."""
    functions = {it for it in dedere.__all__ if callable(getattr(dedere, it)) and it.islower()}
    rooms = {it.name.removesuffix(".py") for it in SOURCES["dedere"].iterdir()}
    assert {"assess", "compare", "flip"} <= functions
    assert {"reasons", "terms", "engine"} <= rooms
    assert not functions & rooms


@pytest.mark.parametrize(
    ("source", "does"),
    [
        ('"""A room."""\n', False),
        ('from typing import Any\n_HOMES = {"a": "b"}\ndef __getattr__(name: str) -> Any: ...\n', False),
        ("from dedere.engine import Engine\n", True),
        ("print()\n", True),
    ],
    ids=["docstring", "table", "import", "statement"],
)
def test_an_init_that_does_something_is_seen(source: str, does: bool) -> None:
    assert _does_something(ast.parse(source)) is does


def test_mirrors_of_modules() -> None:
    assert mirror("dedere/reasons/proofs.py") == "reasons/test_proofs.py"
    assert mirror("dedere/loading.py") == "test_loading.py"
    assert mirror("dedere_cli/commands/assess.py") == "cli/test_assess.py"
    names = [mirror(it) for it in modules() if not it.endswith("/__init__.py")]
    assert len(names) == len(set(names)), "two modules would share a test"
