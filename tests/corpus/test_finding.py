"""Facts and rules found by words."""

from __future__ import annotations

import pytest

from dedere.corpus import finding
from dedere.loading import load


@pytest.mark.parametrize(
    ("words", "hit"),
    [(["turkiye"], True), (["TÜRKIYE", "signed"], True), (["tur", "kiye-signed"], True), (["greece"], False)],
    ids=["accents", "case", "parts", "none"],
)
def test_every_word_has_to_stand_somewhere(words: list[str], hit: bool) -> None:
    assert finding.matches(words, "Türkiye signed", "the treaty") is hit


def test_facts_are_found_by_their_sentence_their_ids_and_their_sources() -> None:
    corpus = load()
    assert "deposited(mng,rome,20020411)" in {
        str(it.atom) for it in finding.facts(corpus, ["mongolia rome", "deposited"])
    }
    assert {it.atom.args[0] for it in finding.about(corpus, "icc_putin_2023")} == {"icc_putin_2023"}
    assert not any(it.law for it in finding.facts(corpus, ["mongolia"]))
    assert finding.facts(corpus, ["nosuchword"]) == []


def test_rules_are_found_by_their_title_their_authority_and_what_they_say() -> None:
    corpus = load()
    assert "RS-98-1" in {it.id for it in finding.rules(corpus, ["art. 98(1)", "third State"])}
    assert "IM-STATUTE" in {it.id for it in finding.rules(corpus, ["outranked", "not denied"])}
