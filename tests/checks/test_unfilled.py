"""What a template has is found by a check, until it is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from dedere.checks.record import check
from dedere.engine import default_engine
from dedere.exchange.kinds import template
from dedere.loading import load


def found(home: Path, written: str) -> list[str]:
    (home / "own.lp").write_text(written, encoding="utf-8")
    return [it.sentence for it in check(load(facts=home)).findings if it.check == "CHK-UNFILLED"]


@pytest.mark.parametrize("name", ["warrant", "person", "visit", "summons"])
def test_a_template_that_was_not_filled_in_is_found(tmp_path: Path, name: str) -> None:
    written = template(default_engine().corpus, name, 20261130)
    assert "the source is still that of the template" in found(tmp_path, written)


def test_a_source_is_told_once_and_a_name_where_it_stands(tmp_path: Path) -> None:
    written = template(default_engine().corpus, "person", 20261130)
    source, name = "the source is still that of the template", "a text is still that of the template"
    assert found(tmp_path, written) == [source, name]
    named = written.replace("the name in full", "Rita Roe")
    assert found(tmp_path, named) == [source]
    mine = named.replace("the document: its number, its body and its day", "File 12")
    assert found(tmp_path, mine) == [source]
    mine = mine.replace("https://example.org/a-copy", "https://archive.invalid/12")
    assert found(tmp_path, mine) == []
