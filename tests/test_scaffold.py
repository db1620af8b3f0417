"""A new pack works as written: by path and as an installed package, in all that its own page tells to run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dedere
from dedere.scaffold import new_pack
from installing import Site

ROOT = Path(__file__).parents[1]
NAME = "river_lands"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack in its folder."""
    home = tmp_path_factory.mktemp("new") / NAME
    new_pack(NAME, home)
    return home


def in_shell(command: str, home: Path, path: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the page where the package is found, as its reader would."""
    scripts = {"dedere": f"{sys.executable} -m dedere_cli", "pytest": f"{sys.executable} -m pytest"}
    known = command.split(maxsplit=1)[0]
    line = command.replace(known, scripts[known], 1)
    given = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "engine"), str(ROOT / "cli"), path])}
    return subprocess.run(line, shell=True, cwd=home, env=given, capture_output=True, text=True, check=False)  # noqa: S602


def test_everything_that_its_page_tells_to_run_works(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = tomllib.loads((pack / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    Site(tmp_path, monkeypatch).install("dedere-river-lands", points["dedere.packs"])
    page = (pack / "README.md").read_text(encoding="utf-8")
    commands = [it for it in re.findall(r"^    (.+)$", page, re.MULTILINE) if not it.startswith("pip install")]
    assert [it.split()[:2] for it in commands] == [
        ["pytest"],
        ["dedere", "rules"],
        ["dedere", "assess"],
        ["dedere", "check"],
        ["dedere", "lint"],
        ["dedere", "test"],
    ]
    told = []
    for command in commands:
        done = in_shell(command, pack, os.pathsep.join([str(tmp_path), str(pack)]))
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        told.append(" ".join(done.stdout.split()))
    assert "passed" in told[0]
    assert "river_lands brings 5 rules, 19 facts, 8 cases package dedere-river-lands 1.0" in told[1]
    assert "Obliged: Alderland must arrest and transfer Ada Ash on 1 January 2024." in told[2]
    assert "must arrest Ada Ash and transfer Ada Ash to the River Lands Court. [River Lands Treaty, art. 4]" in told[2]
    assert told[3].startswith("0 findings")
    assert told[4].startswith("0 findings")
    assert told[5] == "1 file: 8 passed, 0 failed"


def test_its_page_names_every_file_and_nothing_of_a_template_is_left(tmp_path: Path) -> None:
    written = new_pack(NAME, tmp_path / NAME)
    page = (tmp_path / NAME / "README.md").read_text(encoding="utf-8")
    assert [it.name for it in written if it.name not in page] == ["README.md", "__init__.py"]
    assert [it.name for it in written if "$" in it.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("name", [NAME, "a_name_of_thirty_letters_long_"])
def test_a_new_pack_has_nothing_that_is_noted_of_rules(name: str, tmp_path: Path) -> None:
    new_pack(name, tmp_path / name)
    home = tmp_path / name / f"dedere_{name}"
    own = f"--rules {home / 'rules'} --facts {home / 'facts'}"
    done = in_shell(f"dedere lint {own}", tmp_path, "")
    assert done.stdout.startswith("0 findings in "), done.stdout


@pytest.mark.parametrize("name", ["", "x", "9lives", "River", "river-lands", "a b", "../up", "é" * 3, "a" * 31, "_x"])
def test_a_name_of_another_form_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(dedere.UsageError, match="is no name for a pack") as caught:
        new_pack(name, tmp_path / "pack")
    assert caught.value.hint == "2 to 30 small letters, digits and `_`, beginning with a letter, as `river_lands`"
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize(
    ("name", "by"), [("cli", "dedere_cli"), ("malabo", "regime"), ("gbr_pinochet_1998", "_1998_1")]
)
def test_a_name_that_is_taken_is_refused(name: str, by: str, tmp_path: Path) -> None:
    with pytest.raises(dedere.UsageError, match=f"the name `{name}` is taken: .*{by}"):
        new_pack(name, tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert new_pack(NAME, tmp_path / "empty")
    before = {it: it.read_bytes() for it in tmp_path.rglob("*") if it.is_file()}
    for taken, wrong in (("file", "is no folder"), ("empty", "is not empty"), ("file/deeper", "cannot be written")):
        with pytest.raises(dedere.UsageError, match=wrong):
            new_pack(NAME, tmp_path / taken)
    assert {it: it.read_bytes() for it in tmp_path.rglob("*") if it.is_file()} == before
