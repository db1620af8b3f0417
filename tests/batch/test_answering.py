"""A row of a table is answered as `assess` answers it, however it is written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import dedere
from dedere.batch import answering
from dedere.batch.answering import Answering, Row
from dedere.batch.deriving import Footing
from dedere.batch.situations import situations_at
from dedere.corpus.names import Directory
from dedere.engine import default_engine
from dedere.errors import UsageError
from small_law import SOUGHT, law

ANSWERING = Answering(default_engine())


@pytest.mark.parametrize(
    "row",
    [
        Row("putin", "India", "2025-12-05"),
        Row(" Putin, Vladimir", "MNG", "2024-09-02", "2024-09-03"),
        Row("President Putin", "Armenia", "20240130", date(2024, 2, 20), ""),
        Row("putin", "Crimea", 20241230, datetime(2025, 2, 20), " visit "),  # noqa: DTZ001
        Row("putin", "Mongolia", "2023-03-01", "2029-03-01"),
    ],
)
def test_a_row_is_answered_as_it_is_alone(row: Row) -> None:
    found = ANSWERING.answer(row)
    first, last = (int(str(it)[:10].replace("-", "")) if it else None for it in (row.first, row.last))
    alone = dedere.assess(str(row.person), str(row.host), first=first, last=last)
    assert (found.verdict, found.schools) == (alone.verdict, tuple(alone.schools.values()))
    if alone.windows:
        assert (found.rule, found.first_day) == (alone.windows[0].rule, alone.windows[0].first_day)
    else:
        assert (found.rule, found.authority, found.first_day) == (None, None, alone.question.first_day)
    assert not found.by_row


@pytest.mark.parametrize("cell", ["3 Sep 2024", "3 September 2024", "03.09.2024", "2024-09-03 00:00:00", " 20240903 "])
def test_a_day_is_read_as_tables_write_it(cell: str) -> None:
    assert ANSWERING.day(cell) == 20240903


def test_a_day_of_either_month_is_refused() -> None:
    with pytest.raises(UsageError, match="either of two days"):
        ANSWERING.day("03/09/2024")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("nobody", "India", "2025-12-05"), "no person `nobody` is known"),
        (Row("putin", "Atlantis", "2025-12-05"), "no state or area `Atlantis` is known"),
        (Row("putin", None, "2025-12-05"), "no host is given"),
        (Row("", "India", "2025-12-05"), "no person is given"),
        (Row("putin", "India", None), "no first day is given"),
        (Row("putin", "India", "2025-02-30"), "`2025-02-30` is a day that does not exist"),
        (Row("putin", "India", "2025-12-05", "2025-12-04"), "the last day `2025-12-04` is before the first"),
        (Row("putin", "India", "1925-12-05", "2025-12-04"), "the stay lasts longer than 40 years"),
        (Row("putin", "India", "2025-12-05", None, "in spirit"), "`in spirit` is no manner of presence"),
        (Row("King Putin", "India", "2025-12-05"), "no person `King Putin` is known"),
    ],
)
def test_what_is_no_question_is_told_each_time(row: Row, said: str) -> None:
    for _ in range(2):
        with pytest.raises(UsageError, match=said):
            ANSWERING.answer(row)


def test_a_name_that_is_none_is_looked_for_once_whatever_the_days(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[str] = []
    find = Directory.find

    def counted(self: Directory, given: str) -> str:
        sought.append(given)
        return find(self, given)

    monkeypatch.setattr(Directory, "find", counted)
    apart = Answering(default_engine())
    grown = set()
    for day in ("2025-12-05", "2025-12-06", "2025-12-07", "2025-12-07", "2025-12-07"):
        with pytest.raises(UsageError, match="no person `King Putin` is known") as refused:
            apart.answer(Row("King Putin", "India", day))
        grown.add(len(refused.traceback))
    assert sought == ["King Putin"]
    assert len(grown) <= 2  # Read or found again; not more with each row.
    assert apart.answer(Row("President Putin", "India", "2025-12-05")).person == "putin"
    with pytest.raises(UsageError, match="recorded as `President` on 1999-12-05"):
        apart.answer(Row("President Putin", "India", "1999-12-05"))


def test_the_manner_where_a_row_has_none() -> None:
    apart = Answering(default_engine(), "remote")
    assert apart.needs(Row("putin", "Mongolia", "2024-09-02")) == ("putin", "remote")
    assert apart.needs(Row("putin", "Mongolia", "2024-09-02", None, "visit")) == ("putin", "visit")
    assert apart.needs(Row("nobody", "Mongolia", "2024-09-02")) is None
    assert apart.answer(Row("putin", "Mongolia", "2024-09-02")).verdict == "not_obliged"


JOINS = "deposited(India,Rome Statute,2025-09-01)"


def test_a_row_that_supposes_something_is_answered_as_it_is_alone() -> None:
    none = ANSWERING.answer(Row("putin", "India", "2025-12-05", None, None, " ; "))
    assert none.verdict == "not_obliged"
    for given, supposed in ((JOINS, [JOINS]), (f' {JOINS} ;alias(ind,"a; b");', [JOINS, 'alias(ind,"a; b")'])):
        found = ANSWERING.answer(Row("putin", "India", "2025-12-05", None, None, given))
        alone = dedere.assess("putin", "India", on="2025-12-05", suppose=supposed)
        assert (found.verdict, found.schools) == (alone.verdict, tuple(alone.schools.values()))
        assert found.verdict == "contested"
        assert [str(it) for it in found.footing.supposed] == list(alone.question.suppose)
    # What a row supposes is supposed in it alone.
    assert ANSWERING.answer(Row("putin", "India", "2025-12-05")).verdict == "not_obliged"
    with pytest.raises(UsageError, match="there is no kind of fact `nonsense`"):
        ANSWERING.answer(Row("putin", "India", "2025-12-05", None, None, "nonsense(a)"))


def test_it_is_supposed_beside_what_is_supposed_in_all_rows() -> None:
    engine = default_engine()
    of_all = Footing.read(engine, "person(pat,Pat)")
    row = Row("putin", "India", "2025-12-05", None, None, f"{JOINS}; warrant(w,icc,pat,2025-01-01)")
    with pytest.raises(UsageError):
        ANSWERING.answer(row)
    found = Answering(engine, None, of_all).answer(row)
    assert found.verdict == "contested"
    assert {*of_all.supposed} < {*found.footing.supposed}


def test_what_rows_suppose_alike_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = default_engine()
    seen: list[list[str]] = []
    really = situations_at

    def at(*key: Any) -> Any:
        seen.append([it.state for it in key[-1]])
        return really(*key)

    monkeypatch.setattr(answering, "situations_at", at)
    rows = [Row("putin", it, "2025-12-05", None, None, JOINS) for it in ("India", "China", "IND", "Atlantis")]
    made = Answering(engine)
    assert [made.needs(it) for it in rows] == [None] * 4
    made.prepare(rows)
    assert [made.answer(it).verdict for it in rows[:3]] == ["contested", "not_obliged", "contested"]
    assert seen == [["ind", "chn"]]
    # What is kept is bounded: with something else supposed it begins anew.
    monkeypatch.setattr(answering, "_MOST_SUPPOSED", 1)
    made.answer(rows[0]._replace(suppose="deposited(chn,rome,20250901)"))
    made.answer(rows[0])
    assert seen[1:] == [["ind"], ["ind"]]


SMALL = law(record=SOUGHT)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (Row("ada", "bbb", "2005-03-31", "2006-02-01"), ("obliged", "2005-04-01", "2005-12-31")),
        (Row("ada", "bbb", 20050601, date(2005, 6, 2)), ("obliged", "2005-06-01", "2005-06-02")),
        (Row("Ada Ash", "Birchmark", "2005-06-01", " "), ("obliged", "2005-06-01", "2005-06-01")),
        (Row("ada", "bbb", "2006-12-31", None, " visit "), ("contested", "2006-12-31", "2006-12-31")),
        (Row("ada", "bbb", "2006-06-01", "2007-01-01"), ("obliged", "2007-01-01", "2007-01-01")),
        (Row("ada", "bbb", "2006-06-01", None, "remote"), ("not_obliged", "2006-06-01", "2006-06-01")),
        (Row("ben", "bbb", "2006-06-01", "2046-06-01"), ("not_obliged", "2006-06-01", "2046-06-01")),
        (Row("ada", "aaa", "2006-06-01", None, None, "joined(aaa,20060601)"), ("obliged", "2006-06-01", "2006-06-01")),
        (
            Row("ada", "aaa", "2006-05-31", "2006-06-02", None, "joined(aaa,20060601)"),
            ("obliged", "2006-06-01", "2006-06-02"),
        ),
    ],
)
def test_a_row_of_the_small_law_is_answered_with_its_days(row: Row, told: tuple[str, str, str]) -> None:
    found = Answering(SMALL).answer(row)
    assert (found.verdict, str(found.first_day), str(found.last_day)) == told
    assert (found.rule, found.authority) == ((None, None) if told[0] == "not_obliged" else ("DUTY", ""))
    assert (found.person, found.by_row) == ("ben" if row.person == "ben" else "ada", False)
    assert found.place.state == ("aaa" if row.host == "aaa" else "bbb")
    views = {"obliged": ("obliged", "obliged"), "contested": ("obliged", "not_obliged")}
    assert found.schools == views.get(told[0], ("not_obliged", "not_obliged"))


def test_what_a_row_says_goes_before_what_holds_where_it_says_nothing() -> None:
    apart = Answering(SMALL, "remote", Footing.read(SMALL, ["joined(aaa,20050101)"]))
    row = Row("ada", "aaa", "2005-06-01")
    assert (apart.answer(row).verdict, apart.answer(row).manner) == ("not_obliged", "remote")
    assert apart.answer(row._replace(presence="visit")).verdict == "obliged"
    more = row._replace(presence="visit", suppose="office(ada,bbb,20050501,20060101)")
    assert apart.answer(more).verdict == "contested"
    assert [apart.needs(it) for it in (row, row._replace(presence="visit"), more)] == [
        ("ada", "remote"),
        ("ada", "visit"),
        None,
    ]
    assert apart.answer(row._replace(presence="visit")).verdict == "obliged"


def test_by_row_is_told_where_a_rule_speaks_of_the_whole_stay() -> None:
    here = "here(P,H,D) :- day(V,D), visit(V,P,H,_,_), manner(V,visit)."
    engine = law(here, f"{here[:-1]}, visit(V,_,_,F,_), F <= D.", record=SOUGHT)
    made = Answering(engine)
    assert made.answer(Row("ada", "bbb", "2005-06-01")).by_row
    assert not made.answer(Row("ada", "aaa", "2005-06-01")).by_row
    supposing = Row("ada", "aaa", "2005-06-01", None, None, "joined(aaa,20050101)")
    assert (made.answer(supposing).by_row, made.answer(supposing).verdict) == (True, "obliged")


@pytest.mark.parametrize(
    ("cell", "facts"),
    [
        ("a(b);c(d)", ["a(b)", "c(d)"]),
        (" a(b) ; ; c(d);", ["a(b)", "c(d)"]),
        ('a("x;y");b', ['a("x;y")', "b"]),
        (r'a("x\";y");b', [r'a("x\";y")', "b"]),
        ('a("x;b', ['a("x', "b"]),
        (" ; ", []),
    ],
)
def test_facts_of_a_cell_are_parted_by_semicolons_that_are_not_quoted(cell: str, facts: list[str]) -> None:
    assert answering._facts(cell) == facts


def test_of_what_rows_suppose_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, list[str]]] = []
    really = situations_at

    def at(*key: Any) -> Any:
        seen.append((str(key[3].supposed[0]), [it.state for it in key[4]]))
        return really(*key)

    monkeypatch.setattr(answering, "situations_at", at)
    monkeypatch.setattr(answering, "_MOST_SUPPOSED", 2)
    made = Answering(SMALL)
    one, two, three = (f"joined(aaa,{year}0101)" for year in (2004, 2005, 2006))

    def ask(*supposed: str, host: str = "aaa") -> list[tuple[str, list[str]]]:
        before = len(seen)
        for it in supposed:
            made.answer(Row("ada", host, "2006-06-01", None, None, it))
        return seen[before:]

    assert ask(one, two, one, two) == [(one, ["aaa"]), (two, ["aaa"])]
    # What is supposed of another place is worked out for it alone, and takes no room of its own.
    assert ask(one, host="bbb") == [(one, ["bbb"])]
    assert ask(two, three, three) == [(three, ["aaa"])]
    assert ask(one, three, two) == [(one, ["aaa"]), (two, ["aaa"])]
    made.prepare([Row("ada", host, "2006-06-01", None, None, two) for host in ("aaa", "bbb", "x", "bbb")])
    assert seen[-1] == (two, ["bbb"])
