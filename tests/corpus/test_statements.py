"""Statements that are kept: the same as parsed ones, and parsed only where a file is new."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora import FACTS, RULES, VOCABULARY
from dedere.corpus import statements
from dedere.corpus.statements import Statements
from dedere.language import syntax
from dedere.language.files import File
from dedere.loading import default_folders, read

SMALL = [
    File("rules/vocabulary.lp", VOCABULARY.encode(), True),
    File("rules/rules.lp", RULES.encode(), True),
    File("facts/facts.lp", FACTS.encode(), False),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = tmp_path / "cache"
    monkeypatch.setenv("DEDERE_CACHE", str(where))
    return where


def parsed(files: list[File]) -> list[list[syntax.Statement]]:
    """The statements of files, as they are kept for the next corpus."""
    found = Statements(files)
    made = [found.parse(it.path, it.content.decode(), facts_only=not it.law) for it in files]
    found.keep()
    return made


def count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of rules that are parsed from now on."""
    seen: list[str] = []
    really = syntax.parse

    def parse(path: str, text: str, *, facts_only: bool = False) -> list[syntax.Statement]:
        if not facts_only:
            seen.append(path)
        return really(path, text, facts_only=facts_only)

    monkeypatch.setattr(syntax, "parse", parse)
    return seen


def test_what_comes_back_is_what_was_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, facts = default_folders()
    files = [*read([rules], law=True), *read([facts], law=False)]
    expected = [syntax.parse(it.path, it.content.decode(), facts_only=not it.law) for it in files]
    assert parsed(files) == expected
    seen = count(monkeypatch)
    assert parsed(files) == expected
    assert seen == []


def test_only_a_file_that_is_new_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "WORTHWHILE", 0)
    parsed(SMALL)
    seen = count(monkeypatch)
    more = SMALL[1]._replace(content=SMALL[1].content + b"%@ derived flag\nflag :- person(_,_).\n")
    assert parsed([SMALL[0], more, SMALL[2]])[1][-1].line == more.content.count(b"\n")
    assert seen == ["rules/rules.lp"]


def test_what_a_file_is_called_and_where_it_stands_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "WORTHWHILE", 0)
    parsed(SMALL)
    seen = count(monkeypatch)
    clause = parsed([SMALL[1]._replace(path="rules/other.lp")])[0][-1]
    assert isinstance(clause, syntax.ClauseStatement)
    assert clause.clause.file == "rules/other.lp"
    parsed([SMALL[2]._replace(law=True)])
    assert seen == ["rules/other.lp", "facts/facts.lp"]


def test_of_small_corpora_nothing_is_kept(folder: Path) -> None:
    parsed(SMALL)
    assert not folder.exists()


def test_without_a_cache_everything_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "WORTHWHILE", 0)
    monkeypatch.setenv("DEDERE_CACHE", "off")
    parsed(SMALL)
    seen = count(monkeypatch)
    parsed(SMALL)
    assert seen == [it.path for it in SMALL if it.law]
