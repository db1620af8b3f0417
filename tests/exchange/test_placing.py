"""Rows held against the record: what is exchanged in the file, what is withdrawn, what takes the place of what."""

from __future__ import annotations

import pytest

from dedere.errors import UsageError
from desks import Desk

HEAD = "State,Treaty,Day,source,citation,url,confidence,checked,known,note\n"


def test_and_with_replace_the_old_fact_is_withdrawn(desk: Desk) -> None:
    found = desk.take(HEAD + "aaa,rome,20200102,reg,,,seen_once,,,\n", "deposited", replace=True)
    assert [(it.status, it.written) for it in found.rows] == [("changed", True)]
    assert "%@ withdraw deposited(aaa,rome,20200101)\n" in desk.written
    corpus = desk.corpus(desk.home / "table.lp")
    assert [str(it.atom) for it in corpus.by_predicate["deposited"]] == ["deposited(aaa,rome,20200102)"]


def test_a_fact_in_the_file_itself_is_exchanged(desk: Desk) -> None:
    desk.take(HEAD + "bbb,rome,20210101,reg,,,seen_once,,,first\nbbb,other,20210101,reg,,,seen_once,,,\n", "deposited")
    found = desk.take(HEAD + "bbb,rome,20210102,reg,,,seen_once,,,second\n", "deposited", replace=True)
    assert [(it.status, it.written) for it in found.rows] == [("changed", True)]
    assert "20210101).\n" in desk.written
    assert "deposited(bbb,rome,20210101)" not in desk.written
    assert '"first"' not in desk.written
    assert "withdraw" not in desk.written


def test_and_so_are_its_remarks_of_several_lines(desk: Desk) -> None:
    desk.take(HEAD + "bbb,rome,20210101,reg,,,seen_once,,20210301,first\n", "deposited")
    path = desk.home / "table.lp"
    written = desk.written.replace('note "first"', 'note "the\n%@   first"').replace("known ", "known\n%@   ")
    path.write_text(written.replace("%@ by reg", "%@ by\n%@   reg"), encoding="utf-8")
    assert "known\n%@   20210301\n" in desk.written
    desk.take(HEAD + "bbb,rome,20210102,reg,,,seen_once,,,second\n", "deposited", replace=True)
    assert not [it for it in ("first", 'note "the', "20210301", "20210101") if it in desk.written]
    fact = desk.corpus(path).by_predicate["deposited"][-1]
    assert (str(fact.atom), fact.note, fact.known) == ("deposited(bbb,rome,20210102)", "second", None)


def test_a_fact_that_shares_its_line_is_left_to_its_writer(desk: Desk) -> None:
    written = "%@ by reg seen_once 20260101\ndeposited(bbb,rome,20210101). deposited(bbb,other,20210101).\n"
    (desk.home / "table.lp").write_text(written, encoding="utf-8")
    with pytest.raises(UsageError, match="shares its line with something else"):
        desk.take(HEAD + "bbb,rome,20210102,reg,,,seen_once,,,\n", "deposited", replace=True)
    assert desk.written == written


def test_an_earlier_row_goes_first(desk: Desk) -> None:
    row = "bbb,rome,2021010{},reg,,,seen_once,,,\n"
    found = desk.take(HEAD + row.format(1) + row.format(1) + row.format(2), "deposited")
    assert [it.reason for it in found.rows] == [
        None, "row 2 says the same", "row 2 says otherwise of the same",
    ]  # fmt: skip
