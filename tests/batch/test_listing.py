"""Situations as a table: the days of a place without a gap, and the join of a table of stays with it, in SQL."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import dedere
from dedere import dates
from dedere.batch import arrow, listing, spread
from dedere.batch.deriving import AFTER, FIRST, Footing
from dedere.engine import Engine, default_engine
from dedere.errors import UsageError
from dedere.schema.situations import Situated
from small_law import SOUGHT, law

ENGINE = default_engine()
PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


@pytest.fixture(name="found", scope="module")
def _found() -> Situated:
    return listing.listed(ENGINE, ["putin"])


def test_the_days_of_a_place_follow_one_another_without_a_gap(found: Situated) -> None:
    by: dict[tuple[str, str | None], list[tuple[date, date]]] = {}
    for it in found.rows:
        by.setdefault((it.host, it.area), []).append((it.first, it.after))
    assert len(by) > 250
    for days in by.values():
        assert days[0][0] == dates.as_date(FIRST)
        assert days[-1][1] == dates.as_date(AFTER)
        assert all(one[1] == other[0] for one, other in pairwise(days))


def test_a_row_names_the_rule_and_its_authority(found: Situated) -> None:
    row = next(it for it in found.rows if it.host == "MNG" and it.verdict == "contested")
    assert (row.first, row.rule, row.schools["court"]) == (date(2023, 3, 17), "RS-89-1", "obliged")
    assert row.authority is not None
    assert row.authority.startswith("Rome Statute, arts 59(1), 89(1)")


def test_the_same_as_csv(found: Situated) -> None:
    rows = list(csv.DictReader(io.StringIO(listing.as_csv(found))))
    assert len(rows) == len(found.rows)
    assert [*rows[0]] == listing.columns(found)
    assert {it["verdict"] for it in rows} == {"contested", "not_obliged"}


def test_one_that_is_answered_row_by_row_has_no_verdict(monkeypatch: pytest.MonkeyPatch, found: Situated) -> None:
    of = dedere.situations("putin")
    monkeypatch.setattr(type(of), "by_row", frozenset({dedere.Place("mng")}))
    (row,) = [it for it in listing.listed(ENGINE, ["putin"]).rows if it.host == "MNG"]
    assert (row.verdict, row.schools, row.rule) == (None, {}, None)


def test_persons_are_named_as_everywhere_and_told_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    found = listing.table(ENGINE, ["Vladimir Putin", "putin", "President Putin"], progress=lambda *it: told.append(it))
    assert (found.persons, found.presences, told) == (("putin",), ("visit",), [(1, 1)])
    with pytest.raises(UsageError, match="no person"):
        listing.table(ENGINE, ["nobody"])


def _query() -> str:
    found = re.search(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_join_of_the_page_answers_as_assess_does(found: Situated, tmp_path: Path) -> None:
    duckdb: Any = pytest.importorskip("duckdb")
    parquet = tmp_path / "situations.parquet"
    parquet.write_bytes(listing.as_parquet(found))
    said = json.loads(arrow.parquet().read_schema(parquet).metadata[b"dedere"])
    assert (said["schema"], said["id"]) == ("dedere.situations/1", found.id)
    stays = tmp_path / "stays.csv"
    first, hosts = date(2023, 1, 1), ["MNG", "ARM", "IND", "UKR", "BFA", "HUN", "USA"]
    rows = [
        (host, first + timedelta(97 * at), first + timedelta(97 * at + long))
        for host in hosts
        for at, long in enumerate((0, 90, 400, 0, 1, 700))
    ]
    lines = [f"putin,{host},{begin},{end},visit" for host, begin, end in rows]
    stays.write_text("\n".join(["person,host,from,until,presence", *lines]), encoding="utf-8")
    query = _query().replace("situations.parquet", str(parquet)).replace("stays.csv", str(stays))
    connection = duckdb.connect()
    joined = connection.execute(query)
    names = [it[0] for it in joined.description]
    answers = [dict(zip(names, it, strict=True)) for it in joined.fetchall()]
    assert len(answers) == len(rows)
    for host, begin, end in rows:
        alone = dedere.assess("putin", host, first=begin, last=end)
        (row,) = [it for it in answers if (it["host"], it["from"], it["until"]) == (host, begin, end)]
        assert (row["verdict"], row["school_court"]) == (alone.verdict, alone.schools["court"])


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, found: Situated) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(arrow, "import_module", missing)
    with pytest.raises(UsageError, match="need pyarrow") as refused:
        listing.as_parquet(found)
    assert refused.value.hint is not None
    assert "dedere[tables]" in refused.value.hint


def test_all_are_those_of_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "everybody", lambda _: ["putin"])
    assert listing.table(ENGINE).persons == ("putin",)


def test_a_day_has_one_row_for_each_place_with_the_verdict_that_a_question_has(found: Situated) -> None:
    day = listing.on(ENGINE, "putin", "2024-09-02")
    places = {(it.host, it.area) for it in found.rows}
    assert len(day.rows) == len(places) == len({(it.host, it.area) for it in day.rows})
    by = {it.host: it for it in day.rows if it.area is None}
    for host in ("MNG", "IND"):
        answer = dedere.assess("putin", host, on="2024-09-02")
        assert (by[host].verdict, by[host].schools) == (answer.verdict, answer.schools)
    alone = listing.on(ENGINE, "putin", "2024-09-02", "Mongolia")
    assert alone.rows == (by["MNG"],)
    assert len({alone.id, day.id, found.id}) == 3


def test_on_a_day_a_place_that_is_answered_row_by_row_is_asked_about_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    of = dedere.situations("putin")
    place = dedere.Place("mng")
    monkeypatch.setattr(type(of), "by_row", frozenset({place}))
    monkeypatch.setitem(of._derived, place, of._derived[place]._replace(changes=()))
    row = listing.on(ENGINE, "putin", "2024-09-02", "mng").rows[0]
    assert (row.first, row.after) == (date(2024, 9, 2), date(2024, 9, 3))
    assert (row.verdict, row.schools["court"]) == ("contested", "obliged")


@pytest.mark.parametrize(("given", "told"), [({"host": "Atlantis"}, "Atlantis"), ({"day": "2024-02-30"}, "2024-02-30")])
def test_a_day_or_a_place_that_is_none_is_refused(given: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        listing.on(ENGINE, **{"person": "putin", "day": "2024-09-02", **given})


def test_the_same_as_parquet(found: Situated) -> None:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(listing.as_parquet(found)))
    assert table.column_names == listing.columns(found)
    written = [["" if it is None else str(it) for it in row.values()] for row in table.to_pylist()]
    assert written == [[*row.values()] for row in csv.DictReader(io.StringIO(listing.as_csv(found)))]
    said = json.loads(table.schema.metadata[b"dedere"])
    assert said["schema"] == listing.SITUATIONS
    assert (said["id"], said["rules"], said["facts"]) == (found.id, found.rules_fingerprint, found.facts_fingerprint)
    none = parquet.read_table(io.BytesIO(listing.as_parquet(found.model_copy(update={"rows": ()}))))
    assert (none.num_rows, none.schema) == (0, table.schema)


ARTICLE = '%@ authority "Small law" "art. 3" checked(convention)'
SMALL = law(
    ARTICLE,
    '%@ authority "Small law" "art. 3" checked(text)\n%@ authority "Other law" "art. 4" checked(text)',
    record=SOUGHT,
)
LISTED = """\
person,host,area,presence,first,after,verdict,school_wide,school_narrow,rule,authority
ada,aaa,,visit,1600-01-01,3000-01-01,not_obliged,not_obliged,not_obliged,,
ada,bbb,,visit,1600-01-01,2005-04-01,not_obliged,not_obliged,not_obliged,,
ada,bbb,,visit,2005-04-01,2006-01-01,obliged,obliged,obliged,DUTY,"Small law, art. 3; Other law, art. 4"
ada,bbb,,visit,2006-01-01,2007-01-01,contested,obliged,not_obliged,DUTY,"Small law, art. 3; Other law, art. 4"
ada,bbb,,visit,2007-01-01,2008-01-01,obliged,obliged,obliged,DUTY,"Small law, art. 3; Other law, art. 4"
ada,bbb,,visit,2008-01-01,3000-01-01,not_obliged,not_obliged,not_obliged,,
"""
ALONE = """
%@ rule ARRIVAL "Who arrives in office is welcome in Birchmark"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "{P} has arrived in office"
applicable(duty(H,arrest,P,none),"ARRIVAL",D) :- here(P,H,D), visit(_,P,H,F,_), joined(H,_), office(P,_,F,_).
"""


@pytest.fixture(name="_here")
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are asked for, none is left to a process of its own."""
    monkeypatch.setattr(spread, "HERE", 1000)


