"""Tables as text, on pages of any width."""

from __future__ import annotations

import pytest

from dedere.reporting.document import Table
from dedere.reporting.page import Page, columns
from dedere.reporting.tabular import table

ROWS = (
    ("the school of the Security Council avenue", "31 January 2024: need not; 1 to 2 February 2024: must", "it is so"),
    ("the Court", "must", "their immunity does not stand in the way, by the Statute alone or by custom"),
)


@pytest.mark.parametrize("width", [40, 50, 60, 80, 100])
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(width: int) -> None:
    lines = list(table(Table((), ROWS), Page(width)))
    assert max(map(columns, lines)) <= width
    words = " ".join(lines).replace(":", "").replace(";", "").split()
    for row in ROWS:
        for cell in row:
            assert all(it in words for it in cell.replace(":", "").replace(";", "").split())


def test_columns_stand_side_by_side_where_there_is_room() -> None:
    assert list(table(Table(("Who", "Answer"), (("the Court", "must"), ("B", "need not"))), Page(40))) == [
        "Who        Answer",
        "---------  --------",
        "the Court  must",
        "B          need not",
    ]


def test_an_id_is_broken_only_where_the_page_is_too_narrow_for_it() -> None:
    rows = (("article_98_agreements", "agreement_in_force_by_notice", "16"),)
    assert list(table(Table((), rows), Page(60))) == ["article_98_agreements  agreement_in_force_by_notice  16"]
    assert len(list(table(Table((), rows), Page(50)))) > 1


def test_on_a_narrow_page_the_cells_of_a_row_follow_one_another() -> None:
    assert list(table(Table((), ROWS[1:]), Page(24))) == [
        "the Court: must; their",
        "  immunity does not",
        "  stand in the way, by",
        "  the Statute alone or",
        "  by custom",
    ]


def test_a_marked_row_has_a_star_where_the_mark_is_explained() -> None:
    marked = Table((), (("A", "must"),), frozenset({0}), "the Court's own position")
    assert list(table(marked, Page())) == ["A *  must"]
    assert list(table(marked._replace(legend=""), Page())) == ["A  must"]
