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
    ("mapped", "columns", "hint"),
    [
        ({}, [], "it has no columns at all"),
        ({}, ["person", "from"], "its columns are person, from; give one another name with --map COLUMN=host"),
        ({"x": "host"}, ["person", "host", "from"], "its columns are person, host, from"),
        ({}, ["person", "host", "from", "note", "note"], "name every column once"),
        (
            {},
            ["person", "host", "from", "Verdict"],
            "leave it out with --map Verdict=, or give it another name",
        ),
    ],
)
def test_what_is_to_be_done_about_a_table_that_is_none_is_said(
    mapped: dict[str, str], columns: list[str], hint: str
) -> None:
    with pytest.raises(UsageError) as refused:
        Roles(mapped).check(columns, ADDED)
    assert refused.value.hint == hint


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


def test_a_name_that_is_far_from_all_is_told_with_them() -> None:
    with pytest.raises(UsageError) as refused:
        Roles({"x": "weather"})
    assert refused.value.hint == "the columns are person, host, from, until, presence, suppose"


def test_a_column_that_is_said_apart_goes_before_one_of_the_name_and_spellings_in_their_order() -> None:
    roles = Roles({"who": "person"})
    assert roles.of(("person", "who", "host", "from")) == {"person": "who", "host": "host", "from": "from"}
    # A column that was given another name is not taken for what it is called.
    assert "host" not in Roles({"host": "person"}).of(("host",))
    row = Roles().row({"person": None, "host": 7, "from": 20050601})
    assert (row.person, row.host, row.first, row.last, row.presence, row.suppose) == (
        None,
        7,
        20050601,
        None,
        None,
        None,
    )