@pytest.mark.usefixtures("_here")
def test_the_whole_table_of_a_small_record() -> None:
    assert listing.as_csv(listing.table(SMALL, ["Ada Ash"])) == LISTED
    told: list[tuple[int, int]] = []
    both = listing.table(SMALL, presences=["remote", "visit"], progress=lambda *it: told.append(it))
    assert (both.persons, both.presences, both.schools) == (("ada", "ben"), ("remote", "visit"), ("wide", "narrow"))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [(it.person, it.presence, it.host) for it in both.rows if it.verdict == "obliged"] == [
        ("ada", "visit", "bbb")
    ] * 2
    assert [it for it in both.rows if (it.person, it.presence) == ("ada", "visit")] == [
        *listing.table(SMALL, ["ada"]).rows
    ]
    assert both.known_on is None
    assert listing.table(SMALL, ["ada"], known_on="2010-01-01").known_on == date(2010, 1, 1)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2005-03-31", "not_obliged"), ("2005-04-01", "obliged"), ("2005-12-31", "obliged"), ("2006-01-01", "contested")],
)
def test_a_day_is_in_the_row_whose_days_have_it(day: str, verdict: str) -> None:
    (row,) = listing.on(SMALL, "ada", day, "Birchmark").rows
    assert (row.host, row.verdict) == ("bbb", verdict)
    assert row.first <= date.fromisoformat(day) < row.after
    there = listing.on(SMALL, "ada", day).rows
    assert [it.host for it in there] == ["aaa", "bbb"]
    assert {it.verdict for it in listing.on(SMALL, "ada", day, presence="remote").rows} == {"not_obliged"}


