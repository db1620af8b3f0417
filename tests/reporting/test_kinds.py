"""What is told of the kinds of facts."""

from __future__ import annotations

from dedere.corpus.sentences import Phrasebook
from dedere.engine import default_engine
from dedere.exchange.kinds import kinds
from dedere.reporting import kinds as told
from dedere.reporting import shown
from dedere.reporting.page import Page

PLAIN = Page(width=200)


def test_all_kinds_are_listed_with_what_they_say() -> None:
    document = told.listed(kinds(default_engine().corpus))
    assert ("warrants", "made_public", "the warrant was made public on {Day}") in document.blocks[0].rows  # type: ignore[union-attr]


def test_one_is_told_with_all_that_is_to_be_known() -> None:
    corpus = default_engine().corpus
    text = shown.written(told.whole(kinds(corpus, "warrant"), Phrasebook(corpus)), "text", PLAIN)
    for said in (
        "warrant(Warrant: term, Court: court",
        "an id of your own",
        "icc_kony_2005",
        "made_public(",
        "facts new",
    ):
        assert said in text
