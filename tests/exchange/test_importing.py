"""From tables to facts, and from facts to tables and back."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from dedere.batch.taking import import_table
from dedere.engine import default_engine
from dedere.errors import Unanswered, UsageError
from dedere.exchange.reading import read
from dedere.exchange.tables import export
from dedere.language.continuation import continues
from dedere.language.records import Fact
from dedere.loading import default_folders, load_corpus
from desks import Desk

HEAD = "State,Treaty,Day,source,citation,url,confidence,checked,known,note\n"


def test_a_row_becomes_a_sourced_fact(desk: Desk) -> None:
    found = desk.take(
        HEAD + 'Betania,rome,2021-02-03,new,"A new ""source""",https://b.example,seen once,20260101,,"so it is"\n',
        "deposited",
    )
    assert [(it.line, it.status, it.written, it.fact) for it in found.rows] == [
        (2, "new", True, "deposited(bbb,rome,20210203)")
    ]
    assert desk.written == (
        '%@ source new "A new \\"source\\"" "https://b.example"\n\n'
        '%@ by new seen_once 20260101\n%@ note "so it is"\ndeposited(bbb,rome,20210203).\n'
    )
    fact = desk.corpus(desk.home / "table.lp").by_predicate["deposited"][-1]
    assert (fact.sources, fact.note) == (("new",), "so it is")


def test_valid_rows_are_written_and_invalid_ones_told_with_line_and_reason(desk: Desk) -> None:
    rows = [
        "bbb,rome,20210203,reg,,,seen_once,,,",
        "bbb,rome,2021-02-30,reg,,,seen_once,,,",
        "Gammaland,rome,20210203,reg,,,seen_once,,,",
        "aaa,other,20210203,,,,seen_once,,,",
        "aaa,other,20210203,unheard,,,seen_once,,,",
        "aaa,other,20210203,reg,,,certain,,,",
        "aaa,other,20210203,reg,Another citation,,seen_once,,,",
        "aaa,other,20210203,reg,,,seen_once,,,,surplus",
        "aaa,X,20210203,reg,,,seen_once,,,",
    ]
    found = desk.take(HEAD + "\n".join(rows) + "\n", "deposited")
    assert [it.line for it in found.rows] == list(range(2, 11))
    assert [it.status for it in found.rows] == ["new"] + ["invalid"] * 8
    reasons = [it.reason or "" for it in found.rows]
    for reason, wanted in zip(
        reasons[1:],
        (
            "does not exist",
            "Gammaland",
            "no source",
            "`unheard`",
            "`certain` is no confidence",
            "cited otherwise",
            "more cells",
            "variable",
        ),
        strict=True,
    ):
        assert wanted in reason, (wanted, reason)
    assert desk.written.count("deposited(") == 1


def test_a_record_begins_in_a_folder_that_is_empty(desk: Desk) -> None:
    mine = desk.home / "mine"
    mine.mkdir()
    table = desk.table(HEAD + "bbb,rome,20210203,reg,,,seen_once,,,\n")
    folders = [desk.home / "facts", mine]
    found = import_table(table, "deposited", mine / "one.lp", rules=desk.home / "rules", facts=folders)
    assert [it.written for it in found.rows] == [True]
    assert "deposited(bbb,rome,20210203)." in (mine / "one.lp").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "written",
    [
        HEAD + "bbb,rome,20210203,reg,,,seen_once,,,\n",
        '[{"State": "bbb", "Treaty": "rome", "Day": "20210203", "source": "reg", "confidence": "seen_once"}]',
    ],
)
def test_a_table_from_standard_input(desk: Desk, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written.encode())))
    rules, facts = desk.home / "rules", desk.home / "facts"
    with pytest.raises(UsageError, match="has no file beside it"):
        import_table("-", "deposited", rules=rules, facts=facts)
    found = import_table("-", "deposited", desk.home / "new.lp", rules=rules, facts=facts)
    assert [it.fact for it in found.rows] == ["deposited(bbb,rome,20210203)"]


def test_what_is_there_already_is_not_written_again(desk: Desk) -> None:
    found = desk.take(export(desk.corpus(), kind="offices"))
    assert {it.status for it in found.rows} == {"same"}
    assert not (desk.home / "table.lp").exists()


def test_a_row_that_says_otherwise_is_reported_and_not_written(desk: Desk) -> None:
    found = desk.take(HEAD + "aaa,rome,20200102,reg,,,seen_once,,,\n", "deposited")
    (row,) = found.rows
    assert (row.status, row.written) == ("changed", False)
    assert row.old == "deposited(aaa,rome,20200101) (reg; seen_once)"
    assert not (desk.home / "table.lp").exists()


