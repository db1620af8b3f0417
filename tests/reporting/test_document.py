"""Blocks: what reasons and trees become in a document."""

from __future__ import annotations

import samples
from dedere.reporting.document import Aside, Heading, Item, Items, Note, Sources, gathered, of_reason, section
from dedere.reporting.selection import Reason
from dedere.reporting.tree import Grower


def test_a_reason_says_in_whose_view_it_holds_before_what_it_rests_on() -> None:
    item = of_reason(Reason("it is so", "Statute, art. 1", "in the view of the Court"))
    assert item == Item("It is so (in the view of the Court).", (Note("Statute, art. 1", "rests"),))
    assert of_reason(Reason("it is so")) == Item("It is so.")


def test_a_section_of_nothing_is_none() -> None:
    assert section("Why", ()) == []
    assert section("Why", (Item("x"),), 2, "--explain full") == [
        Heading("Why"),
        Items((Item("x"),), 2, "--explain full"),
    ]


def test_trees_close_with_what_they_leave_out_and_their_sources() -> None:
    grower = Grower()
    assert gathered(grower) == []
    grower.grow([samples.PARTY])
    assert gathered(grower) == [
        Aside("1 technical step left out"),
        Sources(("A table <https://example.org>",)),
    ]
