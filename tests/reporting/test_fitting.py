"""What gives way where a page is too short, in what order, and how it is counted."""

from __future__ import annotations

from dedere.reporting.document import Document, Heading, Item, Items, Paragraph, Remarks, Table
from dedere.reporting.fitting import fit

BRIEF = Table((), (("a", "must"),))
REMARKS = Remarks((("Take care", "of this"),))


def _list(rank: int, least: int, *weights: int) -> Items:
    return Items(
        tuple(Item(f"{rank}-{at}", weight=weight) for at, weight in enumerate(weights)), rank=rank, least=least
    )


def _lines(document: Document) -> int:
    """A line for each item, cell, heading and remark."""
    told = 0
    for it in document.blocks:
        told += len(it.items) if isinstance(it, Items) else len(it.rows[0]) if isinstance(it, Table) else 1
    return told


def _fitted(most: int) -> Document:
    first, second = _list(1, 2, 0, 1, 3, 2), _list(2, 1, 1, 2)
    table = Table((), (("a", "must", "because"),), shorter=BRIEF)
    blocks = (table, Heading("Why"), first, Heading("What"), second, REMARKS)
    return fit(Document("Yes", blocks, most=most), _lines)


def _left(document: Document) -> list[str]:
    return [item.text for it in document.blocks if isinstance(it, Items) for item in it.items]


def _headings(document: Document) -> list[str]:
    return [it.text for it in document.blocks if isinstance(it, Heading)]


def test_what_fits_is_left_as_it_is() -> None:
    assert _left(_fitted(12)) == ["1-0", "1-1", "1-2", "1-3", "2-0", "2-1"]
    assert _headings(_fitted(0)) == ["Why", "What"]


def test_the_list_of_the_greatest_rank_gives_way_first_and_in_it_what_weighs_most() -> None:
    assert _left(_fitted(11)) == ["1-0", "1-1", "1-2", "1-3", "2-0"]
    assert _left(_fitted(10)) == ["1-0", "1-1", "1-3", "2-0"]
    assert _headings(_fitted(10)) == ["Why (3 of 4)", "What (1 of 2)"]


def test_then_the_words_of_a_table_then_what_weighs_anything() -> None:
    assert BRIEF not in _fitted(9).blocks
    assert _left(_fitted(9)) == ["1-0", "1-1", "2-0"]
    assert BRIEF in _fitted(8).blocks
    assert _left(_fitted(8)) == ["1-0", "1-1", "2-0"]
    assert _left(_fitted(7)) == ["1-0", "2-0"]


def test_lists_have_the_room_that_a_table_gave_up() -> None:
    wide = Table((), (("a", "must", *"because"),), shorter=BRIEF)
    told = fit(Document("Yes", (wide, Heading("Why"), _list(1, 1, 0, 1, 2)), most=6), _lines)
    assert _left(told) == ["1-0", "1-1", "1-2"]


def test_at_last_whole_lists_go_and_are_counted() -> None:
    assert _left(_fitted(6)) == ["1-0"]
    assert _headings(_fitted(6)) == ["Why (1 of 4)", "What: 2 more"]


def test_what_weighs_nothing_and_every_caution_stay_whatever_the_page() -> None:
    shortest = _fitted(1)
    assert _left(shortest) == ["1-0"]
    assert REMARKS in shortest.blocks


def test_where_it_is_still_too_long_only_what_carries_the_answer_stays() -> None:
    carrying, other, changed = _list(2, 1, 0), _list(3, 2, 0), _list(3, 1, 0)
    blocks = (Heading("Why not"), carrying, Heading("Elsewhere"), other, Heading("Changed"), changed, REMARKS)
    assert _left(fit(Document("Yes", blocks, most=7), _lines)) == ["2-0", "3-0", "3-0"]
    assert _headings(fit(Document("Yes", blocks, most=6), _lines)) == ["Why not", "Elsewhere: 1 more", "Changed"]
    assert _headings(fit(Document("Yes", blocks, most=1), _lines))[-2:] == ["Elsewhere: 1 more", "Changed: 1 more"]
    assert REMARKS in fit(Document("Yes", blocks, most=1), _lines).blocks


def test_before_lists_of_the_first_rank_lose_what_they_need_the_table_says_it_in_fewer_words() -> None:
    wide = Table((), (("a", "must", *"because"),), shorter=BRIEF)
    told = fit(Document("Yes", (wide, Heading("Why"), _list(1, 3, 0, 1, 2)), most=6), _lines)
    assert _left(told) == ["1-0", "1-1", "1-2"]
    assert BRIEF in told.blocks


