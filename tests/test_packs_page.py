"""The page on rules of one's own: its predicates and its acts are those that there are."""

from __future__ import annotations

import re
from pathlib import Path

import dedere

PAGE = (Path(__file__).parents[1] / "docs" / "packs.md").read_text(encoding="utf-8")


def test_the_predicates_are_declared_as_the_page_says() -> None:
    declared = dedere.load().vocabulary.predicates
    table = PAGE.split("<!-- predicates:begin -->")[1].split("<!-- predicates:end -->")[0]
    said = re.findall(r"^\| `(\w+)\(([^)]*)\)`", table, re.MULTILINE)
    assert len(said) > 20
    for name, args in said:
        assert [it.name for it in declared[name].arguments] == args.split(","), name
    types = dedere.load().vocabulary.types
    delays = re.search(r"`entry_delay` \(one of ([^)]*)\)", PAGE)
    assert delays
    assert sorted(re.findall(r"`(\w+)`", delays[1])) == sorted(types["delay"].constants)


def test_the_acts_that_it_names_are_those_that_are_sought() -> None:
    section = PAGE.partition("`assess` seeks a duty")[2].partition("toward whomever")[0]
    acts = {
        it.group(1)
        for fact in dedere.load().by_predicate["seeks"]
        if fact.atom.args[0] == "assess" and (it := re.search(r"\{host\},(\w+)", str(fact.atom.args[2])))
    }
    assert set(re.findall(r"`(\w+)`", section)) == acts
