"""Status tables of a depositary, as they are saved, held against the record act by act."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dedere.batch.taking import import_table
from dedere.errors import UsageError
from dedere.exchange.reading import read
from dedere.exchange.status import Form, Status
from dedere.loading import load_corpus
from dedere.schema.exchange import Imported, ImportRow

DECLARED = """\
%@ type state named by state
%@ type treaty named by treaty
%@ type person named by person
%@ type kind = ratification | acceptance | accession | succession
%@ fact state(State: term, Name: text) of states
%@ fact alias(Entity: term, Name: text) of states
%@ fact called_in(Form: term, State: state, Name: text) of states
%@ fact treaty(Treaty: term, Name: text) of treaty_acts
%@ fact person(Person: term, Name: text) of persons
%@ fact signed(State: state, Treaty: treaty, Day: date) of treaty_acts
%@ says "{State} signed {Treaty} on {Day}"
%@ fact deposited(State: state, Treaty: treaty, Day: date) of treaty_acts
%@ says "{State} deposited its instrument for {Treaty} on {Day}"
%@ fact instrument(State: state, Treaty: treaty, Kind: kind) of treaty_acts
%@ fact succeeded(State: state, Treaty: treaty, Notified: date, Effective: date) of treaty_acts
%@ fact left(State: state, Treaty: treaty, Day: date) of treaty_acts
%@ fact undated(State: state, Treaty: treaty) of treaty_acts
%@ fact identified_by(Predicate: term, Arguments: number) of checks
%@ fact status_table(Form: term, Depositary: text, Address: text) of questions
%@ fact status_column(Form: term, Word: text, Predicate: term) of questions
%@ fact status_sign(Form: term, Sign: text, Kind: term) of questions
%@ fact status_kind(Form: term, Predicate: term, Other: term) of questions
%@ fact status_also(Form: term, Predicate: term, Other: term) of questions
%@ fact status_ended(Form: term, Other: term) of questions
%@ fact in_place_of(Predicate: term, Other: term) of questions
identified_by(signed,2). identified_by(deposited,2). identified_by(instrument,2). identified_by(succeeded,2).
identified_by(undated,2).
status_table(tab,"Register of Treaties","https://r.example").
status_column(tab,"signature",signed). status_column(tab,"ratification",deposited).
status_column(tab,"accession",deposited).
status_sign(tab,"",ratification). status_sign(tab,"A",acceptance). status_sign(tab,"a",accession).
status_sign(tab,"d",succession).
status_kind(tab,deposited,instrument). status_also(tab,deposited,succeeded). status_ended(tab,left).
in_place_of(deposited,undated).
"""
RULES = re.sub(r"(%@ fact (\w+)\(.*\n)(?!%@ says)", r'\1%@ says "\2"\n', DECLARED)
RECORD = """\
%@ source reg "Register"
%@ source recall "memory"
%@ by reg seen_once 20200101
treaty(seas,"the Treaty of the Seas").
alias(seas,"Treaty of the Seas").
state(aaa,"Alphaland"). state(bbb,"Betania (Kingdom of)"). state(ccc,"Congo (Republic)"). state(ddd,"Deltaland").
state(eee,"Epsilon"). state(fff,"Franca").
called_in(tab,ccc,"Congo").
signed(aaa,seas,20000101).
deposited(aaa,seas,20010101).
instrument(aaa,seas,ratification).
succeeded(bbb,seas,20020202,20010303).
deposited(ddd,seas,20030303).
left(ddd,seas,20100101).
undated(eee,seas).
%@ by recall recall
signed(fff,seas,20000202).
"""
HEAD = 'Participant,Signature,"Ratification, Acceptance(A), Accession(a), Succession(d)"\n'
TITLES = "Treaty of the Seas,,\nSTATUS AS AT : 04-10-2026 09:15:40 EDT,,\n\n"
SAME = "Alphaland 4,1 Jan 2000,1 Jan 2001\nBetania (Kingdom of)5,,2 Feb 2002 d\nFranca,2 Feb 2000,\n"


class Office:
    """A small record, and a table of it beside it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        for name, written in (("rules", RULES), ("facts", RECORD)):
            (home / name).mkdir()
            (home / name / "all.lp").write_text(written, encoding="utf-8")

    def status(self, written: str, name: str = "t.csv", **said: str) -> Status:
        path = self.home / name
        path.write_text(written, encoding="utf-8")
        form = Form(load_corpus([self.home / "rules"], [self.home / "facts"]), "tab")
        return Status(form, read(path, form), said)

    def take(self, written: str, **how: Any) -> Imported:
        path = self.home / "t.csv"
        path.write_text(written, encoding="utf-8")
        from dedere.exchange.importing import take

        return take(path, "tab", rules=[self.home / "rules"], facts=[self.home / "facts"], **how).found


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def told(found: Imported, status: str) -> list[ImportRow]:
    return [it for it in found.rows if it.status == status]


