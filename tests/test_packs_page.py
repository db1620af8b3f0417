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


def test_the_facts_and_their_words_are_declared_as_the_page_says() -> None:
    vocabulary = dedere.load().vocabulary
    table = PAGE.split("<!-- facts:begin -->")[1].split("<!-- facts:end -->")[0]
    said = re.findall(r"`(\w+)\(([^)]*)\)`", table)
    assert {"court", "treaty", "visit", "office"} <= {name for name, _ in said}
    for name, args in said:
        assert [it.name for it in vocabulary.predicates[name].arguments] == args.split(","), name
    for type_, sentence in (("delay", r"A `Delay` is one of ([^.]*)\."), ("presence", r"take it, is one of ([^.]*)\.")):
        found = re.search(sentence, PAGE)
        assert found, type_
        assert sorted(re.findall(r"`(\w+)`", found[1])) == sorted(vocabulary.types[type_].constants)


def test_the_acts_that_it_names_are_those_that_are_sought() -> None:
    section = PAGE.partition("`assess` seeks a duty")[2].partition("toward whomever")[0]
    acts = {
        it.group(1)
        for fact in dedere.load().by_predicate["seeks"]
        if fact.atom.args[0] == "assess" and (it := re.search(r"\{host\},(\w+)", str(fact.atom.args[2])))
    }
    assert set(re.findall(r"`(\w+)`", section)) == acts
