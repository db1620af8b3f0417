"""Every case of the case files, by file and name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

import examples
from dedere.cases.run import Outcome
from dedere.errors import DedereError
from examples import CaseFile, Example, name_of

PATHS = list(examples.files())


def _readable() -> list[CaseFile]:
    # A broken file is one failed test below, not the loss of all the others.
    found = []
    for path in PATHS:
        with suppress(DedereError):
            found.append(examples.read(path))
    return found


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in PATHS])
def test_file_can_be_read(path: Path) -> None:
    assert examples.read(path).cases


def _cases() -> list[object]:
    return [
        pytest.param(
            file,
            case,
            id=f"{name_of(file)}: {case.name}",
            # The cases of a file are answered together, by one worker.
            marks=pytest.mark.xdist_group(name_of(file)),
        )
        for file in _readable()
        for case in file.cases
    ]


@pytest.fixture(name="chosen", scope="session")
def _chosen(request: pytest.FixtureRequest) -> Callable[[Path], tuple[str, ...]]:
    """By file the names of the cases that are run here: no other is answered."""
    found: dict[Path, list[str]] = {}
    for it in request.session.items:
        params = it.callspec.params if isinstance(it, pytest.Function) and hasattr(it, "callspec") else {}
        file, case = params.get("file"), params.get("case")
        if isinstance(file, CaseFile) and isinstance(case, Example):
            found.setdefault(file.path, []).append(case.name)
    return lambda path: tuple(found[path])


@cache
def _outcomes(path: Path, names: tuple[str, ...]) -> dict[str, Outcome]:
    """How some cases of a file went, by their names."""
    wanted = set(names)
    return {it.case.name: it for it in examples.run_all(it for it in examples.read(path).cases if it.name in wanted)}


@pytest.mark.parametrize(("file", "case"), _cases())
def test_case(
    file: CaseFile,
    case: Example,
    chosen: Callable[[Path], tuple[str, ...]],
    record_property: Callable[[str, object], None],
) -> None:
    record_property("case_file", name_of(file))
    record_property("case_name", case.name)
    outcome = _outcomes(file.path, chosen(file.path))[case.name]
    if outcome.status == "excused":
        pytest.xfail(f"rests on memory, and differs: {'; '.join(outcome.different)}")
    if outcome.status == "open":
        pytest.xfail(case.xfail or "")
    assert outcome.status == "passed", "\n".join(outcome.different)