def test_another_source_for_the_same_fact_is_a_change_too(desk: Desk) -> None:
    found = desk.take(HEAD + "aaa,rome,20200101,book,,,seen_twice,,,\n", "deposited")
    assert [(it.status, it.written) for it in found.rows] == [("sourced", False)]
    assert found.rows[0].reason == "the record rests it on something else"
    found = desk.take(HEAD + "aaa,rome,20200101,book,,,seen_twice,,,\n", "deposited", replace=True)
    assert [(it.status, it.written) for it in found.rows] == [("sourced", True)]
    fact = desk.corpus(desk.home / "table.lp").by_predicate["deposited"][0]
    assert (fact.sources, fact.confidence, fact.known) == (("reg", "book"), "seen_twice", 20200301)


def test_what_a_fact_rests_on_is_never_lowered(desk: Desk) -> None:
    row = "pat,head_of_state,aaa,,,reg,,,recall,,,\n"
    found = desk.take("Person,Office,State,From,To,source,citation,url,confidence,checked,known,note\n" + row, "office")
    assert [(it.status, it.written) for it in found.rows] == [("same", False)]
    row = "pat,head_of_state,aaa,,,mine,Mine,,recall,,,so\n"
    head = "Person,Office,State,From,To,source,citation,url,confidence,checked,known,note\n"
    desk.take(head + row, "office", replace=True)
    offices = desk.corpus(desk.home / "table.lp").by_predicate["office"]
    (fact,) = (it for it in offices if "head_of_state" in it.atom.args)
    assert (fact.sources, fact.confidence, fact.note) == (("reg", "book", "mine"), "seen_twice", "so")


def test_a_dry_run_writes_nothing_and_shows_the_same(desk: Desk) -> None:
    written = HEAD + "bbb,rome,20210203,reg,,,seen_once,,,\n"
    dry = desk.take(written, "deposited", dry_run=True)
    assert not (desk.home / "table.lp").exists()
    wet = desk.take(written, "deposited")
    assert dry.rows == wet.rows
    assert dry.added == wet.added == desk.written


def test_a_source_may_be_cited_in_a_row_that_is_refused(desk: Desk) -> None:
    rows = "Gammaland,rome,20210203,new,A new one,,seen_once,,,\nbbb,rome,20210203,new,,,seen_once,,,\n"
    found = desk.take(HEAD + rows, "deposited")
    assert [it.status for it in found.rows] == ["invalid", "new"]
    assert '%@ source new "A new one"' in desk.written


def test_rows_may_use_what_other_rows_name(desk: Desk) -> None:
    rows = (
        "predicate,Person,Name,Office,State,From,To,source,confidence\n"
        "office,new_one,,Head of State,Alphaland,2020-01-01,,reg,recall\n"
        "person,new_one,New One,,,,,reg,recall\n"
    )
    found = desk.take(rows)
    assert [it.fact for it in found.rows] == [
        "office(new_one,head_of_state,aaa,20200101,#sup)",
        'person(new_one,"New One")',
    ]
    assert all(it.written for it in found.rows)
    desk.corpus(desk.home / "table.lp")


def test_two_rows_that_contradict_one_another(desk: Desk) -> None:
    rows = "bbb,rome,20210203,reg,,,recall,,,\nbbb,rome,20210204,reg,,,recall,,,\nbbb,rome,20210203,reg,,,recall,,,\n"
    found = desk.take(HEAD + rows, "deposited")
    assert [it.status for it in found.rows] == ["new", "invalid", "invalid"]


