"""What rules and facts say, wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora import FACTS, RULES, VOCABULARY, Lab
from dedere.corpus.content import identify
from dedere.corpus.corpus import Corpus
from dedere.loading import load_corpus


def told(corpus: Corpus) -> tuple[str, str]:
    return corpus.rules_fingerprint, corpus.facts_fingerprint


def elsewhere(home: Path, rules: str = RULES, facts: str = FACTS) -> Corpus:
    """The small corpus in other folders and files: its facts in two, the later first."""
    source, by, *lines = facts.splitlines()
    lines.reverse()
    for name, content in {
        "law/z": VOCABULARY,
        "law/a": rules,
        "first/b": "\n".join([source, by, *lines[:3], ""]),
        "second/a": "\n".join([by, *lines[3:], ""]),
    }.items():
        path = home / f"{name}.lp"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return load_corpus([home / "law"], [home / "second", home / "first"])


def test_the_place_does_not_count(lab: Lab, tmp_path: Path) -> None:
    corpus, moved = lab.load(), elsewhere(tmp_path)
    assert told(moved) == told(corpus)
    assert moved.fingerprint != corpus.fingerprint


def test_comments_and_blanks_do_not_count(lab: Lab) -> None:
    corpus = lab.load()
    spaced = RULES.replace("present(P,H,D) :- visit(P,H,D).", "% why\npresent(P,H,D) :-\n    visit(P, H, D).  % so")
    assert told(lab.load(rules__rules=spaced, facts__facts=f"% mine\n\n{FACTS}")) == told(corpus)


@pytest.mark.parametrize(
    "change",
    [
        ("20250101", "20250102"),
        ("seen_twice", "seen_once"),
        ("20260101", "20260102"),
        ('"A source"', '"Another source"'),
        ('state(bbb,"B").', 'state(bbb,"B").  %@ known 20260101'),
        ('state(bbb,"B").', '%@ note "so"\nstate(bbb,"B").'),
        ('state(bbb,"B").', 'state(bbb,"B").\ncount(bbb,1).'),
    ],
    ids=lambda it: it[1],
)
def test_what_a_fact_says_and_rests_on_counts(lab: Lab, change: tuple[str, str]) -> None:
    rules, facts = told(lab.load())
    assert change[0] in FACTS
    changed = told(lab.load(facts__facts=FACTS.replace(*change)))
    assert changed[0] == rules
    assert changed[1] != facts


@pytest.mark.parametrize(
    "change",
    [
        ("visit(P,H,D).", "visit(P,H,D), D > 20000101."),
        ("is in {H}", "is within {H}"),
        ("Who visits is present", "A visitor is present"),
        ("art. 1", "art. 2"),
        ("checked(text)", "checked(memory)"),
        ("R-1", "R-2"),
        (":- visit(P,H,D).", ":- visit(P,H,D).\nvisit(pat,aaa,20240101)."),
    ],
    ids=lambda it: it[1],
)
def test_what_a_rule_says_counts(lab: Lab, change: tuple[str, str]) -> None:
    rules, facts = told(lab.load())
    assert change[0] in RULES
    changed = told(lab.load(rules__rules=RULES.replace(*change)))
    assert changed[0] != rules
    assert changed[1] == facts


def test_the_vocabulary_and_the_regime_count(lab: Lab) -> None:
    corpus = lab.load()
    other = VOCABULARY.replace("office = head | minister", "office = head | minister | judge")
    assert lab.load(rules__vocabulary=other).rules_fingerprint != corpus.rules_fingerprint
    (lab.home / "rules" / "rules.lp").unlink()
    of_regime = lab.write(rules__vocabulary=VOCABULARY, rules__treaty__rules=RULES)
    moved = load_corpus([of_regime.home / "rules"], [of_regime.home / "facts"])
    assert moved.rules["R-1"].regime == "treaty"
    assert moved.rules_fingerprint != corpus.rules_fingerprint


def test_an_id_is_that_of_its_contract_and_content() -> None:
    ids = [
        identify("a/1", "b"),
        identify("a/1", "c"),
        identify("a/2", "b"),
        identify("a/1", "b", "c"),
        identify("a/1", "bc"),
    ]
    assert len(set(ids)) == len(ids)
    assert identify("a/1", "b") == ids[0]
    assert len(ids[0]) == 16