def test_a_table_that_says_what_the_record_says(office: Office) -> None:
    found = office.take(TITLES + HEAD + SAME)
    assert [str(it.fact) for it in told(found, "same")] == [
        "signed(aaa,seas,20000101)", "deposited(aaa,seas,20010101)", "instrument(aaa,seas,ratification)",
        "succeeded(bbb,seas,20020202,20010303)",
    ]  # fmt: skip
    # What rests on memory would rest on the table.
    assert [str(it.fact) for it in told(found, "sourced")] == ["signed(fff,seas,20000202)"]
    assert found.of_status is not None
    assert (found.of_status.treaty, str(found.of_status.as_at)) == ("seas", "2026-10-04")
    assert found.of_status.source == "Register of Treaties, status of the Treaty of the Seas as at 4 October 2026"
    # That Deltaland is not shown is explained by what it did.
    assert found.of_status.gone == ()


def test_what_is_new_otherwise_and_gone(office: Office) -> None:
    rows = "Congo,3 Mar 2020,4 Apr 2021 A\nBetania (Kingdom of),,3 Feb 2002 d\nAlphaland,,1 Jan 2001 a\n"
    found = office.take(TITLES + HEAD + rows, dry_run=True)
    assert [str(it.fact) for it in told(found, "new")] == [
        "signed(ccc,seas,20200303)", "deposited(ccc,seas,20210404)", "instrument(ccc,seas,acceptance)",
    ]  # fmt: skip
    assert [(it.fact, (it.old or "").partition(" ")[0]) for it in told(found, "changed")] == [
        ("succeeded(bbb,seas,20020203,20010303)", "succeeded(bbb,seas,20020202,20010303)"),
        ("instrument(aaa,seas,accession)", "instrument(aaa,seas,ratification)"),
    ]
    assert found.of_status is not None
    assert [it.fact for it in found.of_status.gone] == ["signed(aaa,seas,20000101)", "signed(fff,seas,20000202)"]
    assert "%@ by tab_seas_20261004 seen_once 20261004\nsigned(ccc,seas,20200303).\n" in found.added
    assert not (office.home / "t.lp").exists()


def test_nothing_is_taken_out_also_with_replace(office: Office) -> None:
    office.take(TITLES + HEAD + SAME.replace("1 Jan 2000", "") + "Congo,3 Mar 2020,\n", replace=True)
    written = (office.home / "t.lp").read_text(encoding="utf-8")
    assert "signed(ccc,seas,20200303)." in written
    assert "withdraw" not in written


def test_an_act_of_a_day_after_that_of_the_table_is_not_gone(office: Office) -> None:
    found = office.take(HEAD + "Betania (Kingdom of),,2 Feb 2002 d\nFranca,2 Feb 2000,\n", constant={
        "treaty": "seas", "checked": "2000-12-31",
    })  # fmt: skip
    assert found.of_status is not None
    assert [it.fact for it in found.of_status.gone] == ["signed(aaa,seas,20000101)"]


def test_a_part_of_a_table_tells_of_nothing_that_it_is_gone(office: Office) -> None:
    found = office.take(TITLES + HEAD + "Congo,3 Mar 2020,\n")
    assert found.of_status is not None
    assert found.of_status.part
    assert found.of_status.gone == ()


