"""The figures that are told of the tests are there: the page says no more than what is counted."""

from __future__ import annotations

import re

import examples
import figures


def test_the_page_tells_no_more_than_there_is() -> None:
    section = figures.PAGE.read_text(encoding="utf-8").partition(figures.BEGIN)[2].partition(figures.END)[0]
    rows = re.findall(r"^\| ([\d,]+) \| (.+) \|$", section, re.MULTILINE)
    told = {what: int(number.replace(",", "")) for number, what in rows}
    found = figures.figures()
    assert list(told) == list(found), "PYTHONPATH=engine:tests python tests/figures.py --write"
    for what, number in told.items():
        # What rests on memory is to be told in full, whatever else has grown since.
        least, most = (found[what], number * 1.1 + 5) if "memory" in what else (found[what], float("inf"))
        assert number <= least, what
        assert found[what] <= most, what


def test_cases_that_were_made_from_the_rules_say_so() -> None:
    files = [it for it in examples.files() if it.parent.name == "edges"]
    assert files
    for file in files:
        assert (
            "# What is expected is what the rules said when the case was made" in file.read_text(encoding="utf-8")[:500]
        )


def test_a_figure_is_rounded_down() -> None:
    assert [figures.rounded(it) for it in (7, 31, 275, 681, 8137)] == [7, 31, 270, 680, 8100]
    assert all(0 < figures.rounded(it) <= it for it in figures.figures().values() if it)
