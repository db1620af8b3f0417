"""A proof as a tree to be read."""

from __future__ import annotations

import samples
from dedere.reporting.tree import Grower, citation


def test_every_technical_step_is_counted_and_its_facts_are_kept() -> None:
    grower = Grower()
    (node,) = grower.grow([samples.PARTY])
    assert grower.left_out == 1
    assert [it.sentence for it in node.children] == [
        "Mongolia deposited its instrument on 11 April 2002",
        "1 July 2002 is on or before 2 September 2024",
    ]


def test_what_is_missing_is_not_told_of_itself() -> None:
    deposit = samples.missing("no deposit is known", "deposited(mng,D)")
    again = samples.missing("no deposit is known", "entered(mng,D)", deposit)
    (node,) = Grower().grow([samples.missing("Mongolia is no party", "party(mng,D)", again)])
    (below,) = node.children
    assert (below.sentence, below.children) == ("no deposit is known", ())


def test_a_source_is_a_citation_and_maybe_an_address() -> None:
    assert citation("A table <https://example.org>") == ("A table", "https://example.org")
    assert citation("a < b") == ("a < b", None)
