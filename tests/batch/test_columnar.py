"""Tables of columns answered at once: as each row is alone, of whatever types, and of no rows at all."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import dedere.batch
from dedere.asking.places import Place
from dedere.batch import columnar
from dedere.batch.answering import Answered, Answering, Row
from dedere.batch.deriving import Derived
from dedere.batch.parts import Asked
from dedere.batch.roles import Roles
from dedere.batch.running import run
from dedere.batch.situations import Situations, situations_of
from dedere.engine import default_engine
from dedere.errors import DedereError, UsageError
from small_law import SOUGHT, law

pa: Any = pytest.importorskip("pyarrow")
parquet: Any = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("numpy")

ENGINE = default_engine()
ANSWERING = Answering(ENGINE)
HOSTS = ["India", "Jordan", "Chad", "Venezuela", "MNG", "Armenia", "Crimea", "Hungary", "Atlantis", "USA", None, ""]
PERSONS = ["putin", "Vladimir Putin", "bashir", "President Putin", "nobody", None]


def _rows(count: int, seed: int = 3) -> list[dict[str, Any]]:
    drawn = random.Random(seed)
    rows = []
    for _ in range(count):
        first = date(2008, 6, 1) + timedelta(drawn.randrange(7000))
        last = drawn.choice([None, first, first + timedelta(3), first + timedelta(90), first - timedelta(1)])
        manner = drawn.choice([None, "visit", "", "remote", "in spirit"])
        rows.append(
            {
                "person": drawn.choice(PERSONS),
                "host": drawn.choice(HOSTS),
                "from": first,
                "until": last,
                "presence": manner,
            }
        )
    return rows


def _supposing(count: int, seed: int = 5) -> list[dict[str, Any]]:
    """Rows of which some suppose something, a few of them what is no fact."""
    drawn = random.Random(seed)
    joins = ["deposited(India,Rome Statute,2012-09-01)", 'alias(ind,"x; y");deposited(India, Rome Statute, 2012-09-01)']
    supposed = [None, "", *joins, "nonsense(a)"]
    return [it | {"suppose": drawn.choice(supposed)} for it in _rows(count, seed)]


def _alone(row: dict[str, Any]) -> Answered | str:
    """What a row comes to, or why it has no answer."""
    try:
        return ANSWERING.answer(Row(*row.values()))
    except DedereError as error:
        return error.message


def _hold(table: Any, rows: list[dict[str, Any]]) -> None:
    """Hold a table that was answered against its rows, one by one."""
    for found, row in zip(table.to_pylist(), rows, strict=True):
        want = _alone(row)
        if isinstance(want, str):
            assert found["refused"] == want
            assert {found[it] for it in ("verdict", "school_court", "rule", "first_day", "last_day")} == {None}
            continue
        assert found["refused"] is None
        assert (found["verdict"], found["school_court"]) == (want.verdict, want.schools[0])
        assert (found["rule"], found["authority"]) == (want.rule, want.authority)
        assert (found["first_day"], found["last_day"]) == (want.first_day, want.last_day)


def test_every_row_is_answered_as_it_is_alone() -> None:
    rows = _rows(400)
    _hold(columnar.assess_table(pa.Table.from_pylist(rows)), rows)


def test_rows_that_suppose_something_are_answered_as_they_are_alone() -> None:
    rows = _supposing(300)
    rows += [dict(it, person="putin", host="India", presence=None) for it in rows[:60]]
    table = columnar.assess_table(pa.Table.from_pylist(rows))
    _hold(table, rows)
    told = {it["verdict"] for it in table.to_pylist() if it["host"] == "India" and it["suppose"]}
    assert told == {"not_obliged", "contested", None}


def test_columns_of_odd_types() -> None:
    days = ["2025-12-05", "2024-09-02"]
    stays = {"person": ["putin"] * 2, "host": pa.array(["IND", "MNG"], pa.string_view()), "from": days}
    told = columnar.assess_table(pa.table({**stays, "note": [["a"], []]}))
    assert told["verdict"].to_pylist() == ["not_obliged", "contested"]
    assert told["note"].to_pylist() == [["a"], []]
    for odd in (pa.array([["putin"], ["putin"]]), pa.array([{"id": "putin"}] * 2)):
        with pytest.raises(UsageError, match="the cells of the column `person` are no texts and no days, but "):
            columnar.assess_table(pa.table({**stays, "person": odd}))
    east = timezone(timedelta(hours=3))
    # The day of a moment is that of its own place.
    moments = pa.array([datetime(2025, 12, 5, 0, 30, tzinfo=east), datetime(2024, 9, 2, 23, tzinfo=east)])
    told = columnar.assess_table(pa.table({**stays, "from": moments.cast(pa.timestamp("us", "+03:00"))}))
    assert told["first_day"].to_pylist() == [date(2025, 12, 5), date(2024, 9, 2)]


def test_days_and_texts_of_other_types() -> None:
    rows = [it for it in _rows(60, 9) if it["until"] is not None]
    table = pa.Table.from_pylist(rows)
    said = columnar.assess_table(table)
    of_text = pa.table(
        {
            "person": table["person"].dictionary_encode(),
            "host": table["host"].cast(pa.large_string()),
            "from": pa.array([str(it["from"]) for it in rows]).dictionary_encode(),
            "until": pa.array([datetime(*it["until"].timetuple()[:3]) for it in rows]),  # noqa: DTZ001
            "presence": table["presence"],
        }
    )
    assert columnar.assess_table(of_text).select(said.column_names[5:]).to_pylist() == (
        said.select(said.column_names[5:]).to_pylist()
    )
    numbers = of_text.set_column(2, "from", pa.array([int(str(it["from"]).replace("-", "")) for it in rows]))
    assert columnar.assess_table(numbers)["verdict"].to_pylist() == said["verdict"].to_pylist()
    chunks = pa.concat_tables([table.slice(0, 10), table.slice(10)])
    assert columnar.assess_table(chunks).to_pylist() == said.to_pylist()


def test_days_that_no_question_can_be_asked_of() -> None:
    days = [date(1599, 12, 31), date(1600, 1, 1), date(2999, 12, 31), date(3000, 1, 1), None]
    rows = [{"person": "putin", "host": "MNG", "from": it, "until": None, "presence": None} for it in days]
    schema = pa.schema([(it, pa.date32() if it in ("from", "until") else pa.string()) for it in rows[0]])
    found = columnar.assess_table(pa.Table.from_pylist(rows, schema))
    assert [it is None for it in found["refused"].to_pylist()] == [False, True, True, False, False]
    _hold(found, rows)


def test_no_rows_and_no_values_have_the_same_types() -> None:
    table = pa.Table.from_pylist(_rows(5))
    added = columnar.assess_table(table).schema.names[5:]
    schema = [columnar.assess_table(table).schema.field(it) for it in added]
    nothing = columnar.assess_table(table.slice(0, 0))
    assert (nothing.num_rows, [nothing.schema.field(it) for it in added]) == (0, schema)
    nulls = columnar.assess_table(pa.table({it: pa.nulls(2) for it in ("person", "host", "from", "other")}))
    assert [nulls.schema.field(it) for it in added] == schema
    assert nulls["refused"].to_pylist() == ["no person is given"] * 2
    (batch,) = table.to_batches()
    assert columnar.assess_table(batch).num_rows == 5


def test_columns_by_other_names_and_a_record_taken_otherwise() -> None:
    table = pa.table({"who": ["putin"], "dest": ["India"], "day": [date(2025, 12, 5)], "n": [7]})
    names = {"who": "person", "dest": "host", "n": ""}
    (row,) = columnar.assess_table(table, columns=names, suppose="deposited(ind,rome,20250901)").to_pylist()
    assert (row["verdict"], "n" in row) == ("contested", False)
    assert columnar.assess_table(table, columns=names, presence="remote")["verdict"].to_pylist() == ["not_obliged"]
    assert dedere.batch.assess_table is columnar.assess_table
    with pytest.raises(AttributeError):
        dedere.batch.assess_tables  # noqa: B018
    with pytest.raises(UsageError, match="no column for `person`"):
        columnar.assess_table(table)
    with pytest.raises(UsageError, match="the table is"):
        columnar.assess_table([1])
    with pytest.raises(UsageError, match="`columns` is"):
        columnar.assess_table(table, columns=["who", "dest"])  # type: ignore[arg-type]


def test_a_place_that_is_asked_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = dedere.Engine(ENGINE.corpus)
    of = situations_of(engine, "putin", "visit")
    found = {it: of._derived[it] for it in of.places}
    found[Place("mng")] = Derived(())
    monkeypatch.setattr(columnar, "situations_of", lambda *_: Situations(of._deriver, "putin", "visit", found))
    answering = Answering(engine)
    monkeypatch.setattr(
        answering, "_of", {("putin", "visit"): (Situations(of._deriver, "putin", "visit", found), {Place("mng")})}
    )
    columns = columnar.Columns(answering, Roles())
    table = pa.table({"person": ["putin"] * 2, "host": ["MNG", "ARM"], "from": [date(2024, 9, 2)] * 2})
    assert columns.answered(table)["verdict"].to_pylist() == ["contested", "contested"]
    assert columns.by_row == 1


@pytest.mark.parametrize("by", [None, "host", "year", "school", "person"])
def test_a_file_of_columns_is_answered_as_its_rows_are(tmp_path: Path, by: str | None) -> None:
    rows = [{**it, "n": number} for number, it in enumerate(_rows(90))]
    source = tmp_path / "in.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), source)
    asked = Asked(by=by)
    columns = run(ENGINE, source, tmp_path / "out.parquet", asked, rows=20)
    texts = run(ENGINE, source, tmp_path / "out.jsonl", asked, rows=20)
    if by != "person":  # A title is nobody's name on all days.
        assert columns.words() == texts.words()
    out = parquet.read_table(tmp_path / "out.parquet")
    assert (out.schema.field("n").type, out.schema.field("from").type) == (pa.int64(), pa.date32())
    assert "refused" not in out.column_names
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert out["n"].to_pylist() == [json.loads(it)["n"] for it in lines]
    rejected = (tmp_path / "out.parquet.rejected").read_text(encoding="utf-8").splitlines()
    assert len(rejected) == 1 + 90 - out.num_rows
    run(ENGINE, source, tmp_path / "out.arrow", asked, rows=20)
    with pa.memory_map(str(tmp_path / "out.arrow")) as content:
        assert pa.ipc.open_file(content).read_all()["verdict"].to_pylist() == out["verdict"].to_pylist()


@pytest.mark.parametrize(
    "wrong", [{"person": "nobody"}, {"host": "Atlantis"}, {"presence": "in spirit"}, {"suppose": "nothing(x)"}]
)
def test_where_no_row_names_anything_that_is_known_each_is_refused(wrong: dict[str, str]) -> None:
    row = {"person": "putin", "host": "India", "from": "2025-12-05", "presence": "visit", "suppose": "", **wrong}
    found = columnar.assess_table(pa.Table.from_pylist([row, row]))
    assert found["verdict"].to_pylist() == [None, None]
    assert len({*found["refused"].to_pylist()} - {None}) == 1


SMALL = law(record=SOUGHT)


class Small:
    """Tables answered by the small law, and which of their rows are looked at one by one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, presence: str | None = None) -> None:
        self.answering = Answering(SMALL, presence)
        self.columns = columnar.Columns(self.answering, Roles())
        self.alone: list[Row] = []
        really = self.answering.answer

        def answer(row: Row) -> Answered:
            self.alone.append(row)
            return really(row)

        monkeypatch.setattr(self.answering, "answer", answer)

    def told(self, table: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.columns.answered(table).to_pylist()
        return found


STAYS = [
    # From when and until when, what it comes to, on which days of them, and whether that changes within the stay.
    ("2005-04-01", "2005-12-31", "obliged", "2005-04-01", "2005-12-31", False),
    ("2005-03-31", "2005-04-01", "obliged", "2005-04-01", "2005-04-01", True),
    ("2005-12-31", "2006-01-01", "obliged", "2005-12-31", "2005-12-31", True),
    ("2006-01-01", "2006-12-31", "contested", "2006-01-01", "2006-12-31", False),
    ("2006-12-31", "2007-01-01", "obliged", "2007-01-01", "2007-01-01", True),
    ("2007-12-31", None, "obliged", "2007-12-31", "2007-12-31", False),
    ("2007-12-31", "2008-01-01", "obliged", "2007-12-31", "2007-12-31", True),
    ("2008-01-01", "2046-12-31", "not_obliged", "2008-01-01", "2046-12-31", False),
    ("1600-01-01", None, "not_obliged", "1600-01-01", "1600-01-01", False),
    ("2999-12-31", "2999-12-31", "not_obliged", "2999-12-31", "2999-12-31", False),
]


@pytest.mark.parametrize("of_dates", [False, True])
def test_only_stays_in_which_the_answer_changes_are_looked_at_one_by_one(
    monkeypatch: pytest.MonkeyPatch, of_dates: bool
) -> None:
    small = Small(monkeypatch)
    days = [[it and (date.fromisoformat(it) if of_dates else it) for it in row[:2]] for row in STAYS]
    first, last = ([it[at] for it in days] for at in (0, 1))
    table = pa.table({"person": ["ada"] * len(STAYS), "host": ["bbb"] * len(STAYS), "from": first, "until": last})
    found = small.told(table)
    assert [(it["verdict"], str(it["first_day"]), str(it["last_day"])) for it in found] == [it[2:5] for it in STAYS]
    assert [it["refused"] for it in found] == [None] * len(STAYS)
    assert [str(it.first) for it in small.alone] == [it[0] for it in STAYS if it[5]]
    views = {"obliged": ("obliged", "obliged"), "contested": ("obliged", "not_obliged")}
    none = "not_obliged", "not_obliged"
    assert [(it["school_wide"], it["school_narrow"]) for it in found] == [views.get(it[2], none) for it in STAYS]
    assert [it["rule"] for it in found] == [None if it[2] == "not_obliged" else "DUTY" for it in STAYS]


def test_whoever_is_where_and_in_what_manner_supposing_what(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Small(monkeypatch)
    other = "sought(ben,20050101,#sup)"
    rows = [
        {"person": person, "host": host, "from": "2005-06-01", "presence": manner, "suppose": supposed}
        for person in ("ada", "Ben Byrd")
        for host in ("Birchmark", "aaa")
        for manner in ("", "remote")
        for supposed in (None, other)
    ]
    found = small.told(pa.Table.from_pylist(rows))
    bound = [
        it["host"] == "Birchmark" and not it["presence"] and (it["person"] == "ada" or it["suppose"] == other)
        for it in rows
    ]
    assert [it["verdict"] for it in found] == ["obliged" if it else "not_obliged" for it in bound]
    assert sum(bound) == 3
    assert small.alone == []
    assert small.columns.needed(pa.Table.from_pylist(rows)) == [
        ("ada", "visit"),
        ("ada", "remote"),
        ("ben", "visit"),
        ("ben", "remote"),
    ]
    elsewhere = Small(monkeypatch, "remote")
    assert {it["verdict"] for it in elsewhere.told(pa.Table.from_pylist(rows).drop_columns("presence"))} == {
        "not_obliged"
    }


def test_a_row_that_is_no_question_is_refused_and_the_others_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Small(monkeypatch)
    good: dict[str, Any] = {
        "person": "ada",
        "host": "bbb",
        "from": "2005-06-01",
        "until": "2005-06-02",
        "presence": "visit",
        "suppose": "joined(aaa,20050101)",
    }
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"person": "x"}, "no person `x` is known"),
        ({"person": " "}, "no person is given"),
        ({"host": "Atlantis"}, "no state `Atlantis` is known"),
        ({"host": None}, "no host is given"),
        ({"from": ""}, "no first day is given"),
        ({"from": "2005-02-30"}, "`2005-02-30` is a day that does not exist"),
        ({"until": "2005-05-31"}, "the last day `2005-05-31` is before the first, `2005-06-01`"),
        ({"until": "2045-06-02"}, "the stay lasts longer than 40 years"),
        ({"until": "2045-05-32"}, "`2045-05-32` is a day that does not exist"),
        ({"presence": "in spirit"}, "`in spirit` is no manner of presence"),
        ({"suppose": "nonsense(a)"}, "`nonsense(a)` cannot be taken: there is no kind of fact `nonsense`"),
    ]
    rows = [it for odd, _ in wrong for it in ({**good, **odd}, good)]
    found = small.told(pa.Table.from_pylist(rows))
    assert [it["refused"] for it in found[::2]] == [said for _, said in wrong]
    cells = ("verdict", "school_wide", "school_narrow", "rule", "authority", "first_day", "last_day")
    assert {it[name] for it in found[::2] for name in cells} == {None}
    assert {(it["verdict"], it["rule"], str(it["last_day"]), it["refused"]) for it in found[1::2]} == {
        ("obliged", "DUTY", "2005-06-02", None)
    }