def test_a_table_becomes_a_sentence_and_then_remarks_say_it_shorter() -> None:
    short = Remarks((("Take care", "of 2"),))
    table = Table((), (("a", "must"),), briefest=Paragraph("A must."))
    blocks = (table, REMARKS._replace(remarks=REMARKS.remarks * 2, shorter=short))

    def lines(document: Document) -> int:
        of = [
            len(it.remarks) if isinstance(it, Remarks) else len(getattr(it, "rows", [()])[0]) or 1
            for it in document.blocks
        ]
        return sum(of)

    assert fit(Document("Yes", blocks, most=4), lines).blocks == blocks
    assert fit(Document("Yes", blocks, most=3), lines).blocks == (Paragraph("A must."), blocks[1])
    assert fit(Document("Yes", blocks, most=2), lines).blocks == (Paragraph("A must."), short)


def _cramped(most: int) -> Document:
    beside = Items((Item("b-0"), Item("b-1")), see="--explain full", lead="Beside that, ")
    blocks = (beside, Heading("Why"), _list(1, 2, 0, 0), Heading("Why not"), _list(2, 1, 0), REMARKS)
    return fit(Document("Yes", blocks, most=most), _lines)


def test_where_nothing_else_can_go_what_stands_beside_is_counted_and_then_reasons_down_to_one() -> None:
    assert _left(_cramped(8)) == ["b-0", "b-1", "1-0", "1-1", "2-0"]
    told = _cramped(6)
    assert _left(told) == ["1-0", "1-1", "2-0"]
    assert next((it.more, it.see) for it in told.blocks if isinstance(it, Items)) == (2, "--explain full")
    assert _left(_cramped(5)) == ["1-0", "2-0"]
    assert _headings(_cramped(5))[0] == "Why (1 of 2)"
    assert _left(_cramped(4)) == ["1-0"]
    assert _headings(_cramped(4)) == ["Why (1 of 2)", "Why not: 1 more"]
    assert _left(_cramped(1)) == ["1-0"]
    assert REMARKS in _cramped(1).blocks


def test_a_sentence_is_told_in_fewer_words_where_fewer_remarks_do_not_do() -> None:
    remarks = Remarks((("Take care", "a"), ("Record", "b")), Remarks((("Record", "b"),)))
    blocks = (Paragraph("Open: the Court. Is it?", shorter="Open: the Court."), remarks)

    def lines(told: Document) -> int:
        return sum(len(it.remarks if isinstance(it, Remarks) else str(it).split(". ")) for it in told.blocks)

    assert fit(Document("Yes", blocks, most=3), lines).blocks == (blocks[0], remarks.shorter)
    assert fit(Document("Yes", blocks, most=2), lines).blocks == (Paragraph("Open: the Court."), remarks.shorter)


def _allotted(most: int, *, see: str = "--all") -> Document:
    """A page with what carries the answer, two lists of which each has a first line, and two that go first."""
    wide, short = Item("law that is long"), Item("law")
    law = Items((wide, short), rank=3, least=2)
    first = (Heading("Why"), _list(1, 1, 0), Heading("Law"), law, Heading("Changed"), _list(4, 1, 0, 1))
    blocks = (*first, Heading("Must"), _list(6, 2, 1, 2), Heading("Ways"), _list(7, 2, 1), REMARKS)

    def lines(told: Document) -> int:
        return _lines(told) + sum(len(it.items[0].text) > 3 for it in told.blocks if isinstance(it, Items) and it.items)

    return fit(Document("Yes", blocks, most=most, see=see), _lines if not see else lines)


def test_each_list_that_matters_has_a_first_item_before_any_has_a_second() -> None:
    assert _left(_allotted(8)) == ["1-0", "law", "4-0"]
    assert _left(_allotted(9)) == ["1-0", "law that is long", "4-0"]


def test_room_that_is_left_is_filled_again() -> None:
    every = ["1-0", "law that is long", "law", "4-0", "4-1", "6-0", "6-1", "7-0"]
    kept = [_left(_allotted(most)) for most in range(9, 16)]
    assert kept[-1] == every
    assert [len(it) for it in kept] == sorted(len(it) for it in kept)
    assert all("4-0" in it for it in kept)


def test_lists_that_are_only_counted_are_told_in_one_line_with_what_shows_them() -> None:
    shown = [it.text for it in _allotted(9).blocks if isinstance(it, Paragraph)]
    assert shown == ["(More with --all: must (2); ways (1).)"]
    assert [it for it in _headings(_allotted(9, see="")) if it.endswith("more")] == ["Must: 2 more", "Ways: 1 more"]
