"""Case files found: those that are named, and those in folders that are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedere.cases.gathering import files, gather
from dedere.errors import UsageError

CASE = """\
- name: "Norway may be written NO"
  question: {person: putin, host: NO, first: 2024-05-01}
  expect: {verdict: contested}
"""


def _write(folder: Path, name: str, content: str = CASE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_folders_are_walked_and_both_endings_are_read(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", "in/deep/c.YAML", "d.txt", ".hidden/e.yaml", "in/.f.yaml"):
        _write(tmp_path, name)
    assert [it.relative_to(tmp_path).as_posix() for it in files([tmp_path])] == ["a.yaml", "b.yml", "in/deep/c.YAML"]
    assert [it.path.name for it in gather([tmp_path / "b.yml", tmp_path])] == ["b.yml", "a.yaml", "c.YAML"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("empty", "in folders, files that end in .yaml or .yml are read"), ("none.yaml", "it lists none")],
)
def test_where_no_case_is_found_that_is_said(tmp_path: Path, name: str, hint: str) -> None:
    (tmp_path / "empty").mkdir()
    _write(tmp_path, "empty/readme.txt")
    _write(tmp_path, "none.yaml", "# left out all: nothing is known\n")
    with pytest.raises(UsageError, match=r"no case was found in `.*`") as refused:
        gather([_write(tmp_path, "a.yaml"), tmp_path / name])
    assert refused.value.hint == hint
    with pytest.raises(UsageError, match="no case was found in `/dev/null`"):
        gather([Path("/dev/null")])
