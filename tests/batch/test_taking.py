"""A status table of the depositary, and the verdicts that it turns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dedere.batch import taking
from dedere.batch.taking import import_table
from dedere.batch.visits import Visit, explain
from dedere.errors import UsageError
from dedere.schema.exchange import Imported
from small_law import SOUGHT, law, written

HEAD = 'Rome Statute,,\nStatus as at 4 October 2026,,\nParticipant,Signature,"Ratification, Accession(a)"\n'


def compared(home: Path, rows: str, on: str) -> Imported:
    table = home / "status.csv"
    table.write_text(HEAD + rows, encoding="utf-8")
    return import_table(table, "untc", on=on, dry_run=True)


@pytest.mark.parametrize(
    ("on", "turned"),
    [
        ("2025-11-30", set()),  # the Statute binds from the first day of the month after the sixtieth day
        ("2025-12-05", {("not_obliged", "contested")}),
    ],
)
def test_an_accession_turns_verdicts_from_the_day_on_which_it_binds(
    tmp_path: Path, on: str, turned: set[tuple[str, str]]
) -> None:
    found = compared(tmp_path, "India,,25 Sep 2025 a\n", on).of_status
    assert found is not None
    assert str(found.on) == on
    assert {(it.from_verdict, it.to_verdict) for it in found.verdicts if it.person == "putin"} == turned
    assert {it.host for it in found.verdicts} <= {"IND"}
    assert found.answered > 90


def test_acts_of_many_states_are_compared_and_not_all_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST_STATES", 0)
    found = compared(tmp_path, "India,,25 Sep 2025 a\nChina,,25 Sep 2025 a\n", "2025-12-05").of_status
    assert found is not None
    assert (found.answered, found.unanswered) == (0, ("IND", "CHN"))


def test_what_is_told_of_it(tmp_path: Path) -> None:
    text = compared(tmp_path, "India,,25 Sep 2025 a\nNutopia,,1 Apr 1973 a\n", "2025-12-05").to_text(width=200)
    assert "Read as: United Nations Treaty Collection, status of the Rome Statute as at 4 October 2026." in text
    assert "Verdicts of 5 December 2025 that turn" in text
    assert "India: not obliged -> contested: " in text
    assert "row 4: India deposited its instrument of ratification or accession to the Rome Statute on 25 Sept" in text
    assert "row 5: no state `Nutopia` is known" in text
    assert "it is a part, and nothing is told as gone" in text


def test_a_day_is_for_a_status_table_alone(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "State,Treaty,Day,source,citation,confidence\nIndia,Rome Statute,2025-09-25,own,A note,recall\n",
        encoding="utf-8",
    )
    found = import_table(table, "deposited", dry_run=True)
    assert found.of_status is None
    assert [(it.status, it.fact) for it in found.rows] == [("new", "deposited(ind,rome,20250925)")]
    with pytest.raises(UsageError, match="a day is given, and the table is no status table") as refused:
        import_table(table, "deposited", on="2025-12-05", dry_run=True)
    assert refused.value.hint == "leave `on` out, or name its form"


def test_what_the_record_has_already_turns_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, "Mongolia,29 Dec 2000,11 Apr 2002\n", "2025-12-05").of_status
    assert found is not None
    assert (found.verdicts, found.answered, found.unanswered) == ((), 0, ())


CONTRADICTED = """
%@ rule NOT-HERE "Nobody is in Alderland while an office is held"
%@ authority "Small law" "art. 7" checked(convention)
%@ says "nobody is there"
:- here(P,aaa,D), office(P,_,F,T), F <= D, D < T.
"""


def test_verdicts_turn_where_both_records_have_one() -> None:
    joined = law(record=f"{SOUGHT}joined(aaa,20050101).\n")
    visits = [Visit("ada", host, on=day) for host in ("aaa", "bbb") for day in ("2005-06-01", "2006-06-01")]
    before, after, none = (
        list(explain(visits, engine=it)) for it in (law(record=SOUGHT), joined, law(more=CONTRADICTED, record=SOUGHT))
    )
    told = [(it.person, it.host, it.from_verdict, it.to_verdict) for it in taking._turned(joined, before, after)]
    assert told == [("ada", "aaa", "not_obliged", "obliged")] * 2
    # Of the second there is no answer where the rules contradict one another: that turns nothing.
    assert [str(it.first_day) for it in taking._turned(joined, none, after)] == ["2005-06-01"]
    assert list(taking._turned(joined, before, none)) == list(taking._turned(joined, none, before)) == []


def test_what_contradicts_the_record_replaces_it_only_where_that_is_asked_for(tmp_path: Path) -> None:
    home = written(tmp_path, record=SOUGHT)
    own, table = home / "own.lp", home / "own.csv"
    table.write_text("State,Day,source,citation,confidence\nBirchmark,2006-04-01,own,A note,recall\n", encoding="utf-8")
    folders: dict[str, Any] = {"rules": home / "rules", "facts": home / "facts"}
    asked: list[tuple[dict[str, Any], bool, bool]] = [
        ({"dry_run": True}, False, False),
        ({}, False, False),
        ({"replace": True, "dry_run": True}, True, False),
        ({"replace": True}, True, True),
    ]
    for given, taken, there in asked:
        (row,) = import_table(table, "joined", own, **folders, **given).rows
        assert (row.status, row.written, row.old is not None) == ("changed", taken, True)
        assert (own.exists() and "joined(bbb,20060401)." in own.read_text(encoding="utf-8")) == there
    # What contradicts nothing is written, beside the table where no file is named.
    table.write_text("State,Day,source,citation,confidence\nAlderland,2006-04-01,own,A note,recall\n", encoding="utf-8")
    own.unlink()
    (row,) = import_table(table, "joined", **folders).rows
    assert (row.status, row.written, row.fact) == ("new", True, "joined(aaa,20060401)")
    assert "joined(aaa,20060401)." in own.read_text(encoding="utf-8")
