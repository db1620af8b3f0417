"""The public face: what can be imported, what it is called, and what it takes."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import pydoc
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import dedere
from dedere.errors import DedereError

ROOT = Path(__file__).parents[1]

QUESTION: dict[str, Any] = {"person": "putin", "host": "India", "on": "2025-12-05"}
FUNCTIONS = tuple(it for it in dedere.__all__ if it.islower() and not it.startswith("_"))


def modules() -> list[str]:
    """The names of all modules of the library."""
    return [it.name for it in pkgutil.walk_packages(dedere.__path__, "dedere.")]


def test_every_name_is_there_and_no_room_has_the_name_of_a_function() -> None:
    for name in modules():
        importlib.import_module(name)
    for name in dedere.__all__:
        value = getattr(dedere, name)
        assert not isinstance(value, type(sys)), name
        assert name in dir(dedere)
    assert all(callable(getattr(dedere, name)) for name in FUNCTIONS)
    assert dedere.assess("putin", "India", on="2025-12-05").verdict == "not_obliged"


FOR_CONTRIBUTORS = ("docs", "browser", "engines")
"""The extras that nobody needs for an answer."""


def _extras() -> dict[str, list[str]]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {**declared["optional-dependencies"]}


def test_all_extras_are_those_that_the_page_lists() -> None:
    extras = _extras()
    (all_,) = extras.pop("all")
    extras.pop("dev")
    assert all_ == f"dedere[{','.join(it for it in extras if it not in FOR_CONTRIBUTORS)}]"
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    for name, requirements in extras.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `[{name}]` |"))
        for it in requirements:
            assert f"`{it.partition('>')[0]}`" in row


def test_nothing_that_only_an_extra_brings_is_imported() -> None:
    """Neither by the library, nor by any command, whatever is imported of them but what an extra is for."""
    brought = {
        "hypothesis",
        "pyarrow",
        "resvg_py",
        "docx",
        "icalendar",
        "fastapi",
        "uvicorn",
        "mcp",
        "font_source_sans_pro",
    }
    script = (
        "import importlib, pkgutil, sys, dedere, dedere_cli\n"
        "for package in (dedere, dedere_cli):\n"
        "    for it in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        it.name.endswith(('__main__', 'testing.strategies')) or importlib.import_module(it.name)\n"
        f"print(sorted({brought!r} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_reading_a_name_imports_nothing_heavy() -> None:
    script = "import sys, dedere; dir(dedere); dedere.UsageError; print({'clingo', 'pydantic'} & set(sys.modules))"
    env = {"PYTHONPATH": str(Path(str(dedere.__file__)).parents[1])}
    run = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_a_name_that_is_none() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'assesss'"):
        dedere.assesss  # noqa: B018


@pytest.mark.parametrize("on", ["2025-12-05", "20251205", 20251205, date(2025, 12, 5), datetime(2025, 12, 5, 9)])  # noqa: DTZ001
def test_a_day_in_every_form(on: Any) -> None:
    query = dedere.ask("putin", "India", on=on)
    assert (query.first, query.last, query.question.first_day) == (20251205, 20251205, date(2025, 12, 5))


def test_a_query_is_answered_as_its_parts_are() -> None:
    query = dedere.ask("putin", "India", on="2025-12-05", suppose="deposited(ind,rome,20250901)")
    parts: dict[str, Any] = {"on": "2025-12-05", "suppose": ["deposited(ind,rome,20250901)"]}
    assert dedere.assess(query) == dedere.assess("putin", "India", **parts)
    assert dedere.compare(query) == dedere.compare("putin", "India", **parts)
    assert dedere.flip(query, to="not_obliged") == dedere.flip("putin", "India", to="not_obliged", **parts)
    template = "signed(S,rome,20250101) : part_of(greenland,S)"
    assert dedere.grid(query, suppose_each=template) == dedere.grid("putin", "India", suppose_each=template, **parts)


def test_a_question_is_solved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from dedere.answers import solution
    from dedere.solving import ground

    made: list[object] = []
    grounded = ground.Grounded

    def counting(*args: Any, **kwargs: Any) -> Any:
        made.append(args)
        return grounded(*args, **kwargs)

    monkeypatch.setattr(solution, "Grounded", counting)
    query = dedere.ask("putin", "India", on="2025-12-05", suppose=["deposited(ind,rome,20250901)"])
    dedere.assess(query)
    dedere.compare(query)
    assert len(made) == 2


WRONG: list[dict[str, Any]] = [
    {"person": None},
    {"person": 3},
    {"host": b"IND"},
    {"on": 2.5},
    {"on": True},
    {"on": float("nan")},
    {"presence": 1},
    {"suppose": 5},
    {"suppose": [None]},
    {"withdraw": [3]},
    {"school": ["court"]},
    {"known_on": 1.5},
    {"on": None, "last": "2025-12-05"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_wrong_types_are_told_as_faults_of_the_question(wrong: dict[str, Any]) -> None:
    for function in (dedere.ask, dedere.assess, dedere.compare, dedere.flip):
        asked = {**QUESTION, **wrong}
        with pytest.raises(DedereError) as refused:
            function(asked.pop("person"), asked.pop("host"), **asked)
        assert refused.value.exit_code == 2
        assert refused.value.hint


def _types(annotation: Any) -> Iterator[type]:
    """The classes of the library that an annotation speaks of."""
    if isinstance(annotation, type) and annotation.__module__.startswith("dedere"):
        yield annotation
    for it in get_args(annotation):
        yield from _types(it)


def _fields(model: type) -> Iterator[Any]:
    """What the fields and properties of a type are declared to be."""
    if issubclass(model, tuple) or is_dataclass(model) or hasattr(model, "model_fields"):
        yield from (it for name, it in get_type_hints(model).items() if not name.startswith("_"))
        yield from (get_type_hints(it.fget)["return"] for it in vars(model).values() if isinstance(it, property))


def test_every_type_that_a_user_gets_is_in_the_face() -> None:
    kept = {"Stay"}  # What an explanation reads its reasons from, no part of what it says.
    waiting = [it for name in FUNCTIONS for it in _types(get_type_hints(getattr(dedere, name))["return"])]
    seen: set[type] = set()
    while waiting:
        found = waiting.pop()
        if found in seen or found.__name__ in kept:
            continue
        seen.add(found)
        assert getattr(dedere, found.__name__, None) is found, f"{found.__module__}.{found.__name__}"
        if found not in (dedere.Query, dedere.Engine, dedere.Corpus):
            waiting += [it for annotation in _fields(found) for it in _types(annotation)]
    assert len(seen) > 30


def test_help_tells_every_name_with_its_meaning() -> None:
    told = pydoc.plain(pydoc.render_doc(dedere))
    for name in {*dedere.__all__} - {"__version__"}:
        assert name in told
        value = getattr(dedere, name)
        if isinstance(value, type) or inspect.isroutine(value):
            assert inspect.getdoc(value), name


def test_a_type_checker_sees_the_face(tmp_path: Path) -> None:
    script = tmp_path / "user.py"
    lines = [
        f"reveal_type(dedere.{name})" for name in dedere.__all__ if name not in ("Day", "Verdict", "Standing", "Level")
    ]
    script.write_text("\n".join(["import dedere", *lines]), encoding="utf-8")
    source = str(Path(str(dedere.__file__)).parents[1])
    command = [sys.executable, "-m", "mypy", "--strict", f"--cache-dir={tmp_path}/cache", str(script)]
    run = subprocess.run(
        command, env={"MYPYPATH": source, "PATH": ""}, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert "Any" not in [line.split('"')[1] for line in run.stdout.splitlines() if "Revealed type" in line]