@pytest.mark.usefixtures("_here")
def test_a_place_in_which_a_rule_speaks_of_the_stay_has_one_row_and_a_verdict_on_a_day_alone() -> None:
    engine = law(more=ALONE, record=SOUGHT)
    found = listing.table(engine, ["ada"])
    (row,) = [it for it in found.rows if it.host == "bbb"]
    assert (row.first, row.after, row.verdict) == (dates.as_date(FIRST), dates.as_date(AFTER), None)
    assert (row.schools, row.rule, row.authority) == ({}, None, None)
    assert listing.as_csv(found).splitlines()[-1] == "ada,bbb,,visit,1600-01-01,3000-01-01,,,,,"
    (on,) = listing.on(engine, "ada", "2006-01-01", "bbb").rows
    assert (on.first, on.after, on.verdict) == (date(2006, 1, 1), date(2006, 1, 2), "obliged")
    (later,) = listing.on(engine, "ada", "2006-01-02", "bbb").rows
    assert (later.verdict, later.schools) == ("contested", {"wide": "obliged", "narrow": "not_obliged"})


@pytest.mark.usefixtures("_here")
def test_what_tells_one_table_from_another_is_in_its_id() -> None:
    asked: list[dict[str, Any]] = [
        {"persons": ["ada"]},
        {"persons": ["ben"]},
        {"persons": ["ada", "ben"]},
        {"persons": ["ada"], "presences": ["remote"]},
        {"persons": ["ada"], "footing": Footing(20100101)},
        {"persons": ["ada"], "footing": Footing.read(SMALL, ["joined(aaa,20050101)"])},
        {"persons": ["ada"], "footing": Footing.read(SMALL, (), ["joined(bbb,20050401)"])},
    ]
    found = [listing.listed(SMALL, **it).id for it in asked]
    assert len({*found}) == len(asked)
    assert listing.listed(SMALL, ["ada"]).id == listing.listed(Engine(SMALL.corpus), ["ada"]).id == found[0]
    days = [listing.on(SMALL, "ada", *it).id for it in (["2006-01-01"], ["2006-01-02"], ["2006-01-01", "bbb"])]
    assert len({*days, found[0]}) == 4
