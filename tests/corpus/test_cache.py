"""The cache: right when it is there, and never in the way."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from importlib.util import spec_from_file_location
from pathlib import Path

import pytest
from clingo import ast

from corpora import FACTS, RULES, Lab
from dedere.corpus import cache
from dedere.corpus.corpus import Corpus
from dedere.loading import default_folders, load, read
from dedere.terms.values import Atom


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


def name(path: Path) -> str:
    """Under what a file is kept."""
    return path.name.partition(".")[0]


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
        path.rename(path.with_name(path.name.replace(name(path), "0" * 32)))
        assert cache.load("0" * 32) is None
    else:
        assert cache.load(name(path)) is None
    assert everything(lab.load()) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_files_and_folders_that_others_may_write_are_not_trusted(lab: Lab, folder: Path) -> None:
    lab.load()
    path = entry(folder)
    assert cache.load(name(path))
    path.chmod(0o620)
    assert cache.load(name(path)) is None
    path.chmod(0o600)
    folder.chmod(0o777)
    assert cache.load(name(path)) is None
    path.unlink()
    lab.load()
    assert not list(folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links for everyone")
def test_links_are_not_followed(lab: Lab, folder: Path, tmp_path: Path) -> None:
    lab.load()
    path = entry(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert cache.load(name(path)) is None


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
    monkeypatch.setattr(cache, "KEPT", 4 * entry(folder).stat().st_size)
    for age, each in enumerate(names[:4]):
        cache.store(each, parts)
        (path,) = folder.glob(f"{each}.*")
        os.utime(path, (age, age))
    assert cache.load(names[0]) == parts
    for each in names[4:]:
        cache.store(each, parts)
    assert sorted(map(name, folder.iterdir())) == [names[0], *names[3:]]


def test_the_key_follows_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = cache.key("a")
    assert cache.key("a") == before
    assert cache.key("b") != before
    (tmp_path / "syntax.py").write_text("")
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "corpus" / "cache.py"))
    assert cache.key("a") != before


def test_another_python_reads_anew(lab: Lab, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lab.load()
    kept = name(entry(folder))
    assert cache.load(kept)
    monkeypatch.setattr(cache, "_PYTHON", "3.99")
    assert cache.load(kept) is None
    lab.load()
    assert len(list(folder.iterdir())) == 2


# ---------------------------------------------------------------------------------------- what comes with the package


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as it is installed somewhere else, from which the program now seems to run."""
    home = tmp_path / "site-packages" / "dedere"
    shutil.copytree(Path(cache.__file__).parents[1], home, ignore=shutil.ignore_patterns("__pycache__"))
    for path in home.rglob("*.py"):
        os.utime(path, (1, 1))
    monkeypatch.setattr(cache, "__file__", str(home / "corpus" / "cache.py"))
    return home


def test_what_was_read_is_called_the_same_wherever_and_whenever_it_was(elsewhere: Path) -> None:
    here = cache.reading("a")
    shutil.copytree(elsewhere, elsewhere.parent / "again")
    assert cache.reading("a") == here
    assert cache.reading("b") != here


def test_it_is_called_the_same_in_the_checkout_and_in_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = cache.reading("a")
    home = tmp_path / "dedere"
    shutil.copytree(Path(cache.__file__).parents[1], home)
    monkeypatch.setattr(cache, "__file__", str(home / "corpus" / "cache.py"))
    assert cache.reading("a") == here


@pytest.mark.parametrize(
    "module", ["terms/reader.py", "language/rule_tree.py", "corpus/packing.py", "loading.py", "new"]
)
def test_another_program_reads_anew(elsewhere: Path, module: str) -> None:
    before = cache.reading("a")
    path = elsewhere / ("language/new.py" if module == "new" else module)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    assert cache.reading("a") != before


def test_another_version_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.reading("a")
    monkeypatch.setattr(cache, "__version__", "99")
    assert cache.reading("a") != before


