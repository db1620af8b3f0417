"""A row, read and judged: what cells mean, and why a row gives no fact."""

from __future__ import annotations

import pytest

from dedere.corpus.sentences import decimal
from dedere.engine import default_engine
from dedere.errors import UsageError
from dedere.exchange.reading import Row
from dedere.exchange.rows import Reader, RowError
from dedere.language.records import Source
from desks import Desk

GOOD = {"state": "aaa", "treaty": "rome", "day": "2021-02-03", "source": "reg", "confidence": "seen_once"}


def reader(desk: Desk, as_: str | None = "deposited", *rows: Row) -> Reader:
    made = Reader(desk.corpus(), as_)
    made.learn([GOOD, *rows])
    return made


def refused(desk: Desk, row: Row, as_: str | None = "deposited") -> tuple[str, str | None]:
    with pytest.raises((RowError, UsageError)) as caught:
        reader(desk, as_).read(row)
    return str(caught.value), getattr(caught.value, "hint", None)


def test_a_fact_with_its_source_and_remarks(desk: Desk) -> None:
    remarks = {"checked": "2021-02-03", "known": "20210204", "note": "  so   it is "}
    said = reader(desk).read({**GOOD, **remarks})
    assert str(said.atom) == "deposited(aaa,rome,20210203)"
    assert [it.id for it in said.sources] == ["reg"]
    assert said[2:] == ("seen_once", 20210203, 20210204, "so it is")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("", "#sup"), ("open", "#sup"), ("Unknown", "#sup"), ("#sup", "#sup"), ("2020-01-02", 20200102)],
    ids=["empty", "open", "unknown", "sup", "day"],
)
def test_an_end_may_be_open(desk: Desk, cell: str, value: object) -> None:
    row = {"person": "pat", "office": "Head of State", "state": "Alphaland", "from": "", "to": cell}
    said = reader(desk, "office").read({**row, "source": "reg", "confidence": "recall"})
    assert said.atom.args == ("pat", "head_of_state", "aaa", "#inf", value)


@pytest.mark.parametrize(("cell", "value"), [("12.5", 1250), ("25", 2500), ("0.05", 5), ("12.50", 1250), ("-1", -100)])
def test_a_decimal_is_read_in_hundredths_and_comes_back_equal(cell: str, value: int) -> None:
    row = {"measure": "section_122", "percent": cell, "source": "recall", "confidence": "recall"}
    made = Reader(default_engine().corpus, "rate")
    made.learn([row])
    assert made.read(row).atom.args == ("section_122", value)
    assert float(decimal(value)) == float(cell)


@pytest.mark.parametrize("cell", ["12,5", "12.555", "a", ".5"])
def test_what_is_no_decimal_of_two_places(cell: str) -> None:
    row = {"measure": "section_122", "percent": cell, "source": "recall", "confidence": "recall"}
    made = Reader(default_engine().corpus, "rate")
    made.learn([row])
    with pytest.raises(RowError, match="is no decimal of two places"):
        made.read(row)


@pytest.mark.parametrize(
    ("changed", "reason", "hint"),
    [
        ({"state": " "}, "the cell is empty (column `State`)", "give the value"),
        ({"day": "2021-02-30"}, "`2021-02-30` is a day that does not exist (column `Day`)", None),
        ({"treaty": "a(b"}, "`a(b` cannot be an id", "ids are lower-case words joined by underscores"),
        ({"checked": "soon"}, "`soon` is not a date (column `checked`)", None),
        ({"source": ""}, "the row has no source", "give its id in the column `source`"),
        ({"source": 'a"b'}, '`a"b` cannot be the id of a source', "use letters, digits and underscores"),
        ({"source": "other"}, "the source `other` is not in the record", "give its citation in the column `citation`"),
        ({"source": "reg,book", "citation": "one"}, "there are not as many citations as sources", "write `|` between"),
        ({"citation": "Another"}, "the source `reg` is cited otherwise in the record", 'it is `Register, "the old'),
        ({"confidence": ""}, "the row gives no confidence", "it is one of seen_twice, seen_once, recall"),
        ({"confidence": "sure"}, "`sure` is no confidence", "it is one of seen_twice, seen_once, recall"),
        ({"note": "x" * 1501}, "the cell of `note` has more than 1500 characters", "shorten it"),
        ({"daay": "1"}, "the column `daay` is no argument of `deposited`", "did you mean `day`?"),
        ({"predicate": "office"}, "`office` is no fact of `deposited`", "import it with its own name"),
        ({"predicate": "depos"}, "there is no fact predicate `depos`", "`dedere facts list` shows them"),
    ],
    ids=lambda it: ",".join(it) if isinstance(it, dict) else "",
)
def test_why_a_row_gives_no_fact(desk: Desk, changed: Row, reason: str, hint: str | None) -> None:
    told, what = refused(desk, {**GOOD, **changed})
    assert told.startswith(reason)
    assert hint is None or (what or "").startswith(hint)


