from __future__ import annotations

import os
from pathlib import Path

import pytest

import dedere
from dedere.loading import default_folders, read


def test_own_facts_lie_on_top_of_those_of_dedere(tmp_path: Path) -> None:
    mine = tmp_path / "facts"
    mine.mkdir()
    (mine / "states.lp").write_text(
        '%@ source mine "Mine" "https://example.org"\n%@ by mine seen_once 20260101\nstate(zzz,"Zedland").\n',
        encoding="utf-8",
    )
    shipped = dedere.load()
    for given in (mine, str(mine), [mine], mine / "states.lp"):
        assert len(dedere.load(facts=given).facts) == len(shipped.facts) + 1
    assert dedere.load(facts=default_folders()[1], alone=True).facts_fingerprint == shipped.facts_fingerprint


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    folders = [tmp_path / name / "rules" for name in ("one", "two")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "law.lp").write_text("", encoding="utf-8")
    assert [file.path for file in read(folders, law=True)] == ["rules/law.lp", "two/rules/law.lp"]


def test_what_contributes_nothing_is_refused_with_what_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    with pytest.raises(dedere.UsageError, match="holds no facts") as caught:
        dedere.load(facts=tmp_path)
    assert caught.value.hint == "ignored: notes.txt"
    with pytest.raises(dedere.UsageError, match=r"holds no rules"):
        dedere.load(rules=tmp_path / "notes.txt")
    with pytest.raises(dedere.UsageError, match="does not exist"):
        dedere.load(rules=tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.lp")
    with pytest.raises(dedere.UsageError, match="neither a file nor a folder"):
        dedere.load(facts=tmp_path / "pipe.lp")
    with pytest.raises(dedere.UsageError, match="alone"):
        dedere.load(alone=True)


def test_what_is_larger_than_is_read_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "facts").mkdir()
    for name in ("one.lp", "two.lp"):
        with (tmp_path / "facts" / name).open("wb") as file:
            file.truncate(5 * 2**20)  # with nothing in it, so that it takes no room
    monkeypatch.setattr("dedere.loading.read_file", lambda path: pytest.fail(f"{path} is read"))
    monkeypatch.setattr("dedere.loading.default_folders", lambda: (tmp_path / "facts", tmp_path / "facts"))
    with pytest.raises(dedere.UsageError) as caught:
        read([tmp_path / "facts"], law=False)
    assert caught.value.message == f"`{tmp_path / 'facts'}` has more facts than are read: 4 megabytes in all"
    assert caught.value.hint == "leave out what no question needs"


def test_each_file_of_ones_own_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dedere.language import files

    (tmp_path / "own.lp").write_text(
        '%@ source mine "Mine"\nsigned(ind,rome,20250901).   %@ by mine seen_once 20260101\n'
    )
    read_: list[str] = []

    def counted(path: str) -> bytes:
        read_.append(str(path))
        return files.read_file(path)

    monkeypatch.setattr("dedere.loading.read_file", counted)
    dedere.load(facts=tmp_path)
    assert str(tmp_path / "own.lp") in read_
    assert len(read_) == len(set(read_))


@pytest.mark.skipif(os.name == "nt", reason="there every name is Unicode")
def test_a_name_that_is_not_utf_8_is_read_and_told(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/na\xefve"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes Unicode alone")
    (folder / "own.lp").write_text(
        '%@ source mine "Mine"\n%@ by mine recall\nstate(zzz,"Zedland").\n', encoding="utf-8"
    )
    fact = dedere.load(facts=folder).by_predicate["state"][-1]
    assert (str(fact.atom), fact.file) == ('state(zzz,"Zedland")', "na\\xefve/own.lp")
    with pytest.raises(dedere.UsageError, match=r"na\\xefve/none.lp` does not exist"):
        dedere.load(facts=folder / "none.lp")
    (folder / "own.lp").write_text("state(zzz).\n", encoding="utf-8")
    with pytest.raises(dedere.CorpusError, match=r"na\\xefve/own.lp:1"):
        dedere.load(facts=folder)


def test_what_says_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own" / "deep").mkdir(parents=True)
    with pytest.raises(dedere.UsageError, match="holds no rules") as caught:
        dedere.load(rules=tmp_path / "own")
    assert caught.value.hint == "there is no file in it that can be read"
    for name in ("a.csv", "deep/b.LP", ".c.lp"):
        (tmp_path / "own" / name).write_text("duty.\n", encoding="utf-8")
    with pytest.raises(dedere.UsageError, match=r"no file in it ends in .lp") as caught:
        dedere.load(rules=tmp_path / "own")
    assert caught.value.hint == "ignored: .c.lp, a.csv, deep/b.LP"
    (tmp_path / "own" / "law.lp").write_text("% To be written.\n\n", encoding="utf-8")
    (tmp_path / "own" / "deep" / "source.lp").write_text('%@ source a "A book" "https://a.example"\n', encoding="utf-8")
    for given in (tmp_path / "own", tmp_path / "own" / "law.lp", tmp_path / "own" / "deep" / "source.lp"):
        with pytest.raises(dedere.UsageError, match="holds no rules") as caught:
            dedere.load(rules=given)
        assert "nothing" in (caught.value.hint or "")
        assert "but comments" in (caught.value.hint or "")


def test_what_is_named_twice_is_read_once(tmp_path: Path) -> None:
    rule = '%@ unevaluated OWN-1 "A rule"\n%@ authority "Charter" "art. 1" checked(text)\n%@ because "a test"\n'
    (tmp_path / "own.lp").write_text(rule, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    twice: list[str | Path] = [tmp_path, str(tmp_path / "again"), tmp_path / "again" / ".." / tmp_path.name]
    assert "OWN-1" in dedere.load(rules=twice).rules
    rules, facts = default_folders()
    with pytest.raises(dedere.UsageError, match="comes with Dedere"):
        dedere.load(rules=rules)
    with pytest.raises(dedere.UsageError, match="comes with Dedere"):
        dedere.load(facts=facts)


@pytest.mark.parametrize("given", [1, b"facts", [None], {"a": 1}, "", ["\0"]])
def test_a_wrong_type_is_an_error_of_dedere(given: object) -> None:
    with pytest.raises(dedere.UsageError, match="cannot be loaded"):
        dedere.load(facts=given)  # type: ignore[arg-type]


def test_a_regime_is_the_folder_below_the_one_that_was_named(tmp_path: Path) -> None:
    rule = '%@ unevaluated {} "A rule"\n%@ authority "Charter" "art. 1" checked(text)\n%@ because "a test"\n'
    (tmp_path / "rules" / "court").mkdir(parents=True)
    (tmp_path / "rules" / "own.lp").write_text(rule.format("OWN-1"), encoding="utf-8")
    (tmp_path / "rules" / "court" / "duty.lp").write_text(rule.format("OWN-2"), encoding="utf-8")
    rules = dedere.load(rules=tmp_path / "rules").rules
    assert (rules["OWN-1"].regime, rules["OWN-2"].regime, rules["RS-89-1"].regime) == ("", "court", "rome_statute")
    assert dedere.load(rules=tmp_path / "rules" / "own.lp").rules["OWN-1"].regime == ""