def test_another_clingo_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clingo").mkdir()
    (tmp_path / "clingo" / "__init__.py").write_text("")
    monkeypatch.setattr(cache, "find_spec", lambda name: spec_from_file_location(name, tmp_path / name / "__init__.py"))
    found = set()
    for beside in ("clingo-5.7.1.dist-info", "clingo-5.8.3.dist-info", "clingo-5.8.3.egg-info", "", "two"):
        for path in tmp_path.glob("clingo-*"):
            path.rmdir()
        for each in ("clingo-5.7.1.dist-info", "clingo-5.8.3.dist-info") if beside == "two" else filter(None, [beside]):
            (tmp_path / each).mkdir()
        found.add(cache.reading("a"))
    # Without a version, or with two, the files themselves are what tells one clingo from another.
    assert len(found) == 4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """What is made for the package, in its folder, and the modules that were there in the end."""
    home = tmp_path_factory.mktemp("package") / "compiled"
    home.mkdir()
    script = (
        "import sys, dedere; from pathlib import Path; from dedere.loading import compiled;"
        "[(Path(sys.argv[1]) / name).write_bytes(content) for name, content in compiled().items()];"
        "print(*(it for it in sys.modules if it.startswith('dedere.')))"
    )
    engine = Path(cache.__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", script, str(home)],
        env={"PYTHONPATH": str(engine), "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return home, run.stdout.split()


def test_nothing_else_of_the_program_is_run_where_the_record_is_read(made: tuple[Path, list[str]]) -> None:
    used = {it.removeprefix("dedere.").replace(".", "/") for it in made[1]}
    counted = {it.removesuffix(".py") for it in cache._READING}
    # Which packs are installed says only which files are read.
    assert {it for it in used if it.split("/")[0] not in counted} == {"packs"}
    assert "language/syntax" in used


def test_what_comes_with_the_package_is_read_and_left_alone(
    lab: Lab, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = everything(lab.load())
    kept = name(entry(folder))
    parts = cache.load(kept)
    assert parts
    shipped = tmp_path / "compiled"
    shipped.mkdir()
    (shipped / f"{kept}.json").write_bytes(cache.written(kept, parts))
    shutil.rmtree(folder)
    monkeypatch.setattr(cache, "COMPILED", str(shipped))
    shipped.chmod(0o555)
    before = [(it.name, it.stat().st_mtime_ns) for it in shipped.iterdir()]
    with monkeypatch.context() as patch:
        forbid_assembling(patch)
        for chosen in (str(folder), "off"):
            patch.setenv("DEDERE_CACHE", chosen)
            assert everything(lab.load()) == expected
    assert [(it.name, it.stat().st_mtime_ns) for it in shipped.iterdir()] == before
    assert not folder.exists()
    # A fact that was edited is not among it.
    changed = lab.load(facts__facts=FACTS.replace("20250101", "20250102"))
    assert [it.atom.args[2] for it in changed.by_predicate["visit"]] == [20250102]
    shipped.chmod(0o755)
    (shipped / f"{kept}.json").write_bytes(cache.written(kept, parts)[:-5])
    assert cache.load(kept) is None


def test_what_is_made_for_the_package_is_what_a_first_answer_needs(
    made: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load()
    for path in made[0].iterdir():
        # Byte for byte what this process makes or made, in whose sets things stand in another order.
        parts = cache.load(path.stem)
        assert parts is not None
        if "facts" in parts:
            assert cache.written(path.stem, parts) == path.read_bytes()
    monkeypatch.setattr(cache, "COMPILED", str(made[0]))
    monkeypatch.setenv("DEDERE_CACHE", "off")
    with monkeypatch.context() as patch:
        forbid_assembling(patch)
        assert everything(load()) == everything(expected)
    # Facts of one's own on top of them: no rule is parsed again.
    own = tmp_path / "own.lp"
    own.write_text('%@ source mine "Mine"\n%@ by mine recall\nstate(zzz,"Z").\n', encoding="utf-8")
    monkeypatch.setattr(ast, "parse_string", None)
    assert load(facts=own).by_atom[Atom("state", ("zzz", '"Z"'))].sources == ("mine",)


def test_every_letter_of_the_record_is_known_to_every_python() -> None:
    """Names are compared letter by letter, and of a letter that is known nothing changes in a later Unicode.

    So what one Python has read of them holds for every other; that of 3.11 is the oldest.
    """
    home = default_folders()
    letters = set().union(*(it.content.decode() for it in (*read([home[0]], law=True), *read([home[1]], law=False))))
    if sys.version_info[:2] == (3, 11):
        assert not [it for it in letters if unicodedata.category(it) == "Cn"]


def test_what_is_read_hangs_on_nothing_that_its_name_does_not() -> None:
    home = Path(cache.__file__).parents[1]
    rooms = {Path(it).stem for it in cache._READING}
    read = [it for room in cache._READING for it in ([home / room] if ".py" in room else (home / room).rglob("*.py"))]
    assert len(read) > 40
    for path in read:
        imported = re.findall(r"^\s*(?:from|import) dedere\.?(\w*)", path.read_text(encoding="utf-8"), re.MULTILINE)
        # A pack says where files are, not what is read of them; of the schema only words for types come in.
        assert {*imported} <= rooms | {"", "packs", "schema"}, path
