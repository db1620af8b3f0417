"""Every case of the case files, by file and name; and the runner itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import examples
from dedere.errors import DedereError, UsageError
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
        )
        for file in _readable()
        for case in file.cases
    ]


@pytest.mark.parametrize(("file", "case"), _cases())
def test_case(file: CaseFile, case: Example, record_property: Callable[[str, object], None]) -> None:
    record_property("case_file", name_of(file))
    record_property("case_name", case.name)
    outcome = examples.run(case)
    if outcome.status == "excused":
        pytest.xfail(f"rests on memory, and differs: {'; '.join(outcome.different)}")
    if outcome.status == "open":
        pytest.xfail(case.xfail or "")
    assert outcome.status == "passed", "\n".join(outcome.different)


# -------------------------------------------------------------------------------------------------------- the runner

GOOD = """\
# left out a trip: the day is not known
- name: "Norway may be written NO"
  question: {person: putin, host: NO, first: 2024-05-01}
  expect:
    verdict: contested
    schools: {court: obliged, horizontal: not_obliged}
    holds: ["duty(nor, cooperate, _, icc)", "status(nor,state_party,rome,none)"]
    holds_not: ["permitted(nor,assist,_,_)"]
    rules: [RS-89-1, IM-COURT, RS-98-1, SC-DUTY]
    rules_not: [SC-DUTY, IM-COUNCIL]
    windows: [{act: arrest_and_surrender, first_day: 2024-05-01, rule: RS-89-1}]
"""


def _write(folder: Path, content: str) -> Path:
    path = folder / "some.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def _differences(case: Example) -> list[str]:
    return list(examples.run(case).different)


def test_a_case_that_is_met(tmp_path: Path) -> None:
    file = examples.read(_write(tmp_path, GOOD))
    assert file.left_out == (("a trip", "the day is not known"),)
    assert _differences(file.cases[0]) == []


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("verdict: contested", "verdict: obliged", "the verdict is `contested` and was to be `obliged`"),
        ("court: obliged", "court: not_obliged", "under court the verdict is `obliged` and was to be `not_obliged`"),
        ("court: obliged", "hague: obliged", "there is no school `hague`"),
        ("duty(nor, cooperate", "duty(swe, cooperate", "`duty(swe, cooperate, _, icc)` does not hold"),
        ("permitted(nor,assist", "duty(nor,cooperate", "`duty(nor,cooperate,putin,icc)` holds by RS-86, and must not"),
        ("rules: [RS-89-1", "rules: [RS-127-ANN", "RS-127-ANN is not among the reasons"),
        ("rules: [RS-89-1", "rules: [RS-0", "RS-0 is no rule at all"),
        ("rules_not: [SC-DUTY", "rules_not: [RS-89-1", "RS-89-1 founds something"),
        ("rules_not: [SC-DUTY", "rules_not: [RS-98-1", "RS-98-1 founds something"),
        ("first_day: 2024-05-01", "first_day: 2024-05-02", "there is no window"),
    ],
)
def test_a_case_that_is_not_met(tmp_path: Path, old: str, new: str, difference: str) -> None:
    case = examples.read(_write(tmp_path, GOOD.replace(old, new))).cases[0]
    assert any(it.startswith(difference) for it in _differences(case))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expect:", "expects:", "expects"),
        ("verdict:", "verdicts:", "verdicts"),
        ("host: NO", "host: NO, state: SE", "state"),
        ("verdict: contested", "verdict: maybe", "verdict"),
        ("first: 2024-05-01", "first: 2024-05-01, first: 2024-05-02", "stands twice"),
    ],
)
def test_a_file_with_a_fault_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        examples.read(_write(tmp_path, GOOD.replace(old, new)))


def test_no_name_stands_twice(tmp_path: Path) -> None:
    case = GOOD.partition("\n")[2]
    with pytest.raises(UsageError, match="names twice"):
        examples.read(_write(tmp_path, case + case))
