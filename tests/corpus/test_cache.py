"""The cache: right when it is there, and never in the way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from corpora import RULES, Lab
from dedere.corpus import cache
from dedere.corpus.corpus import Corpus


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = tmp_path / "cache"
    monkeypatch.setenv("DEDERE_CACHE", str(where))
    return where


def everything(corpus: Corpus) -> object:
    declared = corpus.vocabulary
    return corpus.facts, corpus.clauses, corpus.rules, corpus.sources, declared.types, declared.predicates, corpus.names


def entry(folder: Path) -> Path:
    (found,) = folder.glob("*.json")
    return found


def forbid_assembling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dedere.language.assemble", None)


def test_what_comes_back_is_what_was_kept(lab: Lab, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = '%@ by src recall\n%@ note "n"\nstate(ccc,"C \\" ü").\n'
    first = lab.load(facts__more=note, rules__flag="%@ derived flag\nflag.\n")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert entry(folder).stat().st_mode & 0o777 == 0o600
    forbid_assembling(monkeypatch)
    assert everything(lab.load(facts__more=note)) == everything(first)


def test_changed_files_are_read_again(lab: Lab, folder: Path) -> None:
    lab.load()
    assert len(lab.load(rules__more=RULES.replace("R-1", "R-2")).rules) == 2
    assert len(list(folder.glob("*.json"))) == 2


def test_broken_files_are_not_kept(lab: Lab, folder: Path) -> None:
    lab.findings(facts__more="nonsense(a).")
    assert not folder.exists()


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "not text", "renamed"])
def test_damage_is_found(lab: Lab, folder: Path, damage: str) -> None:
    expected = everything(lab.load())
    path = entry(folder)
    content = path.read_bytes()
    damaged = {
        "cut": content[:-10],
        "changed": content.replace(b"seen_twice", b"seen_once."),
        "empty": b"",
        "not text": b"\xff\n\xff",
        "renamed": content,
    }[damage]
    path.write_bytes(damaged)
    if damage == "renamed":
        assert cache.load("0" * 32) is None
        path.rename(folder / f"{'0' * 32}.json")
        assert cache.load("0" * 32) is None
    else:
        assert cache.load(path.stem) is None
    assert everything(lab.load()) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_files_and_folders_that_others_may_write_are_not_trusted(lab: Lab, folder: Path) -> None:
    lab.load()
    path = entry(folder)
    assert cache.load(path.stem)
    path.chmod(0o620)
    assert cache.load(path.stem) is None
    path.chmod(0o600)
    folder.chmod(0o777)
    assert cache.load(path.stem) is None
    path.unlink()
    lab.load()
    assert not list(folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links for everyone")
def test_links_are_not_followed(lab: Lab, folder: Path, tmp_path: Path) -> None:
    lab.load()
    path = entry(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert cache.load(path.stem) is None


@pytest.mark.parametrize("value", ["off", "OFF", "0", "no"])
def test_it_can_be_turned_off(lab: Lab, monkeypatch: pytest.MonkeyPatch, value: str, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("DEDERE_CACHE", value)
    assert lab.load().facts
    assert not (tmp_path / "xdg").exists()


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DEDERE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == str(tmp_path / "dedere")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache.folder() == str(tmp_path / "home" / ".cache" / "dedere")


def test_no_place_for_it_is_no_fault(lab: Lab, folder: Path) -> None:
    folder.write_text("a file stands where the folder should")
    assert lab.load().facts


def test_a_write_that_fails_leaves_nothing(lab: Lab, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert lab.load().facts
    assert not list(folder.iterdir())


def test_what_was_not_used_for_longest_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"facts": {"a": "[1]", "b c": '["d"]'}, "rules": {}, "types": {"": "[]"}}
    names = [f"{number:032}" for number in range(6)]
    cache.store(names[0], parts)
    monkeypatch.setattr(cache, "KEPT", 4 * (folder / f"{names[0]}.json").stat().st_size)
    for age, name in enumerate(names[:4]):
        cache.store(name, parts)
        os.utime(folder / f"{name}.json", (age, age))
    assert cache.load(names[0]) == parts
    for name in names[4:]:
        cache.store(name, parts)
    assert sorted(it.stem for it in folder.iterdir()) == [names[0], *names[3:]]


def test_the_key_follows_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = cache.key("a")
    assert cache.key("a") == before
    assert cache.key("b") != before
    (tmp_path / "syntax.py").write_text("")
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "corpus" / "cache.py"))
    assert cache.key("a") != before
