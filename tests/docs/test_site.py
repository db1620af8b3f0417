"""How pages that are read on a code host become those of the site."""

from __future__ import annotations

import re
from pathlib import Path

import dedere
from making import pages
from making.pages import law
from making.site import Rules, front, inward


def test_the_bar_beside_each_page_is_made_of_the_index() -> None:
    made = front("# Docs\n\n## Use it\n\n* [One](one.md)\n* [Two](two/three.md)\n", "# Dedere\n\n[one](docs/one.md)\n")
    assert made.startswith("# Dedere\n\n[one](one.md)\n")
    assert ":caption: Use it\n\nOne <one>\nTwo <two/three>\n```" in made


def test_the_index_names_every_page_once() -> None:
    home = Path(pages.__file__).parents[1]
    named = re.findall(r"^\* \[[^\]]+\]\(([\w-]+\.md)\)", (home / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(it.name for it in home.glob("*.md") if it.name != "index.md")


def test_what_only_tests_read_is_left_out_and_links_out_of_the_folder_lead_nowhere_else() -> None:
    page = "[The README](../README.md) and [a court](../tests/packs/a).\n\n<!-- not run: a form -->\n"
    assert inward(page + "```console\n```\n") == "[The README](index.md) and `a court`.\n\n```console\n```\n"


def test_each_rule_stands_on_the_page_of_its_regime_with_authority_and_sentence() -> None:
    corpus = dedere.load()
    made = law(corpus)
    assert {name.removeprefix("law/") for name in made if "/" in name} == {
        it.regime or "general" for it in corpus.rules.values()
    }
    for it in corpus.rules.values():
        page = made[f"law/{it.regime or 'general'}"]
        assert page.count(f"({it.id.lower()})=\n### {it.id}: ") == 1, it.id
    of = made["law/rome_statute"].partition("### RS-89-1: ")[2].partition("\n### ")[0]
    assert "- Rome Statute, arts 59(1), 89(1) (read in the text)" in of
    assert "\n> " in of
    assert "```clingo\napplicable(duty(H,arrest_and_surrender,P,C)" in of


def test_a_word_of_a_rule_is_lexed_as_a_whole() -> None:
    words = [text for _, text in Rules().get_tokens("watched(kampala) :- not knows(kampala).")]
    assert words.count("kampala") == 2
    assert "not" in words
