"""Rows of squares."""

from __future__ import annotations

from dedere.reporting.pictures.grid import ROW, drawn


def test_a_row_for_each_with_a_square_for_each_column() -> None:
    made, height = drawn(["the Court", "another <view> of it all"], [("A & B", ["obliged", "contested"], "by law")])
    assert made.count("<rect") == 2
    assert "A &amp; B, the Court: obliged" in made
    assert "another &lt;view&gt;" in made
    assert "by law" in made
    assert height == drawn(["the Court", "another <view> of it all"], [])[1] + ROW