@pytest.mark.parametrize(
    "cell",
    ['x") . rule(x', "x).\n#include <a>.", "aaa,bbb", "@f(x)", "1..3", "a;b", "{a}", "%@ by reg recall", "a(", "not a"],
)
def test_a_cell_is_never_more_than_a_value(desk: Desk, cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    found = desk.take(f"State,Treaty,Day,source,confidence\naaa,{quoted},20200101,reg,recall\n", "deposited")
    assert [it.status for it in found.rows] == ["invalid"]
    found = desk.take(f"State,Name,source,confidence,note\naaa,{quoted},reg,recall,{quoted}\n", "alias")
    assert [it.status for it in found.rows] == ["new"]
    fact = desk.corpus(desk.home / "table.lp").by_predicate["alias"][-1]
    assert fact.note == " ".join(cell.split())


def test_the_columns_may_be_in_any_case_and_order(desk: Desk) -> None:
    found = desk.take("DAY,confidence,Source,treaty,STATE\n20210203,recall,reg,rome,bbb\n", "deposited")
    assert [it.fact for it in found.rows] == ["deposited(bbb,rome,20210203)"]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_marks_may_stand_between_the_cells(desk: Desk, mark: str) -> None:
    cells = ("State Treaty Day source confidence", "bbb rome 20210203 reg,book recall")
    found = desk.take("\ufeff" + "\r\n".join(it.replace(" ", mark) for it in cells), "deposited")
    assert [it.fact for it in found.rows] == ["deposited(bbb,rome,20210203)"]


def test_what_is_missing_is_told_from_what_is_empty(desk: Desk) -> None:
    rows = "bbb,rome,,reg,,,recall,,,\nbbb,rome\n"
    found = desk.take(HEAD + rows, "deposited")
    assert [it.reason for it in found.rows] == [
        "the cell is empty (column `Day`)",
        "the row has no cell in the column `Day`; the row gives no confidence; the row has no source",
    ]


def test_a_row_of_json_that_is_no_object_is_told_and_the_others_written(desk: Desk) -> None:
    row = '{"State":"bbb","Treaty":"rome","Day":20210203,"source":"reg","confidence":"recall"}'
    found = desk.take(f"[3,{row}]", "deposited", "table.json")
    assert [(it.line, it.status) for it in found.rows] == [(1, "invalid"), (2, "new")]
    assert found.rows[0].reason == "the row is no object"


def test_an_unknown_kind_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no predicate and no kind of fact"):
        desk.take(HEAD, "treaty_act")


def test_a_file_that_cannot_be_written_is_left_as_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UsageError, match="no space left"):
        desk.take(HEAD + "bbb,rome,20210203,reg,,,seen_once,,,\n", "deposited")
    assert sorted(it.name for it in desk.home.iterdir()) == ["facts", "rules", "table.csv"]


def test_what_another_wrote_meanwhile_is_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(path: Path, wanted: frozenset[str]) -> object:
        (desk.home / "table.lp").write_text("% another was here\n", encoding="utf-8")
        return read(path, wanted)

    monkeypatch.setattr("dedere.exchange.importing.reading.read", meanwhile)
    with pytest.raises(Unanswered, match="was written by another"):
        desk.take(HEAD + "bbb,rome,20210203,reg,,,seen_once,,,\n", "deposited")
    assert desk.written == "% another was here\n"
    assert sorted(it.name for it in desk.home.iterdir()) == ["facts", "rules", "table.csv", "table.lp"]


# ----------------------------------------------------------------------------------------------------------- round trip


def unplaced(facts: tuple[Fact, ...]) -> list[str]:
    shown = ((str(it.atom), it.sources, it.confidence, it.checked, it.note, it.known) for it in facts if not it.law)
    return sorted(map(str, shown))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_exported_comes_back(desk: Desk, form: str, tmp_path: Path) -> None:
    corpus = desk.corpus()
    path = desk.table(export(corpus, form=form), f"all.{form}")
    empty = tmp_path / "empty"
    empty.mkdir()
    found = import_table(path, into=empty / "all.lp", rules=[desk.home / "rules"], facts=[])
    assert found.count("new") == len(found.rows) == len(unplaced(corpus.facts))
    back = load_corpus([desk.home / "rules"], [empty])
    assert unplaced(back.facts) == unplaced(corpus.facts)
    assert back.sources == corpus.sources


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_whole_record_comes_back(tmp_path: Path, form: str) -> None:
    corpus = default_engine().corpus
    path = tmp_path / f"all.{form}"
    path.write_text(export(corpus, form=form), encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    naming = corpus.vocabulary.naming_predicates()
    named = "".join(f"{it.atom}.\n" for it in corpus.facts if it.law and it.atom.name in naming)
    (rules / "declared.lp").write_text(_declarations(default_folders()[0]) + named, encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    found = import_table(path, into=empty / "all.lp", rules=[rules], facts=[])
    assert [it for it in found.rows if it.status != "new"] == []
    back = load_corpus([rules], [empty])
    assert unplaced(back.facts) == unplaced(corpus.facts)
    cited = {id_ for fact in corpus.facts for id_ in fact.sources}
    assert back.sources == {id_: source for id_, source in corpus.sources.items() if id_ in cited}


def _declarations(rules: Path) -> str:
    """What the rules declare, without the rules: they name things of the record."""
    kept = []
    for path in sorted(rules.rglob("*.lp")):
        of_fact = last_kept = False
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.match(r"%@ (type|fact|derived)\b", line):
                kept.append(line)
                of_fact = line.startswith("%@ fact")
                last_kept = True
            elif of_fact and re.match(r"%@ (says|else|would)\b", line):
                kept.append(line)
                last_kept = True
            elif continues(line):
                if last_kept:
                    kept.append(line)
            else:
                of_fact = last_kept = False
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize("table", ["/", ".", ""])
def test_a_path_without_a_name_is_no_table(table: str) -> None:
    with pytest.raises(UsageError, match=r"is no table$|^the table is ``$") as refused:
        import_table(Path(table) if table else table, "deposited")
    assert refused.value.hint