def test_the_day_of_an_undated_act_takes_its_place(office: Office) -> None:
    found = office.take(TITLES + HEAD + SAME + "Epsilon,,5 May 2005 a\n", replace=True)
    assert [it.fact for it in told(found, "changed")] == ["deposited(eee,seas,20050505)"]
    assert "%@ withdraw undated(eee,seas)" in (office.home / "t.lp").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Nutopia,,1 Jan 2001", "no state `Nutopia` is known"),
        (",,1 Jan 2001", "the row names no participant"),
        ("Congo,,31 Feb 2001", "Congo: `31 Feb 2001` is a day that does not exist"),
        ("Congo,,2001", "Congo: `2001` is not a date"),
        ("Congo,,soon", "`soon` is no day with a sign behind it"),
        ("Congo,,1 Jan 2001 s", "what `s` says of how this was done is not taken from a table"),
        ("Congo,1 Jan 2001 d,", "what `d` says of how this was done is not taken from a table"),
        ("Congo,,1 Jan 2001 2 Feb 2002 a", "has more than one day"),
        ("Congo,,1 Jan 2001,x", "more cells than there are columns"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line_and_the_others_answered(
    office: Office, row: str, reason: str
) -> None:
    found = office.take(TITLES + HEAD + row + "\n" + SAME, dry_run=True)
    (bad,) = told(found, "invalid")
    assert bad.line == 5
    assert reason in (bad.reason or "")
    assert len(told(found, "same")) == 4


@pytest.mark.parametrize("notes", ["\u00b9", " [4]", "4, 5", " \u00b2,\u00b3", " (6)", " *"])
def test_the_marks_of_footnotes_are_no_part_of_a_name(office: Office, notes: str) -> None:
    found = office.take(TITLES + HEAD + SAME.replace("Franca", f'"Franca{notes}"'), dry_run=True)
    assert told(found, "invalid") == []
    assert len(told(found, "same")) == 4


def test_whose_row_cannot_be_read_is_not_gone(office: Office) -> None:
    found = office.take(TITLES + HEAD + SAME.replace("1 Jan 2000", "31 Feb 2000") + "Nutopia,1 Jan 2001,\n")
    assert found.of_status is not None
    assert found.of_status.gone == ()
    assert found.of_status.unread == ("Nutopia",)


def test_an_act_in_brackets_is_said_to_be_so_unless_the_record_knows_why(office: Office) -> None:
    found = office.take(TITLES + HEAD + "Alphaland,1 Jan 2000,[1 Jan 2001]\nDeltaland,,[3 Mar 2003]\n", dry_run=True)
    assert [(it.fact, it.notes) for it in found.rows if it.notes] == [
        (
            "deposited(aaa,seas,20010101)",
            ("`[1 Jan 2001]` stands in brackets, and the record has no act that ended it: read the footnote",),
        )
    ]
    (made,) = [it for it in office.status(TITLES + HEAD + "Congo,,[1 Jan 2001] 2 Feb 2002 a\n").lines if not it.wrong][
        :1
    ]
    assert made.row["day"] == "2002-02-02"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"checked": "2026-01-01"}, "does not tell of which treaty it is"),
        ({"treaty": "seas"}, "does not tell of which day its status is"),
        ({"treaty": "oceans", "checked": "2026-01-01"}, "no treaty `oceans` is known"),
        ({"treaty": "seas", "checked": "2026-13-01"}, "2026-13-01"),
        ({"state": "aaa"}, "`state` is nothing that is said of a table of the form `tab`"),
    ],
)
def test_what_a_table_does_not_tell_has_to_be_said(office: Office, said: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        office.status(HEAD + SAME, **said)


def test_a_table_without_participants_or_acts_is_told_once(office: Office) -> None:
    with pytest.raises(UsageError, match=r"no column of participants, or none of their acts: its columns are `name`"):
        office.status("Name,Day\naaa,1 Jan 2000\n", treaty="seas", checked="2026-01-01")


@pytest.mark.parametrize(
    ("title", "as_at"),
    [
        ("Status as at 4 October 2026", 20261004),
        ("status as of 2026-10-04", 20261004),
        ("STATUS AS AT : 12-10-2026 09:15", 20261012),
    ],
)
def test_the_day_of_the_status(office: Office, title: str, as_at: int) -> None:
    assert office.status(f"{title},,\nTreaty of the Seas,,\n{HEAD}{SAME}").as_at == as_at


def test_the_same_table_as_a_page_and_as_the_text_of_a_spreadsheet(office: Office) -> None:
    lines = [it.row for it in office.status(TITLES + HEAD + SAME).lines]
    rows = [it.split(",") for it in SAME.splitlines()]
    head = HEAD.strip().replace('"', "").split(",", 2)
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (head, *rows))
    page = f"<p>STATUS AS AT : 04-10-2026</p><h1>12. Treaty of the Seas</h1><table>{page}</table>"
    assert [it.row for it in office.status(page, "t.html").lines] == lines
    tabs = "\n".join("\t".join(row) for row in (["Treaty of the Seas"], ["as at 4 October 2026"], head, *rows))
    assert [it.row for it in office.status(tabs, "t.txt").lines] == lines


def test_columns_of_a_status_table_are_not_mapped(office: Office) -> None:
    with pytest.raises(UsageError, match="have names of their own"):
        office.take(TITLES + HEAD + SAME, columns={"Participant": "State"})


def test_a_day_is_asked_about_only_with_a_status_table(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("State,Treaty,Day,source,confidence\nind,rome,20250901,untc_2014,recall\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the table is no status table"):
        import_table(table, "deposited", on="2026-01-01", dry_run=True)
