"""What is told of facts of the record."""

from __future__ import annotations

import pytest

from corpora import FACTS, Lab
from dedere.corpus.corpus import Corpus
from dedere.corpus.sentences import Phrasebook
from dedere.engine import default_engine
from dedere.reporting import facts, markdown, text
from dedere.reporting.page import Page

MORE = FACTS + '%@ by src recall 20260102\n%@ note "heard of"\nperson(kim,"Kim").\n'


@pytest.fixture
def corpus(lab: Lab) -> Corpus:
    return lab.load(facts__facts=MORE)


def test_how_many_there_are_of_each_predicate(corpus: Corpus) -> None:
    told = text.render(facts.numbers(corpus, [it for it in corpus.facts if it.atom.name != "visit"]), Page())
    assert told.splitlines() == [
        "  kind     predicate  facts",
        "  -------  ---------  -----",
        "  offices  office     1",
        "  persons  person     2",
        "  states   state      2",
        "",
        "5 facts; narrow with --predicate, --kind, --state or --person, or give --all",
    ]


def test_what_was_found_stands_with_its_place(corpus: Corpus) -> None:
    found = [it for it in corpus.facts if it.atom.args[0] == "kim"]
    told = text.render(facts.found(found, Phrasebook(corpus)), Page())
    assert told.splitlines() == ["Kim is a person", '    person(kim,"Kim") facts/facts.lp:10', "", "1 fact"]
    assert text.render(facts.found([], Phrasebook(corpus)), Page()) == "0 facts"


def test_a_fact_is_told_with_all_that_it_rests_on(corpus: Corpus) -> None:
    found = [it for it in corpus.facts if it.atom.name == "person"]
    told = text.render(facts.whole(corpus, found, Phrasebook(corpus)), Page()).splitlines()
    assert told[:3] == [
        "Pat is a person",
        '  fact       person(pat,"Pat").',
        "  form       person(Person: term, Name: text), of persons",
    ]
    at = told.index("Kim is a person")
    assert told[at - 1] == ""
    assert told[at + 3 :] == [
        "  source     A source (src)",
        "             https://example.org",
        "  confidence from memory, not seen in a source",
        "  checked    2 January 2026",
        "  note       heard of",
        "  stands in  facts/facts.lp:10",
    ]
    shown = markdown.render(facts.whole(corpus, found, Phrasebook(corpus)))
    assert "- **source:** A source (src)\n  https://example.org\n- **confidence:**" in shown


def test_of_many_facts_the_first_are_shown(corpus: Corpus) -> None:
    many = [corpus.facts[0]] * 30
    assert text.render(facts.whole(corpus, many, Phrasebook(corpus)), Page()).endswith(
        "and 5 more; `dedere facts list` has filters"
    )


def test_facts_that_read_otherwise_are_counted_apart() -> None:
    of = default_engine().corpus
    told = text.render(facts.numbers(of, of.by_predicate["journey"]), Page())
    for line in ("journey (took place)  212", "journey (cancelled)   21", "journey (remote)      2"):
        assert " ".join(line.split()) in " ".join(told.split())
    assert told.startswith("266 facts") or "266 facts" in told