@pytest.mark.parametrize(("cell", "value"), [("-12", -12), ("007", 7)])
def test_a_number(desk: Desk, cell: str, value: int) -> None:
    row = {"state": "aaa", "percent": cell, "source": "reg", "confidence": "recall"}
    assert reader(desk, "rate").read(row).atom.args == ("aaa", value)
    assert refused(desk, {**row, "percent": "1.5"}, "rate") == (
        "`1.5` is no number (column `Percent`)",
        "write it in digits",
    )


def test_a_column_that_is_missing_from_one_row_or_from_all(desk: Desk) -> None:
    row = {name: cell for name, cell in GOOD.items() if name != "day"}
    assert refused(desk, row)[0] == "the row has no cell in the column `Day`"
    with pytest.raises(RowError, match="there is no column `Day`"):
        Reader(desk.corpus(), "deposited").read(row)


def test_of_a_kind_each_row_names_its_predicate(desk: Desk) -> None:
    assert refused(desk, GOOD, "treaty_acts")[0] == "the row does not say of which predicate it is"
    said = reader(desk, "treaty_acts").read({**GOOD, "predicate": "deposited"})
    assert said.atom.name == "deposited"


def test_what_another_row_names_may_be_used(desk: Desk) -> None:
    new = {"predicate": "state", "state": "ccc", "name": "Gammaland", "source": "reg", "confidence": "recall"}
    row = {**GOOD, "predicate": "deposited", "state": "ccc"}
    assert "`ccc`" in refused(desk, row, None)[0]
    assert str(reader(desk, None, new).read(row).atom) == "deposited(ccc,rome,20210203)"


def test_a_source_is_cited_once_and_then_known(desk: Desk) -> None:
    made = reader(desk)
    row = {**GOOD, "source": "new | book", "citation": "A  new source | A book", "url": "https://example.org/n"}
    assert [it.id for it in made.read(row).sources] == ["new", "book"]
    assert made.new_sources == {"new": Source("new", "A new source", "https://example.org/n")}
    assert made.read({**GOOD, "source": "new"}).sources == tuple(made.new_sources.values())
    with pytest.raises(RowError, match="`new` is cited otherwise in another row"):
        made.read({**GOOD, "source": "new", "citation": "An old source"})
    with pytest.raises(RowError, match="`book` is cited otherwise in the record"):
        made.read({**GOOD, "source": "book", "citation": "An old source"})


def test_all_that_is_wrong_with_a_row_is_told_at_once(desk: Desk) -> None:
    row = {"person": "nobody", "office": "head", "state": "zzz", "from": "2020-13-01", "to": "2020-01-01", "source": ""}
    said, hint = refused(desk, row, "office")
    wrong = ("`nobody`", "`head`", "`zzz`", "`2020-13-01`", "no confidence", "no source")
    assert [it for it in wrong if it not in said] == []
    assert "`2020-01-01`" not in said
    assert hint is not None
    assert "it is one of seen_twice, seen_once, recall" in hint


def test_a_sign_within_the_citation_of_a_single_source_parts_nothing(desk: Desk) -> None:
    made = reader(desk)
    made.read({**GOOD, "source": "new", "citation": "One | and the same"})
    assert made.new_sources["new"].citation == "One | and the same"


def test_neither_a_predicate_nor_a_kind(desk: Desk) -> None:
    with pytest.raises(UsageError, match="there is no predicate and no kind of fact `treaty_act`") as caught:
        Reader(desk.corpus(), "treaty_act")
    assert caught.value.hint == "did you mean `treaty_acts`?"


JOURNEY = {
    "journey": "j_1", "host": "Mongolia", "outcome": "took place", "capacity": "head of State", "occasion": "summit",
    "source": "recall", "confidence": "recall",
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "first", "id_"),
    [
        ("President Putin", "2024-09-02", "putin"),
        ("Prime Minister Netanyahu", "2 Sep 2024", "netanyahu"),
        ("Prime Minister Benjamin Netanyahu", "2024-09-02", "netanyahu"),
        ("President al-Bashir", "2015-06-13", "bashir"),
        ("Vladimir Putin", "2024-09-02", "putin"),
    ],
)
def test_a_title_that_is_borne_on_the_first_day_of_the_row(given: str, first: str, id_: str) -> None:
    row = {**JOURNEY, "person": given, "first": first, "last": first}
    made = Reader(default_engine().corpus, "journey")
    made.learn([row])
    assert made.read(row).atom.args[1] == id_


@pytest.mark.parametrize(
    ("given", "first", "message"),
    [
        ("President al-Bashir", "2020-01-01", "nobody of that name is recorded as `President` on 2020-01-01"),
        ("Prime Minister Putin", "2024-09-02", "`Prime Minister`"),
        ("President Smith", "2024-09-02", "no person `President Smith` is known"),
        ("President", "2024-09-02", "no person `President` is known"),
    ],
)
def test_a_title_that_is_not(given: str, first: str, message: str) -> None:
    row = {**JOURNEY, "person": given, "first": first, "last": first}
    made = Reader(default_engine().corpus, "journey")
    made.learn([row])
    with pytest.raises((RowError, UsageError)) as caught:
        made.read(row)
    assert message in str(caught.value)
