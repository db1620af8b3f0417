"""What the columns of a table of stays stand for."""

from __future__ import annotations

import pytest

from dedere.batch.answering import Row
from dedere.batch.roles import Roles
from dedere.errors import UsageError

ADDED = ("verdict", "rule")


def test_columns_by_their_names_and_by_those_of_lists_of_stays() -> None:
    cells = {"Person": "putin", "HOST": "ind", "Start": "2025-12-05", "End": None, "other": 3}
    roles = Roles()
    roles.check(cells, ADDED)
    assert roles.row(cells) == Row("putin", "ind", "2025-12-05", None, None)
    both = {"person": "p", "host": "h", "date": "1", "from": "2"}
    assert roles.row(both).first == "2"


def test_columns_that_are_said_apart_or_left_out() -> None:
    roles = Roles({"host_state": "host", "Who Is It": "person", "verdict": "", "host": ""})
    cells = {"who is it": "putin", "host_state": "ind", "host": "x", "from": "2025-12-05", "verdict": "old"}
    roles.check(cells, ADDED)
    assert roles.row(cells) == Row("putin", "ind", "2025-12-05")
    assert roles.kept(cells) == ["who is it", "host_state", "from"]


@pytest.mark.parametrize(
    ("mapped", "columns", "said"),
    [
        ({}, ["person", "from"], "the table has no column for `host`"),
        ({"x": "host"}, ["person", "host", "from"], "the table has no column `x`"),
        ({}, ["person", "host", "from", "note", "note"], "the table has two columns `note`"),
        ({}, [], "the table has no column for `person`, `host`, `from`"),
        ({}, ["person", "host", "from", "Verdict"], "the table has a column `Verdict`, which the answer has too"),
    ],
)
def test_a_table_that_is_none_of_stays(mapped: dict[str, str], columns: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        Roles(mapped).check(columns, ADDED)
    assert refused.value.hint


def test_a_name_that_is_none() -> None:
    with pytest.raises(UsageError, match="`hots` is no column") as refused:
        Roles({"x": "hots"})
    assert refused.value.hint == "did you mean `host`?"


@pytest.mark.parametrize("cell", [["a"], {"a": 1}, True, 2.5])
def test_a_cell_that_is_no_text_and_no_day(cell: object) -> None:
    with pytest.raises(UsageError, match="the cell of `person` is"):
        Roles().row({"person": cell, "host": "ind", "from": "2025-12-05"})