def test_columns_that_are_none_and_tables_that_are_none_are_refused() -> None:
    stays = pa.table({"person": ["ada"], "host": ["bbb"], "from": ["2005-06-01"]})
    with pytest.raises(UsageError, match="`columns` is"):
        columnar.assess_table(stays, columns=["person"], engine=SMALL)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"the table is `\[1\]`"):
        columnar.assess_table([1], engine=SMALL)
    with pytest.raises(UsageError, match="the table has a column `verdict`, which the answer has too"):
        columnar.assess_table(stays.append_column("verdict", [["x"]]), engine=SMALL)
    (batch,) = stays.to_batches()
    assert columnar.assess_table(batch, engine=SMALL)["verdict"].to_pylist() == ["obliged"]


def test_texts_in_pieces_and_such_that_are_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Small(monkeypatch)
    stays = pa.table({"person": ["ada", "ada"], "host": ["bbb", "aaa"], "from": ["2005-06-01", "2009-06-01"]})
    pieces = pa.concat_tables([stays.slice(1), stays.slice(0, 0), stays])
    once = pa.table({name: stays[name].dictionary_encode() for name in stays.column_names})
    again = pa.concat_tables([once.slice(1), once])
    for table in (pieces, again, again.combine_chunks()):
        assert [it["verdict"] for it in small.told(table)] == ["not_obliged", "obliged", "not_obliged"]
    assert small.alone == []
    assert small.told(stays.slice(0, 0)) == []
