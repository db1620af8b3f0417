"""What the columns of a table stand for."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from dedere.batch.taking import import_table
from dedere.errors import UsageError
from dedere.schema.exchange import Imported
from desks import Desk

STAYS = """\
%@ fact visit(Visit: term, Person: person, Host: state, First: date, After: until) of visits
%@ says "{Person} is in {Host}"
%@ fact journey(Journey: term, Person: person, Host: state, First: date, Last: date) of visits
%@ says "{Person} was in {Host}"
"""
ENTITIES = """\
%@ fact born(Person: person, Day: date) of persons
%@ says "{Person} was born on {Day}"
%@ fact known_as(Person: person, Name: text) of persons
%@ says "{Person} is called {Name}"
%@ fact taken_from(Schema: text, Property: text, Predicate: term, Argument: text, Self: text) of questions
%@ says "taken"
taken_from("Person","name",person,"Name","Person").
taken_from("Person","name",known_as,"Name","Person").
taken_from("Person","birthDate",born,"Day","Person").
taken_from("Post","holder",office,"Person","From").
taken_from("Post","role",office,"Office","From").
"""
SET = {"source": "reg", "confidence": "seen once"}


def take(desk: Desk, written: str, as_: str | None, name: str = "t.csv", **more: Mapping[str, str]) -> Imported:
    (desk.home / "rules" / "stays.lp").write_text(STAYS, encoding="utf-8")
    (desk.home / "rules" / "entities.lp").write_text(ENTITIES, encoding="utf-8")
    constant = {**SET, **more.get("constant", {})}
    rules, facts = [desk.home / "rules"], [desk.home / "facts"]
    path = desk.table(written, name)
    return import_table(path, as_, columns=more.get("columns"), constant=constant, rules=rules, facts=facts)


@pytest.mark.parametrize(
    ("as_", "head", "named"),
    [
        ("visits", "visit,person,host,from,until", "`visits` is a kind of 2 facts, and"),
        ("visits", "Visit,Person,Host,First,After", "`visits` is a kind of 2 facts, and"),
        (None, "visit,person,host,start,end", "no predicate is named:"),
    ],
)
def test_a_kind_is_told_from_one_of_its_facts(desk: Desk, as_: str | None, head: str, named: str) -> None:
    with pytest.raises(UsageError, match=f"{named} the table has no column `predicate`") as caught:
        take(desk, f"{head}\nv1,pat,bbb,2026-05-01,2026-05-02\n", as_)
    assert caught.value.hint == "name it with `--as visit`, or that of each row in such a column"


@pytest.mark.parametrize(
    ("as_", "head", "row", "days"),
    [
        ("visit", "From,Until", "1 May 2026,3 May 2026", "20260501,20260504"),
        ("visit", "from,until", "2026-05-01,", "20260501,20260502"),
        ("visit", "Day", "2026-05-01", "20260501,20260502"),
        ("visit", "start date,end date", "31/12/2026,31/12/2026", "20261231,20270101"),
        ("visit", "First,After", "2026-05-01,2026-05-02", "20260501,20260502"),
        ("journey", "from,until", "2026-05-01,2026-05-03", "20260501,20260503"),
        ("journey", "date", "2026-05-01", "20260501,20260501"),
    ],
)
def test_a_stay_by_its_last_day_or_by_one_day(desk: Desk, as_: str, head: str, row: str, days: str) -> None:
    found = take(desk, f"{as_},Person,Host,{head}\nv1,pat,bbb,{row}\n", as_)
    assert [it.fact for it in found.rows] == [f"{as_}(v1,pat,bbb,{days})"]


@pytest.mark.parametrize("head", ["visit,Person,State,Day", "visit,PERSON,state,date"])
def test_a_column_may_be_called_by_the_kind_of_the_one_argument_of_it(desk: Desk, head: str) -> None:
    found = take(desk, f"{head}\nv1,pat,bbb,2026-05-01\n", "visit")
    assert [it.fact for it in found.rows] == ["visit(v1,pat,bbb,20260501,20260502)"]
    found = take(desk, "visit,Person,Where,Day\nv1,pat,bbb,2026-05-01\n", "visit", columns={"Where": "State"})
    assert [it.fact for it in found.rows] == ["visit(v1,pat,bbb,20260501,20260502)"]


def test_a_column_of_a_kind_is_none_beside_that_of_the_argument(desk: Desk) -> None:
    with pytest.raises(UsageError, match="a column `state` that is none of `visit`"):
        take(desk, "visit,Person,Host,State,Day\nv1,pat,bbb,aaa,2026-05-01\n", "visit")


def test_an_office_has_an_end_of_its_own(desk: Desk) -> None:
    found = take(desk, "Person,Office,State,From,Until\npat,minister,aaa,2020-01-01,2020-12-31\n", "office")
    assert [it.fact for it in found.rows] == ["office(pat,minister,aaa,20200101,20210101)"]


def test_the_status_table_of_a_depositary(desk: Desk) -> None:
    table = 'Participant,Signature,"Ratification, Accession(a)"\nBetania,18 Jul 1998,10 Feb 2003 a\n'
    columns = {"Participant": "State", "Ratification, Accession(a)": "Day", "Signature": ""}
    found = take(desk, table, "deposited", columns=columns, constant={"treaty": "rome"})
    assert [it.fact for it in found.rows] == ["deposited(bbb,rome,20030210)"]


@pytest.mark.parametrize(
    ("head", "row", "message", "hint"),
    [
        ("State,Treaty,sorce", "bbb,rome,x", "the table has no column for `Day` and a column `sorce`", "--map"),
        ("Nation,Treaty,Day", "bbb,rome,x", "no column for `State` and a column `nation` that is none", "--map"),
        ("State,Treaty,Day,Weather", "bbb,rome,x,y", "the table has a column `weather` that is none", "--map COLUMN="),
    ],
)
def test_a_header_that_is_wrong_is_told_once(desk: Desk, head: str, row: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        take(desk, f"{head}\n" + f"{row}\n" * 83, "deposited")
    assert message in refused.value.message
    assert hint in str(refused.value.hint)


def test_what_is_mapped_or_set_must_be_there(desk: Desk) -> None:
    with pytest.raises(UsageError, match="`staat` is no argument of `deposited`"):
        take(desk, "a\n1\n", "deposited", columns={"a": "staat"})
    with pytest.raises(UsageError, match="the table has no column `b`"):
        take(desk, "a\n1\n", "deposited", columns={"b": "state"})


def test_two_columns_are_not_one_argument(desk: Desk) -> None:
    with pytest.raises(UsageError, match="the columns `participant` and `state` are both `state`") as refused:
        take(desk, "State,Participant,Treaty,Day\na,b,x,2026-05-01\n", "deposited", columns={"Participant": "State"})
    assert refused.value.hint == "leave one of them out with --map COLUMN="


def test_a_predicate_that_is_none_is_told_before_its_columns(desk: Desk) -> None:
    with pytest.raises(UsageError, match="there is no predicate and no kind of fact `depositd`") as refused:
        take(desk, "State,Treaty,Day\naaa,x,2026-05-01\n", "depositd")
    assert refused.value.hint == "did you mean `deposited`?"


def test_an_entity_without_what_is_taken_is_told_what_that_is(desk: Desk) -> None:
    (row,) = take(desk, json.dumps({"id": "p", "schema": "Person", "properties": {}}), None, "t.jsonl").rows
    assert row.reason == "the entity has none of the properties that are taken from the schema `Person`"
    assert row.hint == "leave it out, or give it one of them: name, birthDate"


def test_entities_give_what_is_declared_of_their_schema(desk: Desk) -> None:
    said = {"name": ["Ann Roe", "Roe, A."], "birthDate": ["1950-01-02"]}
    entity = {"id": "Q77", "schema": "Person", "properties": said}
    other = {"id": "x", "schema": "Vessel", "properties": {"name": ["Ship"]}}
    found = take(desk, "\n".join(map(json.dumps, (entity, other))), None, "t.jsonl")
    assert [(it.line, it.status, it.fact) for it in found.rows] == [
        (1, "new", 'person(q77,"Ann Roe")'),
        (1, "new", 'known_as(q77,"Roe, A.")'),
        (1, "new", "born(q77,19500102)"),
        (2, "invalid", None),
    ]
    assert found.rows[-1].reason == "nothing is taken from an entity of the schema `Vessel`"


def test_an_entity_may_name_another_of_the_table(desk: Desk) -> None:
    desk.home.joinpath("rules", "posts.lp").write_text(
        'taken_from("Trip","traveller",visit,"Person","Visit"). taken_from("Trip","country",visit,"Host","Visit").\n'
        'taken_from("Trip","date",visit,"First","Visit").  taken_from("Trip","end",visit,"After","Visit").\n',
        encoding="utf-8",
    )
    person = {"id": "NK-1", "schema": "Person", "properties": {"name": ["Ann Roe"]}}
    days = {"date": ["2026-05-01"], "end": ["2026-05-03"]}
    trip = {"id": "t-1", "schema": "Trip", "properties": {"traveller": ["NK-1"], "country": ["Betania"], **days}}
    found = take(desk, "\n".join(map(json.dumps, (trip, person))), None, "t.jsonl")
    assert [it.fact for it in found.rows] == ["visit(t_1,nk_1,bbb,20260501,20260503)", 'person(nk_1,"Ann Roe")']
